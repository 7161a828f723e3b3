//! `property-case`: a property's name is spelt in two cases on one page.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;

pub(super) static PROPERTY_CASE: Rule = Rule {
    name: "property-case",
    level: Level::Warn,
    summary: "a property's name is spelt in two cases on one page",
    explanation: include_str!("property_case.md"),
};

/// A row, and the member of the JSON representation that differs from it in case only.
pub(crate) fn report(row: &PropertyClaim, member: &PropertyClaim) -> Diagnostic {
    let headline =
        format!("`{}` is `{}` in the JSON representation", row.name.value, member.name.value);
    Diagnostic::new(&PROPERTY_CASE, row.name.span, headline)
        .because(member.name.span, "spelt otherwise here")
        .note("names on the wire are compared with their case; the JSON's spelling counts")
}
