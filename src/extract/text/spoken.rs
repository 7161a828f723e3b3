//! Types that sentences about bodies name: links and bold words, several of them, primitives in words.

use super::phrases::find;
use super::sentence::{NAME, Sentence, split, strip_first, strip_last};
use super::type_text;
use crate::dialect::TypePlace;
use crate::extract::cx::Cx;
use crate::facts::TypeText;
use crate::markdown::{Inline, Run, RunKind};

/// Whether a run may name a type: a link or a bold word, but not one of the sentence's own, nor a number.
fn is_type(cx: &Cx<'_>, run: &Run) -> bool {
    let text = run.text.trim();
    let is_word = |it: &str| text.eq_ignore_ascii_case(it);
    if ["true", "false"].into_iter().any(is_word)
        || cx.dialect.phrases.joints.iter().any(|it| is_word(it))
    {
        return false;
    }
    // "**Returns** a [lamp]"
    if run.kind == RunKind::Strong && cx.dialect.phrases.returns.iter().any(|it| is_word(it)) {
        return false;
    }
    // Where types are sections, their names may be of several words.
    let is_of_words = cx.dialect.shape.types != TypePlace::Page;
    let is_linked = matches!(run.kind, RunKind::Link { .. });
    (is_linked || run.kind == RunKind::Strong)
        && text.contains(char::is_alphabetic)
        && (is_of_words && is_linked || !text.contains(char::is_whitespace))
}

/// Splits a text into sentences whose names are those that may be of types.
pub(crate) fn sentences<'i>(cx: &Cx<'_>, inline: &'i Inline) -> Vec<Sentence<'i>> {
    split(inline, |run| is_type(cx, run) && !is_of_many(cx, inline, run))
}

/// Whether a link is to what lists are, and a type follows of which there are many: "a [page](paging.md) of [lamps](lamp.md)".
fn is_of_many(cx: &Cx<'_>, inline: &Inline, run: &Run) -> bool {
    let mut runs = inline.runs.iter().skip_while(|it| !std::ptr::eq(*it, run)).skip(1);
    let is_of = runs.next().is_some_and(|it| it.text.trim() == "of");
    let is_led_to = is_of && runs.next().is_some_and(|it| is_type(cx, it));
    let text = run.text.trim();
    let mut words = cx.dialect.phrases.collection.iter();
    is_led_to && words.any(|it| it.strip_suffix(" of").unwrap_or(it).eq_ignore_ascii_case(text))
}

/// The type that stands at a place of a sentence, and those that may stand for it: "a [x] or [y]
/// object". The words around it tell a collection.
pub(crate) fn type_at(cx: &Cx<'_>, sentence: &Sentence<'_>, at: usize) -> Option<TypeText> {
    let named = |at: usize| {
        let run = sentence.names.get(sentence.n_names(at))?;
        let inline = Inline { runs: vec![Run::clone(run)] };
        type_text::of_cell(cx.docs, cx.dialect, &inline, run.span)
    };
    let mut ty = named(at)?;
    // "One of the [lamps]" is one.
    let is_of_sections = cx.dialect.shape.types != TypePlace::Page;
    let is_one = || !find(&sentence.text[..at], &cx.dialect.phrases.one_of).is_empty();
    ty.collection &= !(is_of_sections && is_one());
    let words = &cx.dialect.phrases.collection;
    let before = sentence.text[..at].rsplit([NAME, '.', ',']).next().unwrap_or_default();
    let before = before.to_lowercase();
    ty.collection |= words.iter().any(|word| before.contains(word.as_str()));
    let all = alternatives(cx, sentence, at, ty.collection);
    let mut end = at + NAME.len_utf8();
    for next in all.into_iter().skip(1) {
        let Some(other) = named(next) else { break };
        ty.text = format!("{} or {}", ty.text, other.text);
        ty.span = ty.span.to(other.span);
        ty.mentions.extend(other.mentions);
        end = next + NAME.len_utf8();
    }
    let after = sentence.text[end..].trim_start().to_lowercase();
    let begins = |text: &str| words.iter().any(|word| text.starts_with(word.as_str()));
    // Scripts without spaces put the words together.
    let mut after_kinds =
        cx.dialect.kind_words.iter().filter_map(|it| after.strip_prefix(it.as_str()));
    let is_of_many = begins(&after)
        || after_kinds.any(|it| begins(it.strip_prefix('s').unwrap_or(it).trim_start()));
    ty.collection |= is_of_many;
    Some(ty)
}

/// The places of the names of which one goes, the first of them given; of a collection all may.
pub(crate) fn alternatives(
    cx: &Cx<'_>,
    sentence: &Sentence<'_>,
    at: usize,
    is_collection: bool,
) -> Vec<usize> {
    let is_list = !find(&sentence.text[..at], &cx.dialect.phrases.one_of).is_empty();
    let mut found = vec![at];
    // What commas part waits for the word that says that one of them goes.
    let mut waiting = Vec::new();
    let mut end = at + NAME.len_utf8();
    for next in sentence.places().filter(|next| *next > at) {
        let Some(joint) = joint(cx, &sentence.text[end..next], is_collection) else { break };
        waiting.push(next);
        end = next + NAME.len_utf8();
        if joint == Joint::Or || is_list {
            found.append(&mut waiting);
        }
    }
    found
}

/// What stands between two types of which one goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    Comma,
    Or,
}

/// What joins two types, if the words between them do nothing else.
fn joint(cx: &Cx<'_>, between: &str, is_collection: bool) -> Option<Joint> {
    let phrases = &cx.dialect.phrases;
    let kinds = &cx.dialect.kind_words;
    let lower = between.to_ascii_lowercase();
    let bare = lower.trim_matches([',', ' ']);
    if bare == "/" || is_collection && phrases.joints.iter().any(|it| it == bare) {
        return Some(Joint::Or);
    }
    let mut words = lower.trim_end();
    let of = vec!["of".to_owned()];
    let lists = [&phrases.articles, &phrases.novelty, kinds, &of];
    let (before, joint) = loop {
        if let Some(before) = strip_last(words, &[&phrases.either]) {
            break (before, Joint::Or);
        }
        if words.ends_with(',') {
            break (words, Joint::Comma);
        }
        words = strip_last(words, &lists)?;
    };
    let before = before.trim_matches([',', ' ']);
    let is_kind = |rest: &str| rest.trim_matches(['s', ',', ' ']).is_empty();
    let is_nothing_else = before.is_empty()
        || strip_first(before, kinds).is_some_and(is_kind)
        || kinds.iter().any(|it| before.strip_prefix(it.as_str()) == Some("s"));
    is_nothing_else.then_some(joint)
}
