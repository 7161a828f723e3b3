//! Words whose place is evident: they say themselves what is below them, or examples show what is of such a type.

use super::answers::has_word;
use super::counts::Counts;
use super::envelopes::speaks_of_errors;
use super::values::Values;
use super::words::Words;
use crate::dialect::Column;
use crate::doc_set::DocSet;
use crate::markdown::Page;
use std::collections::BTreeMap;

/// What headings call what is answered, and what they call what is sent.
const ANSWERED: &[&str] = &[
    "answer",
    "answers",
    "answered",
    "output",
    "reply",
    "replies",
    "response",
    "responses",
    "result",
    "results",
    "return",
    "returned",
    "returns",
];
const SENT: &[&str] = &["body", "form", "payload"];
const ASKED: &[&str] = &["request", "requests", "send", "sends", "sent", "input"];
/// So often a word for a type has to stand beside so many names, and so many values to show what it is for.
const LEAST_SEEN: usize = 3;
const LEAST_MEMBERS: usize = 2;
const LEAST_VALUES: usize = 2;

/// The tables of a dialect and their keys, each with words for it.
#[derive(Clone, Debug, Default)]
pub struct Evident(BTreeMap<(&'static str, &'static str), Counts<String>>);

impl Evident {
    /// Those of words that a dialect does not know.
    pub fn of(docs: &DocSet, pages: &[Page], words: &Words) -> Self {
        let mut evident = Self::default();
        for (counts, key_of) in [
            (&words.above_tables, part as fn(&str) -> Option<&'static str>),
            (&words.above_json, shown),
        ] {
            for (text, seen) in counts.most_first() {
                // Names that nothing is said of, and once, may be values.
                let [noted, mere] = &words.above_members;
                let are_mere = mere.of(text).is_some() && noted.of(text).is_none();
                let is_sure = words.of_calls.contains(text) && !(are_mere && seen.n == 1);
                let key = key_of(text).filter(|_| is_sure);
                key.into_iter()
                    .for_each(|key| evident.at("sections", key).add_all(pattern(text), seen));
            }
        }
        for (text, seen) in words.above_sentences.most_first() {
            let [n_statuses, n_links] =
                [0, 1].map(|it| words.above_answers[it].of(text).map_or(0, |it| it.n));
            // Links alone may lead to anything.
            let says_answers = n_statuses > 0 && (n_statuses + n_links) * 2 >= seen.n;
            let is_answer = part(text) == Some("response") || says_answers;
            if is_answer && words.of_calls.contains(text) {
                evident.at("sections", "response").add_all(pattern(text), seen);
            }
        }
        for ((seems, text), seen) in words.headers.most_first() {
            let key = seems
                .and_then(|column| Column::KEYS.iter().find(|(_, it)| *it == column))
                .map(|(key, _)| *key);
            let key = key.filter(|_| words.columns_of_calls.contains(text));
            key.into_iter().for_each(|key| evident.at("columns", key).add_all(text.clone(), seen));
        }
        for (text, seen) in words.before_types.most_first() {
            evident.at("phrases", "returns").add_all(text.clone(), seen);
        }
        for (text, seen) in words.notes.most_first() {
            let key = about_null(text);
            key.into_iter().for_each(|key| evident.at("phrases", key).add_all(text.clone(), seen));
        }
        let is_wanted = !words.types.is_empty();
        let values = if is_wanted { Values::of(docs, pages) } else { Values::default() };
        for (text, seen) in words.types.most_first() {
            let Some(members) = words.typed.get(text) else { continue };
            // What is seen less may be the beginning of a sentence.
            let is_usual = seen.n >= LEAST_SEEN && members.len() >= LEAST_MEMBERS;
            let kind = || values.all_of(members.iter(), LEAST_VALUES);
            if let Some(primitive) = (is_usual && !text.ends_with(" of")).then(kind).flatten() {
                evident.at("types", primitive.bare_name()).add_all(text.clone(), seen);
            }
        }
        evident
    }

    fn at(&mut self, table: &'static str, key: &'static str) -> &mut Counts<String> {
        self.0.entry((table, key)).or_default()
    }

    /// Whether nothing is evident.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The table, the key and the words of each.
    pub fn keys(&self) -> impl Iterator<Item = (&'static str, &'static str, &Counts<String>)> {
        self.0.iter().map(|((table, key), words)| (*table, *key, words))
    }
}

/// The part of an operation that a heading or label above names speaks of, if of one alone.
pub(super) fn part(heading: &str) -> Option<&'static str> {
    if speaks_of_errors(heading) {
        return None;
    }
    let said: &[(&str, &[&str])] = &[
        ("path-parameters", &["path", "uri"]),
        ("query-parameters", &["query"]),
        ("request-headers", &["header", "headers"]),
        ("request-body", SENT),
        ("response", ANSWERED),
    ];
    let mut found = said.iter().filter(|(_, words)| has_word(heading, words)).map(|(key, _)| *key);
    match (found.next(), found.next()) {
        (Some("request-body"), Some("response")) => Some("response"),
        (first, None) => first,
        _ => None,
    }
}

/// Whether the JSON below a heading or label is sent or answered.
fn shown(heading: &str) -> Option<&'static str> {
    if speaks_of_errors(heading) {
        return None;
    }
    match (has_word(heading, SENT) || has_word(heading, ASKED), has_word(heading, ANSWERED)) {
        (true, false) => Some("example-request"),
        (_, true) => Some("example-response").filter(|_| !has_word(heading, ASKED)),
        (false, false) => None,
    }
}

/// What a note says of null: `may be null`, `never null`.
fn about_null(note: &str) -> Option<&'static str> {
    if !has_word(note, &["null", "nullable"]) {
        return None;
    }
    let is_denied = has_word(note, &["not", "never", "no", "non", "cannot", "isn"]);
    Some(if is_denied { "not-nullable" } else { "nullable" })
}

/// A heading with whatever status stands in it: `Answer (200)` is `answer ({x})`.
fn pattern(heading: &str) -> String {
    let is_status =
        |word: &str| word.len() == 3 && word.parse().is_ok_and(|it: u16| (100..600).contains(&it));
    let status = heading.split(|c: char| !c.is_ascii_alphanumeric()).find(|it| is_status(it));
    status.map_or_else(|| heading.to_owned(), |status| heading.replacen(status, "{x}", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_is_below_them() {
        for (heading, expected) in [
            ("in the path", Some("path-parameters")),
            ("query", Some("query-parameters")),
            ("form fields", Some("request-body")),
            ("body of the response", Some("response")),
            ("returns an object", Some("response")),
            ("path and query", None),
            ("response headers", None),
            ("error response", None),
            ("may be given", None),
        ] {
            assert_eq!(part(heading), expected, "{heading}");
        }
        for (heading, expected) in [
            ("answer (200)", Some("example-response")),
            ("where body.json is", Some("example-request")),
            ("response body", Some("example-response")),
            ("request and response", None),
            ("such as", None),
        ] {
            assert_eq!(shown(heading), expected, "{heading}");
        }
    }

    #[test]
    fn statuses_are_left_open() {
        assert_eq!(pattern("answer (200)"), "answer ({x})");
        assert_eq!(pattern("answer 2000"), "answer 2000");
        assert_eq!(about_null("may be null"), Some("nullable"));
        assert_eq!(about_null("never null"), Some("not-nullable"));
    }
}
