//! Values that a text may have, where operations are sections: "One of `wet`, `dry`." as a sentence of its own, and lines
//! below a type that begin with one: "`wet` = After rain".

use super::note_values;
use super::phrases::sentence_end;
use super::sentence::strip_first;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::facts::{PropertyNotes, TypeText};
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Spanned;

/// Adds what a description says of a value that is text, where nothing else was read of that.
pub(crate) fn add(
    cx: &Cx<'_>,
    description: &Inline,
    ty: Option<&TypeText>,
    notes: &mut PropertyNotes,
) {
    if cx.dialect.shape.has_sections() && notes.values.is_empty() && may_be_text(ty) {
        notes.values = said(cx, description);
    }
}

/// Whether a value is text, as far as its type is said.
pub(crate) fn may_be_text(ty: Option<&TypeText>) -> bool {
    let mentions = ty.map_or(&[][..], |it| it.mentions.as_slice());
    mentions.iter().all(|it| it.primitive == Some(Primitive::String))
}

/// The values of the first sentence that is nothing but them.
fn said(cx: &Cx<'_>, description: &Inline) -> Vec<Spanned<String>> {
    let mut sentence: Vec<Run> = Vec::new();
    let mut found = Vec::new();
    for run in &description.runs {
        if run.kind == RunKind::Code {
            sentence.push(run.clone());
            continue;
        }
        let mut rest = run.text.as_str();
        while let Some(end) = sentence_end(rest) {
            sentence.push(Run { text: rest[..end].to_owned(), ..run.clone() });
            found = values(cx, std::mem::take(&mut sentence));
            if !found.is_empty() {
                return found;
            }
            rest = &rest[end + 1..];
        }
        sentence.push(Run { text: rest.to_owned(), ..run.clone() });
    }
    if found.is_empty() { values(cx, sentence) } else { found }
}

/// The values of a sentence that begins with a word for one of several and says nothing else.
fn values(cx: &Cx<'_>, sentence: Vec<Run>) -> Vec<Spanned<String>> {
    let first = sentence.iter().find(|it| !it.text.trim().is_empty());
    let begins = first.is_some_and(|it| {
        it.kind != RunKind::Code
            && strip_first(it.text.trim(), &cx.dialect.phrases.one_of).is_some()
    });
    if begins { note_values::values(cx, &Inline { runs: sentence }) } else { Vec::new() }
}

/// The values with which lines of a paragraph begin, each with what it means behind a mark.
pub(crate) fn of_lines(inline: &Inline) -> Vec<Spanned<String>> {
    let value = |line: &[Run]| {
        let begins = line.iter().position(|it| !it.text.trim().is_empty())?;
        let (code, rest) =
            line[begins..].split_first().filter(|(it, _)| it.kind == RunKind::Code)?;
        let is_told = rest.first()?.text.trim_start().starts_with(['=', ':', '-', '–', '—']);
        let text = code.text.trim().trim_matches(['"', '\'']);
        let is_value = is_told && !text.is_empty() && !text.contains(' ');
        is_value.then(|| Spanned::new(text.to_owned(), code.span))
    };
    inline.runs.split(|it| it.kind == RunKind::Break).filter_map(value).collect()
}
