//! `unread-row`: a row has no name that can be read, and is left.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNREAD_ROW: Rule = Rule {
    name: "unread-row",
    level: Level::Warn,
    summary: "a row has no name that can be read, and is left",
    explanation: include_str!("unread_row.md"),
};

/// The text in the place of the name.
pub(crate) fn report(text: &str, span: Span) -> Diagnostic {
    let headline = format!("row is not read: `{}` is no name", super::shorten(text));
    Diagnostic::new(&UNREAD_ROW, span, headline)
        .help("write a row for each name, and names as they are sent")
}
