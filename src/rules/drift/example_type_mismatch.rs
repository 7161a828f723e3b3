//! `example-type-mismatch`: an example value has another JSON type than the documented property.

use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::edm::Primitive;
use crate::json::Value;
use crate::model::ItemType;
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static EXAMPLE_TYPE_MISMATCH: Rule = Rule {
    name: "example-type-mismatch",
    level: Level::Deny,
    summary: "an example value has another JSON type than the documented property",
    explanation: include_str!("example_type_mismatch.md"),
};

/// Tells integers in quotes, which are read as numbers for OData's sake: where a service does not speak that they are texts.
pub(super) fn of_member(cx: &RuleCx<'_>, shown: &Shown<'_>) -> Option<Diagnostic> {
    // Decimal numbers stand in quotes for their digits' sake elsewhere, too.
    if shown.ty.item != ItemType::Primitive(Primitive::Int64) {
        return None;
    }
    let is_quoted = |it: &&Value| {
        it.as_str().is_some_and(|text| text.parse::<i64>().is_ok()) && it.content != it.span
    };
    // That a row says so is what counts: what examples show may be either.
    let row = shown.documented.filter(|_| !cx.dialect.service.protocol.knows_odata())?;
    let value = shown.values().iter().find(is_quoted)?;
    Some(report(value.span, shown.name, Some(row), ["an integer", "a string"]))
}

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
