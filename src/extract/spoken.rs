//! Types that sentences about bodies name: links and bold words, several of them, primitives in words.

use super::cx::Cx;
use super::sentence::{NAME, Sentence, strip_first, strip_last};
use super::type_text;
use crate::facts::TypeText;
use crate::markdown::{Inline, Run, RunKind};

/// Whether a run may name a type: a link or a bold word.
pub(super) fn is_type(run: &Run) -> bool {
    let text = run.text.trim();
    matches!(run.kind, RunKind::Link { .. } | RunKind::Strong)
        && !text.is_empty()
        && !text.contains(char::is_whitespace)
}

/// The type that stands at a place of a sentence, and those that may stand for it: "a [x] or [y]
/// object". The words around it tell a collection.
pub(super) fn type_at(cx: &Cx<'_>, sentence: &Sentence<'_>, at: usize) -> Option<TypeText> {
    let named = |at: usize| {
        let run = sentence.names.get(sentence.n_names(at))?;
        let inline = Inline { runs: vec![Run::clone(run)] };
        type_text::of_cell(cx.docs, cx.dialect, &inline, run.span)
    };
    let mut ty = named(at)?;
    let words = &cx.dialect.phrases.collection;
    let before = sentence.text[..at].rsplit([NAME, '.', ',']).next().unwrap_or_default();
    let before = before.to_lowercase();
    ty.collection |= words.iter().any(|word| before.contains(word.as_str()));
    let mut end = at + NAME.len_utf8();
    // What commas part waits for the word that says that one of them goes.
    let (mut waiting, mut before) = (Vec::new(), end);
    for next in sentence.places().filter(|next| *next > at) {
        let Some(joint) = joint(cx, &sentence.text[before..next]) else { break };
        let Some(other) = named(next) else { break };
        waiting.push(other);
        before = next + NAME.len_utf8();
        if joint == Joint::Comma {
            continue;
        }
        for other in waiting.drain(..) {
            ty.text = format!("{} or {}", ty.text, other.text);
            ty.span = ty.span.to(other.span);
            ty.mentions.extend(other.mentions);
        }
        end = before;
    }
    let after = sentence.text[end..].trim_start().to_lowercase();
    let begins = |text: &str| words.iter().any(|word| text.starts_with(word.as_str()));
    let after_kind = after.split_once(' ').map_or("", |(kind, rest)| {
        let kind = kind.trim_end_matches('s');
        if cx.dialect.kind_words.iter().any(|it| it == kind) { rest } else { "" }
    });
    ty.collection |= begins(&after) || begins(after_kind);
    Some(ty)
}

/// What stands between two types of which one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Comma,
    Or,
}

/// What joins two types, if the words between them do nothing else.
fn joint(cx: &Cx<'_>, between: &str) -> Option<Joint> {
    let phrases = &cx.dialect.phrases;
    let lower = between.to_ascii_lowercase();
    let words = strip_last(lower.trim_end(), &[&phrases.articles]);
    let words = words.unwrap_or(lower.trim_end());
    let (before, joint) = match strip_last(words, &[&phrases.either]) {
        Some(before) => (before, Joint::Or),
        None => (words.contains(',').then_some(words)?, Joint::Comma),
    };
    let before = before.trim_matches([',', ' ']);
    let is_kind = |rest: &str| rest.trim_matches(['s', ',', ' ']).is_empty();
    let is_nothing_else = before.is_empty()
        || strip_first(before, &cx.dialect.kind_words).is_some_and(is_kind)
        || cx.dialect.kind_words.iter().any(|it| before.strip_prefix(it.as_str()) == Some("s"));
    is_nothing_else.then_some(joint)
}
