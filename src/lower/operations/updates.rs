//! What an update changes, where its page does not say: what is read at the same path.

use super::bodies::holds_rows;
use super::cx::{Group, OperationCx};
use super::paths::identity;
use crate::model::{
    ItemType, Method, Model, Operation, RequestBody, ResponseBody, Shape, Type, TypeRef,
};
use std::collections::BTreeMap;

/// Types the requests of updates that no page types: a `PATCH` carries a part of what a `GET` of the
/// same path answers, or else of what another line of its page takes. A body table that speaks of other
/// properties is believed instead. `groups` are the pages' claims to each operation.
pub(crate) fn complete(
    cx: &OperationCx<'_>,
    groups: &[Vec<Group<'_>>],
    operations: &mut [Operation],
) {
    let read: BTreeMap<String, TypeRef> = operations
        .iter()
        .filter(|it| it.method == Method::Get)
        .filter_map(|it| Some((identity(&it.path.segments), one(cx.model, it.response)?)))
        .collect();
    let of_get = |it: &Operation| read.get(&identity(&it.path.segments)).copied();
    fill(cx, groups, operations, of_get);
    let mut by_page: BTreeMap<String, TypeRef> = BTreeMap::new();
    for operation in operations.iter().filter(|it| it.shape == Shape::Update) {
        let RequestBody::Type(ty) = operation.request else { continue };
        for page in &operation.pages {
            by_page.entry(page.clone()).or_insert(ty);
        }
    }
    let of_page = |it: &Operation| it.pages.iter().find_map(|page| by_page.get(page)).copied();
    fill(cx, groups, operations, of_page);
}

/// Gives each untyped update the type that is found for it, if it fits.
fn fill(
    cx: &OperationCx<'_>,
    groups: &[Vec<Group<'_>>],
    operations: &mut [Operation],
    find: impl Fn(&Operation) -> Option<TypeRef>,
) {
    for (operation, groups) in operations.iter_mut().zip(groups) {
        let fits = |ty: &TypeRef| {
            let mut tables = groups.iter().map(|group| &group.claim.facts.body.properties);
            tables.all(|rows| rows.is_empty() || holds_rows(cx, *ty, rows))
        };
        if is_untyped(operation)
            && let Some(ty) = find(operation).filter(fits)
        {
            operation.request = RequestBody::Type(ty);
        }
    }
}

fn is_untyped(operation: &Operation) -> bool {
    operation.shape == Shape::Update && matches!(operation.request, RequestBody::Untyped)
}

/// The type of an answer that is one object.
fn one(model: &Model, response: ResponseBody) -> Option<TypeRef> {
    let ResponseBody::Type(ty) = response else { return None };
    let ItemType::Named(id) = ty.item else { return None };
    let is_object = matches!(model.ty(id), Type::Structured(_));
    (is_object && !ty.collection).then_some(ty)
}
