//! A request body's table against the type it belongs to.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{OperationFacts, PageFacts, PropertyClaim};
use crate::model::{ItemType, Property, TypeId};
use crate::rules::drift;
use crate::spelling;

pub(super) fn compare(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    operation: &OperationFacts,
    diagnostics: &mut Diagnostics,
) {
    let body = &operation.body;
    if body.parameters.is_some() {
        return;
    }
    let Some(ItemType::Named(id)) =
        body.ty.as_ref().and_then(|ty| cx.resolve_in_sentence(page, ty)).map(|ty| ty.item)
    else {
        return;
    };
    let Some(ty) = cx.structured(id) else { return };
    if ty.open {
        return;
    }
    for row in &body.properties {
        if row.name.value.contains(['@', '#', '/']) {
            continue;
        }
        let is_same = |name: &str| name.eq_ignore_ascii_case(&row.name.value);
        let Some(property) = cx.properties(id).find(|it| is_same(&it.name)) else {
            if !cx.has_in_derived(id, &row.name.value) && !is_around(cx, id, row) {
                let listed = |name: &str| body.properties.iter().any(|it| it.name.value == name);
                let names = cx.properties(id).map(|it| it.name.as_str());
                let near = spelling::meant(&row.name.value, names.filter(|name| !listed(name)));
                let name = &ty.name.name;
                diagnostics.report(drift::undocumented_body_property::report(row, name, near));
            }
            continue;
        };
        let Some(in_row) = row.ty.as_ref().and_then(|ty| cx.resolve(page, ty)) else { continue };
        let is_other = cx.are_different(in_row.item, property.ty.item);
        if is_other || in_row.collection != property.ty.collection {
            let names = (cx.name(in_row), cx.name(property.ty));
            diagnostics.report(drift::body_type_mismatch::report(row, property, names));
        }
    }
}

/// Whether a row is another type's property that holds values of this one: then it stands for the
/// object around such a value.
fn is_around(cx: &CompareCx<'_>, id: TypeId, row: &PropertyClaim) -> bool {
    let is_it = |it: &Property| {
        it.ty.item == ItemType::Named(id) && it.name.eq_ignore_ascii_case(&row.name.value)
    };
    let is_of = |id: TypeId| cx.structured(id).is_some_and(|ty| ty.properties.iter().any(is_it));
    (0..cx.model.types.len()).map(TypeId).any(is_of)
}
