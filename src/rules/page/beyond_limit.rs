//! `beyond-limit`: something is larger than is read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::limits::Limit;
use crate::source::Span;

pub(super) static BEYOND_LIMIT: Rule = Rule {
    name: "beyond-limit",
    level: Level::Deny,
    summary: "something is larger than is read",
    explanation: include_str!("beyond_limit.md"),
};

/// Something that there is more of than is read.
pub(crate) fn report(limit: Limit, span: Span) -> Diagnostic {
    let Limit { what, most } = limit;
    Diagnostic::new(&BEYOND_LIMIT, span, format!("more than {most} {what}"))
        .note("nothing was read from it")
}
