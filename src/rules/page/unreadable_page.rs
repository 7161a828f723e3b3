//! `unreadable-page`: a page is there and could not be read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNREADABLE_PAGE: Rule = Rule {
    name: "unreadable-page",
    level: Level::Deny,
    summary: "a page is there and could not be read",
    explanation: include_str!("unreadable_page.md"),
};

/// A file, or a folder of files, at the place where reading it ended.
pub(crate) fn report(reason: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNREADABLE_PAGE, span, format!("page was not read: {reason}"))
        .note("nothing is generated while a page is not read")
}
