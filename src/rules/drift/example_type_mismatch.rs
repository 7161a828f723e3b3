//! `example-type-mismatch`: an example value has another JSON type than the documented property.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Value;
use crate::model::Property;

pub(super) static EXAMPLE_TYPE_MISMATCH: Rule = Rule {
    name: "example-type-mismatch",
    level: Level::Deny,
    summary: "an example value has another JSON type than the documented property",
    explanation: include_str!("example_type_mismatch.md"),
};

/// A value, what its property wants, and what it is.
pub(crate) fn report(value: &Value, property: &Property, wanted: &str, found: &str) -> Diagnostic {
    let headline = "example value does not match the documented type";
    let finding = Diagnostic::new(&EXAMPLE_TYPE_MISMATCH, value.span, headline)
        .label(format!("{found}, but `{}` is {wanted}", property.name));
    match property.docs.span {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    }
}
