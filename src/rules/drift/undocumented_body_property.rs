//! `undocumented-body-property`: a request body's table lists what the type does not have.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;

pub(super) static UNDOCUMENTED_BODY_PROPERTY: Rule = Rule {
    name: "undocumented-body-property",
    level: Level::Warn,
    summary: "a request body's table lists what the type does not have",
    explanation: include_str!("undocumented_body_property.md"),
};

/// A row of a body table that the body's type has no property for, and the one it surely means.
pub(crate) fn report(row: &PropertyClaim, ty: &str, near: Option<&str>) -> Diagnostic {
    let headline = format!("`{ty}` has no property `{}`", row.name.value);
    Diagnostic::new(&UNDOCUMENTED_BODY_PROPERTY, row.name.span, headline)
        .label("listed for the request body")
        .did_you_mean(near)
}
