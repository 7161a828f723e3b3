//! `body-type-mismatch`: a request body's table gives a property another type.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;
use crate::model::Property;

pub(super) static BODY_TYPE_MISMATCH: Rule = Rule {
    name: "body-type-mismatch",
    level: Level::Warn,
    summary: "a request body's table gives a property another type",
    explanation: include_str!("body_type_mismatch.md"),
};

/// A row of a body table, the type's property, and the types they say.
pub(crate) fn report(
    row: &PropertyClaim,
    property: &Property,
    (in_row, documented): (String, String),
) -> Diagnostic {
    let span = row.ty.as_ref().map_or(row.span, |ty| ty.span);
    let headline = format!("`{}` is `{documented}`, not `{in_row}`", property.name);
    let finding = Diagnostic::new(&BODY_TYPE_MISMATCH, span, headline);
    match property.docs.span {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    }
}
