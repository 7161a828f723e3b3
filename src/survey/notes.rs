//! Items of lists that begin with a marked name: `` `colour` (string, required): Of the light. ``

use crate::markdown::{Block, BlockKind, RunKind};
use crate::source::Span;

/// A note of more words is a sentence.
const MOST_WORDS: usize = 3;

/// An item that begins with a name.
pub(super) struct Named<'p> {
    /// The paragraph.
    pub(super) block: &'p Block,
    /// The name.
    pub(super) name: &'p str,
    /// What stands first behind the name, in brackets or up to a comma or full stop.
    pub(super) note: Option<(String, Span)>,
    /// What else stands in the brackets, or before the first full stop, between commas.
    pub(super) more: Vec<(String, Span)>,
    /// It stands in brackets.
    pub(super) is_in_brackets: bool,
}

/// The name that an item begins with, in code or bold.
pub(super) fn name_of(item: &[Block]) -> Option<(String, Span)> {
    of_item(item)?;
    let BlockKind::Paragraph(inline) = &item.first()?.kind else { return None };
    let first = inline.runs.iter().find(|it| !it.text.trim().is_empty())?;
    Some((first.text.trim().to_owned(), first.span))
}

/// The item, if its first words are one name in code or bold.
pub(super) fn of_item(item: &[Block]) -> Option<Named<'_>> {
    let block = item.first()?;
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    let mut runs = inline.runs.iter().skip_while(|it| it.text.trim().is_empty());
    let first = runs.next()?;
    let is_marked = matches!(first.kind, RunKind::Code | RunKind::Strong);
    let is_name = !first.text.trim().contains(char::is_whitespace);
    if !is_marked || !is_name {
        return None;
    }
    let rest: String = runs
        .map(|it| match it.kind {
            // Its target says what it is.
            RunKind::Link { .. } => "[]",
            _ => it.text.as_str(),
        })
        .collect();
    // What is said of a term stands below it.
    let below = match item.get(1).map(|it| &it.kind) {
        Some(BlockKind::Paragraph(inline)) if rest.trim().is_empty() => inline.plain().into_owned(),
        _ => String::new(),
    };
    let rest = if below.is_empty() { rest } else { below };
    let note = note(&rest).map(|it| (it.to_owned(), first.span));
    let (more, is_in_brackets) = more(&rest);
    let more = more.into_iter().map(|it| (it.to_owned(), first.span)).collect();
    Some(Named { block, name: first.text.trim(), note, more, is_in_brackets })
}

/// What stands in the brackets that a text begins with, or else before its first full stop, behind the first comma.
/// Whether these are brackets as well.
fn more(text: &str) -> (Vec<&str>, bool) {
    let text = text.trim_start_matches([' ', '-', '–', '—', ':', ',']);
    let (inner, is_bracket) = match text.strip_prefix('(') {
        Some(rest) => (rest.split_once(')').map(|(inner, _)| inner), true),
        None => (text.split_once('.').map(|(first, _)| first), false),
    };
    let parts = inner.map(|inner| inner.split([',', ';']).skip(1)).into_iter().flatten();
    let parts = parts.map(str::trim).filter(|it| !it.is_empty());
    let is_short = |it: &&str| it.split_whitespace().count() <= MOST_WORDS;
    // A sentence may have commas of its own, so all of it has to be notes.
    let parts: Vec<&str> = parts.collect();
    let is_of_notes = is_bracket || parts.iter().all(is_short);
    (parts.into_iter().filter(|it| is_of_notes && is_short(it)).collect(), is_bracket)
}

fn note(text: &str) -> Option<&str> {
    let text = text.trim_start_matches([' ', '-', '–', '—', ':', ',']);
    let (inner, is_bracket) = match text.strip_prefix('(') {
        Some(rest) => (rest.split_once(')')?.0, true),
        None => (text, false),
    };
    let ends = |c: char| matches!(c, ',' | ';' | ':') || c == '.' && !is_bracket;
    let end = inner.find(ends).unwrap_or(inner.len());
    let word = inner[..end].trim();
    let is_short = !word.is_empty() && word.split_whitespace().count() <= MOST_WORDS;
    // Without brackets a note is followed by something else.
    let goes_on = inner.get(end + 1..).is_some_and(|it| it.contains(char::is_alphanumeric));
    (is_short && (is_bracket || goes_on)).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::note;

    #[test]
    fn notes_behind_names() {
        for (text, expected) in [
            (" (whole number): Which.", Some("whole number")),
            (" (text, needed) Which.", Some("text")),
            (", text, needed. Which.", Some("text")),
            ("Text. Where it ended.", Some("Text")),
            (" – Whose it is", None),
            (": Like chalk.", None),
            (" Which it is of them all.", None),
        ] {
            assert_eq!(note(text), expected, "{text}");
        }
    }
}
