//! `example-matches-no-line`: an example request matches no request line of its page.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::{RequestExample, RequestLine};

pub(super) static EXAMPLE_MATCHES_NO_LINE: Rule = Rule {
    name: "example-matches-no-line",
    level: Level::Warn,
    summary: "an example request matches no request line of its page",
    explanation: include_str!("example_matches_no_line.md"),
};

/// An example request and the lines it should be one of.
pub(crate) fn report(request: &RequestExample, lines: &[&RequestLine]) -> Diagnostic {
    let headline = "example request matches no request line of its page";
    let finding = Diagnostic::new(&EXAMPLE_MATCHES_NO_LINE, request.target.span, headline);
    match lines {
        [only] => finding.because(only.target.span, "the documented line"),
        [first, ..] => finding
            .because(first.target.span, format!("the first of {} documented lines", lines.len())),
        [] => finding,
    }
}
