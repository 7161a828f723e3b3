//! Names of parameters with what stands for their value: `` `colour=<string>` ``, `` `size=[integer]` ``, `` `tide=high|low` ``.

use crate::extract::cx::Cx;
use crate::extract::rows::row_names::is_name;
use crate::markdown::{Inline, Run, RunKind};
use crate::source::Span;
use std::ops::Range;

/// An item that begins with such a name, as one that says the same in a note: "`colour` (string)".
pub(super) fn apart(cx: &Cx<'_>, inline: &Inline) -> Option<Inline> {
    let (first, behind) = inline.runs.split_first()?;
    let (name, value) = first.text.split_once('=').filter(|_| first.kind == RunKind::Code)?;
    let own = name.trim_start_matches(['?', '&', ' ']);
    let begins = name.len() - own.len();
    // What stands for other characters is of another length than they are.
    let written = cx.sources().text(first.span).find(first.text.as_str());
    let piece = |place: Range<usize>| Run {
        span: written.map_or(first.span, |at| first.span.part(at + place.start..at + place.end)),
        text: first.text[place].to_owned(),
        ..first.clone()
    };
    let words = |text: &str| Run { kind: RunKind::Text, text: text.to_owned(), ..first.clone() };
    let mut runs = vec![piece(begins..name.len())];
    if !is_name(own) {
        return None;
    }
    let mut at = name.len() + 1;
    let mut note = Vec::new();
    let values: Vec<&str> = value.split('|').collect();
    let is_value =
        |it: &&str| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c));
    let between =
        |open, close| value.strip_prefix(open).and_then(|it: &str| it.strip_suffix(close));
    match between('<', '>').or_else(|| between('[', ']')) {
        // A word for what the value is may be of any kind.
        Some(ty) if cx.dialect.primitive(ty).is_some() => note.push(words(ty)),
        None if values.len() > 1 && values.iter().all(is_value) => {
            for value in values {
                if !note.is_empty() {
                    note.push(words(", "));
                }
                note.push(piece(at..at + value.len()));
                at += value.len() + 1;
            }
        }
        _ => {}
    }
    if !note.is_empty() {
        runs.extend([words(" (")].into_iter().chain(note).chain([words(")")]));
    }
    runs.extend(behind.iter().cloned());
    Some(Inline { runs })
}

/// Whether a line is nothing but such a name with the type of its value: `` `size=[integer]` ``.
pub(super) fn is_alone(cx: &Cx<'_>, inline: &Inline) -> bool {
    let mut filled = inline.runs.iter().filter(|it| !it.text.trim().is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    let is_typed =
        |it: &str| it.contains("=[") && it.ends_with(']') || it.contains("=<") && it.ends_with('>');
    only.kind == RunKind::Code && is_typed(&only.text) && apart(cx, inline).is_some()
}

/// Whether a name stands so: below another it is what is written in the value of that, and no member.
pub(super) fn is_assigned(cx: &Cx<'_>, name: Span) -> bool {
    let file = &cx.sources().file(name.file).text;
    file.get(name.end as usize..).is_some_and(|it| it.starts_with('='))
}
