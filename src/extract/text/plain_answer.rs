//! Answers that are no objects: "returns a Boolean", "and a String collection", "`true` if it is so".

use super::phrases::find;
use super::sentence::Sentence;
use super::type_text;
use crate::edm::Primitive;
use crate::extract::cx::Cx;
use crate::facts::TypeText;
use crate::source::Span;

/// Primitives are not linked: "a Boolean", "a String collection", "a `true` value".
pub(crate) fn primitive(cx: &Cx<'_>, sentence: &Sentence<'_>, block: Span) -> Option<TypeText> {
    let phrases = &cx.dialect.phrases;
    let said = phrases.said_in(&sentence.text);
    let is_answer = (said.response_body() || said.returns()) && !said.location();
    let span = sentence.runs.first().map_or(block, |run| run.span);
    if is_answer
        && let Some((word, collection)) = primitive_word(cx, sentence, said.response_body())
    {
        let mut ty = type_text::of_text(cx.dialect, word, span);
        ty.collection |= collection;
        return Some(ty);
    }
    let is_truth = (said.truth() || is_truth_returned(cx, sentence)) && !said.members();
    is_truth.then(|| {
        let name = Primitive::Boolean.name();
        TypeText {
            text: sentence.text.trim().to_owned(),
            ..type_text::of_text(cx.dialect, name, span)
        }
    })
}

/// "Returns `200 OK` and `true`": a truth value that is returned before it is said when.
fn is_truth_returned(cx: &Cx<'_>, sentence: &Sentence<'_>) -> bool {
    let words = || {
        let words = sentence.text.split_whitespace();
        words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
    };
    let is_truth = |word: &str| ["true", "false"].iter().any(|it| word.eq_ignore_ascii_case(it));
    let Some(at) = words().position(is_truth) else { return false };
    let before: Vec<String> = words().take(at).map(str::to_lowercase).collect();
    let before: Vec<&str> = before.iter().map(String::as_str).collect();
    let is_condition = |word: &&str| cx.dialect.phrases.conditions.iter().any(|it| it == word);
    let begins = before.iter().rposition(is_condition);
    let of_time = begins.map_or(&before[..], |begins| &before[begins..]);
    is_near_return(cx, of_time)
}

/// The word for a primitive, and whether the words around it make it a collection. One in lower case
/// is an English word as well, and has to stand as a name does.
fn primitive_word<'s>(
    cx: &Cx<'_>,
    sentence: &'s Sentence<'_>,
    is_body: bool,
) -> Option<(&'s str, bool)> {
    let phrases = &cx.dialect.phrases;
    let trimmed = |word: &'s str| word.trim_matches([',', '.', '(', ')']);
    let words: Vec<&str> = sentence.text.split_whitespace().map(trimmed).collect();
    let is_collection = |word: &str| {
        let word = word.to_lowercase();
        phrases.collection.iter().any(|it| word.starts_with(it.as_str()))
    };
    // "A list of", "a collection of".
    let begins_collection = |words: &[&str]| {
        let [.., kind, of] = words else { return false };
        let words = format!("{kind} {of}").to_lowercase();
        phrases.collection.iter().any(|it| {
            words.strip_prefix(it.as_str()).is_some_and(|rest| rest.is_empty() || rest == " of")
        })
    };
    let is_article = |word: &str| phrases.articles.iter().any(|it| it.eq_ignore_ascii_case(word));
    let is_kind = |word: &str| {
        let word = word.to_lowercase();
        let one = word.strip_suffix('s').unwrap_or(&word);
        cx.dialect.kind_words.iter().any(|it| *it == word || it == one)
    };
    let at = |index: Option<usize>| index.and_then(|it| words.get(it)).copied().unwrap_or_default();
    // Nearly no word is one, whatever stands around it.
    let may_be = |word: &str| {
        let mut forms = std::iter::once(word).chain(word.strip_suffix('s'));
        forms.any(|it| cx.dialect.primitive(it).is_some())
    };
    words.iter().enumerate().filter(|(_, word)| may_be(word)).find_map(|(index, word)| {
        let (before, after) = (at(index.checked_sub(1)), at(Some(index + 1)));
        let is_many = is_collection(after) || begins_collection(&words[..index]);
        let one = word.strip_suffix('s').filter(|_| is_many).unwrap_or(word);
        cx.dialect.primitive(one)?;
        let is_name = word.starts_with(|c: char| !c.is_lowercase()) && !word.is_empty();
        let stands_as_name = (is_article(before) || is_many)
            && (after.is_empty()
                || is_kind(after)
                || is_many
                || ends_in_body(cx, &words[index + 1..]));
        // Without a word for the body it has to be what is returned.
        let is_near = || {
            is_near_return(cx, &words[..index])
                || words.get(index + 1..index + 3).is_some_and(|after| is_near_return(cx, after))
        };
        let is_returned = is_body || ((is_article(before) || is_many) && is_near());
        ((is_name || stands_as_name) && is_returned).then_some((one, is_many))
    })
}

/// Whether nothing but "in the response body" follows.
fn ends_in_body(cx: &Cx<'_>, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 2;
    let text = words.join(" ").to_lowercase();
    let mut found = find(&text, &cx.dialect.phrases.response_body).into_iter();
    found.next().is_some_and(|it| text[..it.start].split_whitespace().count() <= MOST_WORDS)
}

/// Whether a word for returning stands a few words before.
fn is_near_return(cx: &Cx<'_>, words: &[&str]) -> bool {
    const MOST_WORDS: usize = 9;
    let near = words[words.len().saturating_sub(MOST_WORDS)..].join(" ").to_lowercase();
    !find(&near, &cx.dialect.phrases.returns).is_empty()
}
