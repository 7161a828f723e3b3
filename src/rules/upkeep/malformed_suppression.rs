//! `malformed-suppression`: a comment begins like a suppression and can't be read as one.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static MALFORMED_SUPPRESSION: Rule = Rule {
    name: "malformed-suppression",
    level: Level::Warn,
    summary: "a comment begins like a suppression and can't be read as one",
    explanation: include_str!("malformed_suppression.md"),
};

/// The comment.
pub(crate) fn report(span: Span) -> Diagnostic {
    Diagnostic::new(&MALFORMED_SUPPRESSION, span, "suppression can't be read")
        .help("write `<!-- docwright: allow(rule-name) reason -->`")
}
