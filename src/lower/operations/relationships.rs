//! Relationships whose tables say one thing and whose own pages list many.

use super::answers::Reached;
use super::cx::OperationCx;
use crate::ledger::{OperationEntry, RelationshipOfMany};
use crate::model::{
    ItemType, Method, Operation, PathSegment, Property, ResponseBody, Shape, Type, TypeId,
};
use rayon::prelude::*;

/// Relationships to one that reading them answers a list of: the lists were right 9 times to 3 on v1.0, and
/// 12 to 5 elsewhere.
pub(crate) fn of_many(
    cx: &OperationCx<'_>,
    operations: &[Operation],
    entries: &[OperationEntry],
) -> Vec<RelationshipOfMany> {
    let reached = Reached::of(operations);
    let listed = operations.par_iter().zip(entries);
    let listed = listed.filter_map(|(operation, entry)| listed_by(cx, &reached, operation, entry));
    let mut found: Vec<RelationshipOfMany> = Vec::new();
    for listed in listed.collect::<Vec<_>>() {
        if !found.iter().any(|it| it.ty == listed.ty && it.property == listed.property) {
            found.push(listed);
        }
    }
    found
}

/// The relationship to one that an operation lists.
fn listed_by(
    cx: &OperationCx<'_>,
    reached: &Reached,
    operation: &Operation,
    entry: &OperationEntry,
) -> Option<RelationshipOfMany> {
    let lists = matches!(operation.response, ResponseBody::Type(ty) if ty.collection);
    let is_told = entry.answers.iter().any(|it| it.is_of_path);
    if operation.method != Method::Get || operation.shape != Shape::List || !lists || !is_told {
        return None;
    }
    let (PathSegment::Literal(name), owner) = operation.path.segments.split_last()? else {
        return None;
    };
    let owner = reached.at(cx, owner).filter(|owner| !owner.collection)?;
    let ItemType::Named(owner) = owner.item else { return None };
    let (ty, property) = declaring(cx, owner, name)?;
    let is_to_one = property.navigation && !property.ty.collection;
    let line = operation.lines.first()?.span;
    is_to_one.then(|| RelationshipOfMany { ty, property: property.name.clone(), line })
}

/// The type that declares a property, and the property.
fn declaring<'m>(cx: &OperationCx<'m>, id: TypeId, name: &str) -> Option<(TypeId, &'m Property)> {
    let base = |id: &TypeId| match cx.model.ty(*id) {
        Type::Structured(ty) => ty.base,
        Type::Enum(_) => None,
    };
    std::iter::successors(Some(id), base).find_map(|id| match cx.model.ty(id) {
        Type::Structured(ty) => {
            let property = ty.properties.iter().find(|it| it.name.eq_ignore_ascii_case(name))?;
            Some((id, property))
        }
        Type::Enum(_) => None,
    })
}
