//! `example-type-mismatch`: an example value has another JSON type than the documented property.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static EXAMPLE_TYPE_MISMATCH: Rule = Rule {
    name: "example-type-mismatch",
    level: Level::Deny,
    summary: "an example value has another JSON type than the documented property",
    explanation: include_str!("example_type_mismatch.md"),
};

/// A value of a property (none for a whole body), what that wants and what it is.
pub(super) fn report(
    span: Span,
    property: &str,
    documented: Option<Span>,
    [expected, found]: [&str; 2],
) -> Diagnostic {
    let what = if property.is_empty() { "the body" } else { &format!("`{property}`") };
    let headline = format!("{what} is {expected}, the example gives {found}");
    let finding = Diagnostic::new(&EXAMPLE_TYPE_MISMATCH, span, headline).label(found).once();
    match documented {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    }
}
