//! `response-type-mismatch`: a response section names a type that no example has.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static RESPONSE_TYPE_MISMATCH: Rule = Rule {
    name: "response-type-mismatch",
    level: Level::Warn,
    summary: "a response section names a type that no example has",
    explanation: include_str!("response_type_mismatch.md"),
};

/// The type that the prose names, and the one of the first example's annotation.
pub(crate) fn report(
    said: Span,
    shown: Span,
    (in_prose, in_example): (String, String),
) -> Diagnostic {
    let headline = format!("the examples answer `{in_example}`, not `{in_prose}`");
    Diagnostic::new(&RESPONSE_TYPE_MISMATCH, said, headline).because(shown, "such as this one")
}
