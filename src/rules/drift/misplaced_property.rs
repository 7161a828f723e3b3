//! `misplaced-property`: a row stands among properties and leads to an entity, or the other way round.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;
use crate::source::Span;

pub(super) static MISPLACED_PROPERTY: Rule = Rule {
    name: "misplaced-property",
    level: Level::Warn,
    summary: "an entity stands among properties, or something else among relationships",
    explanation: include_str!("misplaced_property.md"),
};

/// A row, its type cell, and what that names.
pub(crate) fn report(row: &PropertyClaim, ty: Span, name: &str, is_entity: bool) -> Diagnostic {
    let row = &row.name.value;
    let headline = match is_entity {
        true => format!("`{row}` stands among the properties, but `{name}` is an entity"),
        false => format!("`{row}` stands among the relationships, but `{name}` is no entity"),
    };
    Diagnostic::new(&MISPLACED_PROPERTY, ty, headline)
}
