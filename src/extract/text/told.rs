//! What a sentence tells in words that is answered or sent, without a link: "Returns the new lamp."

use super::phrases::find;
use super::sentence::{NAME, Sentence, strip_first};
use super::type_text;
use crate::extract::cx::Cx;
use crate::facts::TypeText;
use crate::source::Span;

/// Most words of a type's name.
const MOST_WORDS: usize = 4;

/// The type that a sentence says is answered, or that one is about where `is_of_it`. What nothing defines is none, and no
/// mistake.
pub(crate) fn in_words(
    cx: &Cx<'_>,
    sentence: &Sentence<'_>,
    is_of_it: bool,
    block: Span,
) -> Option<TypeText> {
    let (rest, is_many) = told(cx, &sentence.text, is_of_it)?;
    let words = named_first(cx, rest);
    let is_word = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    if words.is_empty() || words.len() > MOST_WORDS || !words.iter().all(is_word) {
        return None;
    }
    if is_for_nothing(cx, &words) {
        return None;
    }
    let span = sentence.runs.first().map_or(block, |run| run.span);
    let name = words.join(" ");
    let one = if is_many { type_text::one_of(cx.dialect, &name) } else { &name };
    let mut ty = type_text::of_text(cx.dialect, one, span);
    ty.collection |= is_many;
    ty.is_guess = true;
    // "A list of strings" can be of nothing else.
    if one != name {
        return Some(ty);
    }
    // A word for text or a number is English as well.
    (!ty.mentions.is_empty() && ty.mentions.iter().all(|it| it.primitive.is_none())).then_some(ty)
}

/// Whether a sentence says that nothing is answered: "Answers with 204 and nothing."
pub(crate) fn is_nothing(cx: &Cx<'_>, sentence: &Sentence<'_>, is_of_it: bool) -> bool {
    let told = told(cx, &sentence.text, is_of_it);
    told.is_some_and(|(rest, _)| is_for_nothing(cx, &named_first(cx, rest)))
}

fn is_for_nothing(cx: &Cx<'_>, words: &[&str]) -> bool {
    let words = words.join(" ");
    let phrases = &cx.dialect.phrases;
    phrases.empty_body.iter().chain(&phrases.empty_answer).any(|it| it.eq_ignore_ascii_case(&words))
}

/// The words that a clause begins with, up to one that ends a name.
fn named_first<'t>(cx: &Cx<'_>, text: &'t str) -> Vec<&'t str> {
    let breaks = &cx.dialect.phrases.breaks;
    let is_end = |c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | '!' | '?' | '\n' | NAME);
    let clause = text.split(is_end).next().unwrap_or_default();
    let is_break = |word: &&str| breaks.iter().any(|it| it.eq_ignore_ascii_case(word));
    clause.split_whitespace().take_while(|it| !is_break(it)).collect()
}

/// Whether nothing but the words of an answer stands before a link in a sentence: "Returns a list of [x]".
pub(crate) fn leads_to(cx: &Cx<'_>, sentence: &Sentence<'_>, at: usize, is_of_it: bool) -> bool {
    let before = sentence.text.get(..at).unwrap_or_default();
    told(cx, before, is_of_it).is_some_and(|(rest, _)| rest.trim().is_empty())
}

/// What follows the words for an answer, and whether it is many: "Returns `201 Created` and a list of".
fn told<'t>(cx: &Cx<'_>, text: &'t str, is_of_it: bool) -> Option<(&'t str, bool)> {
    let phrases = &cx.dialect.phrases;
    let said = phrases.said_in(text);
    if said.location() || said.members() {
        return None;
    }
    let phrase = find(text, &phrases.returns).into_iter().next().map(|it| it.end);
    let start = phrase.or(is_of_it.then_some(0))?;
    let mut rest = text.get(start..)?.trim_start();
    // Without a phrase an article begins what is answered.
    let (mut is_many, mut is_begun) = (false, phrase.is_some());
    loop {
        let before = rest.len();
        let lists = [&phrases.articles, &phrases.novelty, &phrases.joints, &phrases.together];
        if let Some(after) = lists.iter().find_map(|it| strip_first(rest, it)) {
            is_begun = true;
            rest = after.trim_start();
        } else if let Some(after) = strip_first(rest, &phrases.collection) {
            (is_many, is_begun) = (true, true);
            rest = after.trim_start();
            rest = strip_first(rest, &["of".to_owned()]).unwrap_or(rest).trim_start();
        } else if let Some(after) = without_status(rest) {
            // What is answered where it went wrong is not what is answered.
            if rest.starts_with(['4', '5']) {
                return None;
            }
            rest = after.trim_start();
        }
        rest = rest.trim_start_matches([',', ':', ' ', '-', '–', '—']);
        if rest.len() == before {
            break;
        }
    }
    is_begun.then_some((rest, is_many))
}

/// What follows a status and the words for it: `201 Created response`.
fn without_status(text: &str) -> Option<&str> {
    const WORDS: &[&str] = &["code", "response", "status"];
    let ends = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (digits, mut rest) = text.split_at(ends(text));
    let is_status = digits.len() == 3 && digits.starts_with(['2', '3', '4', '5']);
    if !is_status || digits.parse::<u16>().is_err() {
        return None;
    }
    loop {
        let next = rest.trim_start();
        let (word, after) = next.split_at(ends(next));
        let is_reason = word.starts_with(char::is_uppercase) || WORDS.contains(&word);
        if !is_reason {
            return Some(rest);
        }
        rest = after;
    }
}
