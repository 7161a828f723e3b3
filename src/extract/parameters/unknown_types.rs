//! Words that stand in a list where types do and that nobody knows: "- `size` (strnig) – How big.", "- `size`: flurb. How big."

use crate::extract::cx::Cx;
use crate::extract::rows::placed::Placed;
use crate::extract::text::note::Note;
use crate::extract::text::note_text::{clause, closing, part, parts, text_of, unmarked};
use crate::extract::text::type_text;
use crate::facts::TypeText;
use crate::markdown::{Inline, RunKind};
use crate::source::Span;

/// An item of a list: its place among the rows, and what stands behind its name.
pub(super) struct Item {
    pub(super) at: usize,
    pub(super) behind: Inline,
    pub(super) span: Span,
}

/// So many items have a type at least for the word of another one to stand where types do.
const LEAST_TYPED: usize = 2;
/// Short words are near each other by chance.
const LEAST_LETTERS: usize = 5;

/// Takes such words as types of the items of a list: those that are nearly a known one, and others where more items that are
/// written alike have a type. "(beta)" alone says nothing of the kind.
pub(super) fn take(cx: &Cx<'_>, items: &[Item], rows: &mut [Placed]) {
    for is_bracketed in [true, false] {
        let alike = || items.iter().filter(|it| begins_bracket(&it.behind) == is_bracketed);
        let is_sure = |it: &&Item| {
            let ty = rows.get(it.at).and_then(|(_, row)| row.ty.as_ref());
            ty.is_some_and(|ty| !ty.is_guess)
        };
        let n_typed = alike().filter(is_sure).count();
        let unsure = alike().filter(|it| !is_sure(it));
        let unknown = unsure.filter_map(|it| Some((it.at, word(cx, it)?)));
        let unknown: Vec<(usize, TypeText)> = unknown
            .filter(|(_, (_, rest))| is_bracketed || says_more(rest))
            .map(|(at, (word, _))| (at, word))
            .collect();
        let are_types = n_typed >= LEAST_TYPED && n_typed > unknown.len();
        for (at, word) in unknown {
            let is_near = word.text.len() >= LEAST_LETTERS
                && (is_bracketed || n_typed > 0)
                && cx.dialect.primitives.near_of(&word.text, LEAST_LETTERS).is_some();
            if let Some((_, row)) = rows.get_mut(at).filter(|_| is_near || are_types) {
                row.ty = Some(word);
            }
        }
    }
}

fn begins_bracket(inline: &Inline) -> bool {
    closing(text_of(&inline.runs).trim_start()).is_some()
}

/// Whether a description follows, so that the word is not all that is said.
fn says_more(rest: &Inline) -> bool {
    text_of(&rest.runs).contains(char::is_alphanumeric)
}

/// The word in brackets or before the first stop, if it is one that says nothing else, and what follows.
fn word(cx: &Cx<'_>, item: &Item) -> Option<(TypeText, Inline)> {
    let text = text_of(&item.behind.runs);
    let lead = text.len() - text.trim_start().len();
    let (said, rest) = match closing(&text[lead..]) {
        Some(end) => (
            part(&item.behind.runs, lead + 1..lead + end),
            part(&item.behind.runs, lead + end + 1..text.len()),
        ),
        None => {
            let behind = unmarked(&item.behind);
            let text = text_of(&behind.runs);
            let end = clause(&behind).filter(|it| *it < text.len())?;
            (part(&behind.runs, 0..end), part(&behind.runs, end..text.len()))
        }
    };
    let first = parts(&said).into_iter().next()?;
    let is_plain = first.runs.iter().all(|it| matches!(it.kind, RunKind::Text | RunKind::Strong));
    let words = text_of(&first.runs);
    let word = words.trim().trim_matches('*');
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    let is_word = word.starts_with(char::is_alphabetic) && word.chars().all(is_of_word);
    if !is_plain || !is_word || says_other(cx, word) {
        return None;
    }
    let run = first.runs.iter().find(|it| it.text.contains(word))?;
    let written = cx.sources().text(run.span);
    let span = match written.match_indices(word).map(|(at, _)| at).collect::<Vec<_>>().as_slice() {
        [only] => run.span.part(*only..only + word.len()),
        _ => item.span,
    };
    let ty = type_text::of_text(cx.dialect, word, span);
    (!ty.mentions.is_empty()).then_some((ty, rest))
}

/// Whether a word is known to say something else of a value.
fn says_other(cx: &Cx<'_>, word: &str) -> bool {
    let said = cx.dialect.phrases.said_in(word);
    said.deprecated()
        || said.read_only()
        || said.key()
        || said.default()
        || Note::knows(cx, word)
        || cx.dialect.required(word).is_some()
}
