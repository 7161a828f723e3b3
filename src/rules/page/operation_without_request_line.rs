//! `operation-without-request-line`: an operation page has no request line.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static OPERATION_WITHOUT_REQUEST_LINE: Rule = Rule {
    name: "operation-without-request-line",
    level: Level::Deny,
    summary: "an operation page has no request line",
    explanation: include_str!("operation_without_request_line.md"),
};

/// The page's section for request lines, or its title.
pub(crate) fn report(span: Span) -> Diagnostic {
    let headline = "operation has no request line";
    Diagnostic::new(&OPERATION_WITHOUT_REQUEST_LINE, span, headline)
        .help("show the method and path in a `http` code block below `HTTP request`")
}
