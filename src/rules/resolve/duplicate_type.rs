//! `duplicate-type`: one name is both an enum and a structured type.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static DUPLICATE_TYPE: Rule = Rule {
    name: "duplicate-type",
    level: Level::Warn,
    summary: "one name is both an enum and a structured type",
    explanation: include_str!("duplicate_type.md"),
};

/// The enum that a structured type's name is taken from; it is left.
pub(crate) fn report(name: &str, span: Span) -> Diagnostic {
    let headline = format!("`{name}` is a structured type elsewhere");
    Diagnostic::new(&DUPLICATE_TYPE, span, headline)
        .label("described as an enum here")
        .note("the structured type counts")
}
