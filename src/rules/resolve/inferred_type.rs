//! `inferred-type`: a type is named and used but no page defines it.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static INFERRED_TYPE: Rule = Rule {
    name: "inferred-type",
    level: Level::Warn,
    summary: "a type is named and used but no page defines it",
    explanation: include_str!("inferred_type.md"),
};

/// A type made from the places that name it, and the defined one that its name surely means.
pub(crate) fn report(
    name: &str,
    named_at: Span,
    n_claims: usize,
    near: Option<&str>,
) -> Diagnostic {
    let headline = format!("no page defines `{name}`");
    let places = if n_claims == 1 { "1 place" } else { &format!("{n_claims} places") };
    Diagnostic::new(&INFERRED_TYPE, named_at, headline)
        .label("named here first")
        .note(format!("what it holds was inferred from {places} on pages that use it"))
        .did_you_mean(near)
}
