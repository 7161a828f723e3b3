//! `unfinished-text`: text says that it is not finished.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNFINISHED_TEXT: Rule = Rule {
    name: "unfinished-text",
    level: Level::Warn,
    summary: "text says that it is not finished",
    explanation: include_str!("unfinished_text.md"),
};

/// A cell that holds a reminder instead of facts.
pub(crate) fn report(text: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNFINISHED_TEXT, span, format!("text is not finished: `{text}`"))
        .help("write the permissions, or `Not supported.`")
}
