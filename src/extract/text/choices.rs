//! Values that a text may have, where operations are sections: "One of `wet`, `dry`." as a sentence of its own, and lines
//! below a type that begin with one: "`wet` = After rain".

use super::note_values;
use super::phrases::sentence_end;
use super::sentence::strip_first;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::facts::{PropertyClaim, PropertyNotes, TypeText};
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
        if !notes.values.is_empty() && notes.terms.default.is_none() {
            notes.terms.default = note_values::marked_default(cx, description);
        }
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

/// The values of a sentence that begins with a word for one of several and says nothing else, or with one of which another
/// goes: "`wet` or `dry`".
fn values(cx: &Cx<'_>, sentence: Vec<Run>) -> Vec<Spanned<String>> {
    let first = sentence.iter().find(|it| !it.text.trim().is_empty());
    let phrases = &cx.dialect.phrases;
    let begins = first.is_some_and(|it| match it.kind {
        RunKind::Code => {
            let between = sentence.iter().rev().filter(|it| it.kind != RunKind::Code);
            let words = |it: &Run| it.text.trim_matches([',', ' ', '.']).to_lowercase();
            between
                .map(words)
                .find(|it| !it.is_empty())
                .is_some_and(|it| phrases.either.contains(&it))
        }
        _ => strip_first(it.text.trim(), &phrases.one_of).is_some(),
    });
    if begins { note_values::values(cx, &Inline { runs: sentence }) } else { Vec::new() }
}

/// A sentence of more pieces of text and code is none that gives values.
const MOST_RUNS: usize = 200;

/// The names of a paragraph that a sentence gives values: "`kind` is one of `wide`, `tall`."
pub(crate) fn named<'i>(cx: &Cx<'_>, inline: &'i Inline) -> Vec<(&'i str, Vec<Spanned<String>>)> {
    let phrases = &cx.dialect.phrases;
    let given = inline.runs.windows(2).enumerate().filter_map(|(at, pair)| {
        let [name, behind] = pair else { return None };
        let is_begun = name.kind == RunKind::Code && behind.kind == RunKind::Text;
        let rest = behind.text.trim_start();
        let rest = strip_first(rest, &phrases.copulas).filter(|_| is_begun)?.trim_start();
        strip_first(rest, &phrases.one_of)?;
        let mut sentence = vec![Run { text: rest.to_owned(), ..behind.clone() }];
        for run in inline.runs.iter().skip(at + 2).take(MOST_RUNS) {
            let end = (run.kind != RunKind::Code).then(|| sentence_end(&run.text)).flatten();
            let text = run.text[..end.unwrap_or(run.text.len())].to_owned();
            // More than one word between two values goes on about something else.
            if run.kind != RunKind::Code && text.split_whitespace().nth(2).is_some() {
                return None;
            }
            sentence.push(Run { text, ..run.clone() });
            if end.is_some() {
                break;
            }
        }
        let values = note_values::values(cx, &Inline { runs: sentence });
        (!values.is_empty()).then_some((name.text.trim(), values))
    });
    given.collect()
}

/// Gives the rows of a part the values that its sentences say, where they have none and may be text.
pub(crate) fn give(
    cx: &Cx<'_>,
    part: &Part<'_>,
    claims: &mut [PropertyClaim],
    ledger: &mut Ledger,
) {
    if !cx.dialect.shape.has_sections() {
        return;
    }
    for (block, inline) in part.paragraphs() {
        for (name, values) in named(cx, inline) {
            let mut wanted = claims.iter_mut().filter(|it| it.name.value == name);
            let wanted =
                wanted.find(|it| it.notes.values.is_empty() && may_be_text(it.ty.as_ref()));
            if let Some(claim) = wanted {
                claim.notes.changed().values = values;
                ledger.used(block);
            }
        }
    }
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
