//! `absolute-request-line`: a request line names the host.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Spanned;

pub(super) static ABSOLUTE_REQUEST_LINE: Rule = Rule {
    name: "absolute-request-line",
    level: Level::Warn,
    summary: "a request line names the host",
    explanation: include_str!("absolute_request_line.md"),
};

/// Scheme and host of a request line's URL.
pub(crate) fn report(origin: &Spanned<String>) -> Diagnostic {
    let headline = "the request line is an absolute URL";
    Diagnostic::new(&ABSOLUTE_REQUEST_LINE, origin.span, headline).help(
        "begin it with the path, as other lines do: the host and the version are the docs' own",
    )
}
