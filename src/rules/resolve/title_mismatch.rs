//! `title-mismatch`: a page's title and its annotation name different types.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static TITLE_MISMATCH: Rule = Rule {
    name: "title-mismatch",
    level: Level::Warn,
    summary: "a page's title and its annotation name different types",
    explanation: include_str!("title_mismatch.md"),
};

/// The name in the annotation, which counts, and the one in the title.
pub(crate) fn report(name: &str, titled: &str, title: Span, annotated: Span) -> Diagnostic {
    let headline = format!("the title says `{titled}`, the annotation `{name}`");
    Diagnostic::new(&TITLE_MISMATCH, title, headline).because(annotated, "this one counts")
}
