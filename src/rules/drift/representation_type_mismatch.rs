//! `representation-type-mismatch`: a table and the JSON representation give a property different types.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;

pub(super) static REPRESENTATION_TYPE_MISMATCH: Rule = Rule {
    name: "representation-type-mismatch",
    level: Level::Warn,
    summary: "a table and the JSON representation give a property different types",
    explanation: include_str!("representation_type_mismatch.md"),
};

/// A row and a member of one name, and the types they say.
pub(crate) fn report(
    row: &PropertyClaim,
    member: &PropertyClaim,
    (in_row, in_json): (String, String),
) -> Diagnostic {
    let span = row.ty.as_ref().map_or(row.span, |ty| ty.span);
    let headline = format!("`{}` is `{in_row}` here and `{in_json}` in the JSON", row.name.value);
    Diagnostic::new(&REPRESENTATION_TYPE_MISMATCH, span, headline)
        .because(member.span, "the JSON representation")
}
