//! `title-method-mismatch`: a title says one thing and the request lines do another.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::dialect::Phrases;
use crate::facts::{OperationFacts, RequestLine};
use crate::http::Method;
use crate::rules::cx::RuleCx;
use crate::source::Spanned;

pub(super) static TITLE_METHOD_MISMATCH: Rule = Rule {
    name: "title-method-mismatch",
    level: Level::Warn,
    summary: "a title says one thing and the request lines do another",
    explanation: include_str!("title_method_mismatch.md"),
};

/// Looks at the first word of each operation's title.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        let Some(title) = &page.title else { continue };
        let Some(word) = title.value.split_whitespace().next() else { continue };
        let found = line_at_odds(&cx.dialect.phrases, word, operation);
        found.into_iter().for_each(|line| diagnostics.report(report(title, word, line)));
    }
}

/// The first request line, if none has a method of those that do what the word says.
fn line_at_odds<'f>(
    phrases: &Phrases,
    word: &str,
    operation: &'f OperationFacts,
) -> Option<&'f RequestLine> {
    use Method::{Delete, Get, Patch, Post, Put};
    // An action may do anything, and is called with POST.
    let verbs: [(&[String], &[Method]); 4] = [
        (&phrases.reads, &[Get, Post]),
        (&phrases.creates, &[Post, Put, Patch]),
        (&phrases.updates, &[Patch, Put, Post]),
        (&phrases.deletes, &[Delete, Post]),
    ];
    let is_it = |words: &[String]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
    let (_, methods) = verbs.iter().find(|(words, _)| is_it(words))?;
    let is_any = operation.lines.iter().any(|line| methods.contains(&line.method.value));
    operation.lines.first().filter(|_| !is_any)
}

/// The title, its first word, and a request line.
fn report(title: &Spanned<String>, word: &str, line: &RequestLine) -> Diagnostic {
    let headline = format!("the title says `{word}`, the request lines do not");
    Diagnostic::new(&TITLE_METHOD_MISMATCH, title.span, headline)
        .because(line.method.span, "this is another method")
}
