//! `unfinished-text`: text says that it is not finished.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNFINISHED_TEXT: Rule = Rule {
    name: "unfinished-text",
    level: Level::Warn,
    summary: "text says that it is not finished",
    explanation: include_str!("unfinished_text.md"),
};

/// A text from its reminder on.
pub(crate) fn report(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        &UNFINISHED_TEXT,
        span,
        format!("text is not finished: `{}`", super::shorten(text)),
    )
    .help("write what is meant, or leave it out")
}
