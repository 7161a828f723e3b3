//! `misled-route`: a list of routes leads to what documents another request, or none.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::RequestLine;

pub(super) static MISLED_ROUTE: Rule = Rule {
    name: "misled-route",
    level: Level::Warn,
    summary: "a list of routes leads to what documents another request, or none",
    explanation: include_str!("misled_route.md"),
};

/// A route that leads to the lines of another.
pub(crate) fn of_other(route: &RequestLine, other: &RequestLine) -> Diagnostic {
    let headline = format!("`{}` leads to what documents `{}`", text(route), text(other));
    Diagnostic::new(&MISLED_ROUTE, route.target.span, headline)
        .because(other.target.span, "documented here")
        .note("no operation is made of it")
        .once()
}

/// A route that leads to no operation.
pub(crate) fn of_none(route: &RequestLine) -> Diagnostic {
    let headline = format!("`{}` leads to no operation", text(route));
    Diagnostic::new(&MISLED_ROUTE, route.target.span, headline)
        .help("link the heading below which the operation is documented")
        .once()
}

fn text(line: &RequestLine) -> String {
    super::shorten(&format!("{} {}", line.method.value.as_str(), line.target.value))
}
