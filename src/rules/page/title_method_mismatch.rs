//! `title-method-mismatch`: a title says one thing and the request lines do another.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::dialect::Phrases;
use crate::facts::{OperationFacts, RequestLine};
use crate::http::{Method, SegmentKind};
use crate::rules::cx::RuleCx;
use crate::source::Spanned;
use std::collections::BTreeSet;

pub(super) static TITLE_METHOD_MISMATCH: Rule = Rule {
    name: "title-method-mismatch",
    level: Level::Warn,
    summary: "a title says one thing and the request lines do another",
    explanation: include_str!("title_method_mismatch.md"),
};

/// Looks at the first word of each operation's title.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let keyed = keyed(cx);
    for (page, operation) in cx.operations() {
        let Some(title) = &page.title else { continue };
        let Some(word) = title.value.split_whitespace().next() else { continue };
        let found = line_at_odds(&cx.dialect.phrases, word, operation, &keyed);
        found.into_iter().for_each(|line| diagnostics.report(report(title, word, line)));
    }
}

/// The words that keys stand behind: what is posted there is made, and no action is called.
fn keyed<'a>(cx: &RuleCx<'a>) -> BTreeSet<&'a str> {
    let lines = cx.operations().flat_map(|(_, operation)| &operation.lines);
    let pairs = lines.flat_map(|line| line.template.segments.windows(2));
    let keyed = pairs.filter_map(|pair| match (&pair[0].kind, &pair[1].kind) {
        (SegmentKind::Literal, SegmentKind::Key { .. }) => Some(pair[0].text.as_str()),
        _ => None,
    });
    keyed.collect()
}

/// The first request line, if none has a method of those that do what the word says.
fn line_at_odds<'f>(
    phrases: &Phrases,
    word: &str,
    operation: &'f OperationFacts,
    keyed: &BTreeSet<&str>,
) -> Option<&'f RequestLine> {
    use Method::{Delete, Get, Patch, Post, Put};
    let verbs: [(&[String], &[Method]); 4] = [
        (&phrases.reads, &[Get]),
        (&phrases.creates, &[Post, Put, Patch]),
        (&phrases.updates, &[Patch, Put, Post]),
        (&phrases.deletes, &[Delete]),
    ];
    let is_it = |words: &[String]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    let (words, methods) = verbs.iter().find(|(words, _)| is_it(words))?;
    // An action may do anything, and is called with POST; a method of the service's own may as well.
    let is_action = |line: &RequestLine| {
        let last = line.template.segments.last();
        matches!(line.method.value, Method::Other(_))
            || line.method.value == Post
                && last.is_none_or(|last| !keyed.contains(last.text.as_str()))
    };
    let is_any = operation
        .lines
        .iter()
        .any(|it| methods.contains(&it.method.value) || is_action(it) || says(it, words));
    operation.lines.first().filter(|_| !is_any)
}

/// Whether a word of a line's path says what is done, by whatever method and in whichever of the words for it: `/lamps-delete`,
/// `removeNow`.
fn says(line: &RequestLine, words: &[String]) -> bool {
    let fixed = line.template.segments.iter().filter(|it| it.kind == SegmentKind::Literal);
    fixed
        .flat_map(|it| parts(&it.text))
        .any(|it| words.iter().any(|word| it.eq_ignore_ascii_case(word)))
}

/// The words that a word of a path is made of.
fn parts(text: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase() {
            starts.push(at);
        }
        before = c;
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &text[*start..end]);
    parts.map(|it| it.trim_matches(|c: char| !c.is_alphanumeric())).collect()
}

/// The title, its first word, and a request line.
fn report(title: &Spanned<String>, word: &str, line: &RequestLine) -> Diagnostic {
    let headline = format!("the title says `{word}`, the request lines do not");
    Diagnostic::new(&TITLE_METHOD_MISMATCH, title.span, headline)
        .because(line.method.span, "this is another method")
}
