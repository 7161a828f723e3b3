//! `response-status-mismatch`: a response section names a status that no example shows.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Spanned;

pub(super) static RESPONSE_STATUS_MISMATCH: Rule = Rule {
    name: "response-status-mismatch",
    level: Level::Warn,
    summary: "a response section names a status that no example shows",
    explanation: include_str!("response_status_mismatch.md"),
};

/// The status that the prose names, and the one that the first example shows.
pub(crate) fn report(said: &Spanned<u16>, shown: &Spanned<u16>) -> Diagnostic {
    let headline = format!("the examples answer {}, not {}", shown.value, said.value);
    Diagnostic::new(&RESPONSE_STATUS_MISMATCH, said.span, headline)
        .because(shown.span, "such as this one")
}
