//! `body-type-mismatch`: a request body's table gives a property another type.

use super::pages::{OperationsOfPages, body_rows};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::model::Property;
use crate::rules::cx::{RuleCx, is_protocol};

pub(super) static BODY_TYPE_MISMATCH: Rule = Rule {
    name: "body-type-mismatch",
    level: Level::Warn,
    summary: "a request body's table gives a property another type",
    explanation: include_str!("body_type_mismatch.md"),
};

/// Compares the types of body tables with those of the properties that they list.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let of_pages = OperationsOfPages::of(cx);
    for (page, operation) in cx.operations() {
        let own = of_pages.of_page(cx, page);
        let Some(id) = cx.body_type(page, operation, own) else { continue };
        let rows = body_rows(cx, page, operation, id).into_iter();
        for row in rows.filter(|row| !is_protocol(row)) {
            let in_row = row.ty.as_ref().and_then(|ty| cx.resolve(page, ty));
            let Some((property, in_row)) = cx.model.property(id, &row.name.value).zip(in_row)
            else {
                continue;
            };
            let is_other = cx.are_different(in_row.item, property.ty.item);
            if is_other || in_row.collection != property.ty.collection {
                let names = (cx.name(in_row), cx.name(property.ty));
                diagnostics.report(report(row, property, names));
            }
        }
    }
}

/// A row of a body table, the type's property, and the types they say.
fn report(
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
