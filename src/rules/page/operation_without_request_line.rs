//! `operation-without-request-line`: an operation page has no request line.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static OPERATION_WITHOUT_REQUEST_LINE: Rule = Rule {
    name: "operation-without-request-line",
    level: Level::Deny,
    summary: "an operation page has no request line",
    explanation: include_str!("operation_without_request_line.md"),
};

/// The page's section for request lines, or its title; the line that should be one, if one stands there.
pub(crate) fn report(section: Span, line: Option<(&str, Span)>) -> Diagnostic {
    let headline = "operation has no request line";
    let finding = match line {
        Some((text, span)) => Diagnostic::new(&OPERATION_WITHOUT_REQUEST_LINE, span, headline)
            .label(format!("`{}` is none", super::shorten(text.trim()))),
        None => Diagnostic::new(&OPERATION_WITHOUT_REQUEST_LINE, section, headline),
    };
    finding.help("show the method and path in a `http` code block below `HTTP request`")
}
