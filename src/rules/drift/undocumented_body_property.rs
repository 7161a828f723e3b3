//! `undocumented-body-property`: a request body's table lists what the type does not have.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::model::{ItemType, Property, TypeId};
use crate::rules::cx::{RuleCx, is_protocol};
use crate::spelling;

pub(super) static UNDOCUMENTED_BODY_PROPERTY: Rule = Rule {
    name: "undocumented-body-property",
    level: Level::Warn,
    summary: "a request body's table lists what the type does not have",
    explanation: include_str!("undocumented_body_property.md"),
};

/// Looks for the rows of body tables among the properties of the body's type.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        let Some(id) = cx.body_type(page, operation) else { continue };
        let rows = &operation.body.properties;
        for row in rows.iter().filter(|row| !is_protocol(row)) {
            let is_known = cx.model.property(id, &row.name.value).is_some()
                || cx.has_in_derived(id, &row.name.value)
                || is_around(cx, id, row);
            if !is_known {
                let listed = |name: &str| rows.iter().any(|it| it.name.value == name);
                let names = cx.model.properties(id).map(|it| it.name.as_str());
                let near = spelling::meant(&row.name.value, names.filter(|name| !listed(name)));
                diagnostics.report(report(row, &cx.model.ty(id).name().name, near));
            }
        }
    }
}

/// A row of a body table that the body's type has no property for, and the one it surely means.
fn report(row: &PropertyClaim, ty: &str, near: Option<&str>) -> Diagnostic {
    let headline = format!("`{ty}` has no property `{}`", row.name.value);
    Diagnostic::new(&UNDOCUMENTED_BODY_PROPERTY, row.name.span, headline)
        .label("listed for the request body")
        .did_you_mean(near)
}

/// Whether a row is another type's property that holds values of this one: then it stands for the
/// object around such a value.
fn is_around(cx: &RuleCx<'_>, id: TypeId, row: &PropertyClaim) -> bool {
    let is_it = |it: &Property| {
        it.ty.item == ItemType::Named(id) && it.name.eq_ignore_ascii_case(&row.name.value)
    };
    let is_of = |id: TypeId| cx.structured(id).is_some_and(|ty| ty.properties.iter().any(is_it));
    (0..cx.model.types.len()).map(TypeId).any(is_of)
}
