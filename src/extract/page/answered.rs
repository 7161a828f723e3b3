//! Sentences above a list or table that say that its members are those of what is answered: "Returns an object:", "On success,
//! returns:", "The response has these fields:".

use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::{Block, BlockKind, Inline};

/// Most words before the phrase: "If all went well, the call *returns* …".
const MOST_BEFORE: usize = 5;

/// Whether the last sentence of a paragraph, which ends in a colon, says so.
pub(crate) fn tells(cx: &Cx<'_>, inline: &Inline) -> bool {
    let text = inline.plain();
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || c == '*');
    let Some(text) = text.strip_suffix([':', '：']) else { return false };
    let phrases = &cx.dialect.phrases;
    let said = phrases.said_in(text);
    let sentence = text.rsplit(['.', ';', '!', '?']).next().unwrap_or_default();
    let sentence = words(sentence);
    let has = |phrases: &[String]| phrases.iter().any(|it| place(&sentence, it).is_some());
    // What is answered where it went wrong has other members.
    let is_failure = |word: &str| word.len() == 3 && word.starts_with(['4', '5']);
    if sentence.split(' ').any(|it| is_failure(it) && it.parse::<u16>().is_ok()) {
        return false;
    }
    if has(&phrases.answer_members) {
        return true;
    }
    said.returns() && phrases.returns.iter().any(|phrase| is_of_object(cx, &sentence, phrase))
}

/// Whether a sentence says with a phrase that an object is returned, or what stands below: "returns", "`200` and an object with".
fn is_of_object(cx: &Cx<'_>, sentence: &str, phrase: &str) -> bool {
    let phrases = &cx.dialect.phrases;
    let phrase = phrase.trim_end_matches(':');
    let Some(at) = place(sentence, phrase) else { return false };
    let (before, rest) = (&sentence[..at], sentence[at + phrase.len()..].trim());
    let is_word = |all: &[String], word: &str| all.iter().any(|it| it == word);
    // "An object *is returned*": the words for it stand before.
    let first = phrase.split(' ').next().unwrap_or_default();
    if is_word(&phrases.copulas, first) {
        let is_begun = before.split(' ').any(|it| is_kind(cx, it));
        let is_body = phrases.response_body.iter().any(|it| place(rest, it).is_some());
        return is_begun && (rest.is_empty() || is_body);
    }
    if before.split_whitespace().count() > MOST_BEFORE {
        return false;
    }
    let says_nothing = |word: &str| {
        let lists = [&phrases.articles, &phrases.joints, &phrases.together, &phrases.novelty];
        word.starts_with(|c: char| c.is_ascii_digit())
            || word == "ok"
            || lists.iter().any(|it| is_word(it, word))
    };
    let mut rest = rest.split(' ').filter(|it| !it.is_empty()).skip_while(|it| says_nothing(it));
    match rest.next() {
        None => true,
        // "An array of objects", "a list of such objects".
        Some(first) if !is_kind(cx, first) => {
            const MOST: usize = 4;
            let is_many = is_word(&cx.dialect.collections, first);
            let is_chosen =
                |it: &str| is_word(&phrases.relatives, it) || is_word(&phrases.body_parameters, it);
            // "Returns the new lamp:", but not "Returns lamps that have:".
            is_many && rest.clone().take(MOST).any(|it| is_kind(cx, it))
                || before.is_empty() && !std::iter::once(first).chain(rest).any(is_chosen)
        }
        Some(_) => true,
    }
}

fn is_kind(cx: &Cx<'_>, word: &str) -> bool {
    let mut kinds = cx.dialect.kind_words.iter();
    let is_untyped = || cx.dialect.is_untyped(word.strip_suffix('s').unwrap_or(word));
    kinds.any(|it| it == word || word.strip_suffix('s') == Some(it.as_str())) || is_untyped()
}

/// The words of a text in lower case, a space between each two.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '_')));
    let words: Vec<String> = words.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    words.join(" ")
}

/// Where whole words stand in others.
fn place(text: &str, wanted: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        let (before, after) = (&text[..*at], &text[*at + wanted.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    };
    let mut places = text.match_indices(wanted).map(|(at, _)| at);
    places.find(is_whole).filter(|_| !wanted.is_empty())
}

/// Whether a block of code is a request, with which another part begins: what is answered stands behind it.
pub(crate) fn begins_request(cx: &Cx<'_>, block: &Block) -> bool {
    let BlockKind::Code(code) = &block.kind else { return false };
    let text = cx.sources().text(code.content).trim_start();
    let first = text.trim_start_matches(['$', '>', ' ']).split_whitespace().next();
    first.is_some_and(|it| it == "curl" || Method::named(it).is_some())
}

/// Whether a block of code shows JSON.
pub(crate) fn shows_json(cx: &Cx<'_>, block: &Block) -> bool {
    let BlockKind::Code(code) = &block.kind else { return false };
    cx.sources().text(code.content).trim_start().starts_with(['{', '['])
}
