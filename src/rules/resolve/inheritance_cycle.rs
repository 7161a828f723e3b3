//! `inheritance-cycle`: types that are each other's base.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static INHERITANCE_CYCLE: Rule = Rule {
    name: "inheritance-cycle",
    level: Level::Deny,
    summary: "types that are each other's base",
    explanation: include_str!("inheritance_cycle.md"),
};

/// A circle of bases, from the type whose base was taken off.
pub(crate) fn report(names: &[String], span: Span) -> Diagnostic {
    let circle = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    let first = names.first().map_or("", |name| name);
    Diagnostic::new(&INHERITANCE_CYCLE, span, format!("`{first}` is its own base"))
        .note(format!("{circle} → `{first}`"))
        .note("this base was left out")
}
