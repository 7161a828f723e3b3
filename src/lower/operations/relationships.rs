//! Relationships whose tables say one thing and whose own pages list many.

use super::answers::Reached;
use super::cx::OperationCx;
use crate::ledger::{OperationEntry, RelationshipOfMany};
use crate::model::{
    ItemType, Method, Operation, PathSegment, Property, ResponseBody, Shape, Type, TypeId,
};

/// Relationships to one that reading them answers a list of: the lists were right 9 times to 3 on v1.0, and
/// 12 to 5 elsewhere.
pub(crate) fn of_many(
    cx: &OperationCx<'_>,
    operations: &[Operation],
    entries: &[OperationEntry],
) -> Vec<RelationshipOfMany> {
    let reached = Reached::of(operations);
    let mut found: Vec<RelationshipOfMany> = Vec::new();
    for (operation, entry) in operations.iter().zip(entries) {
        let lists = matches!(operation.response, ResponseBody::Type(ty) if ty.collection);
        let is_told = entry.answers.iter().any(|it| it.is_of_path);
        if operation.method != Method::Get || operation.shape != Shape::List || !lists || !is_told {
            continue;
        }
        let Some((PathSegment::Literal(name), owner)) = operation.path.segments.split_last() else {
            continue;
        };
        let owner = reached.at(cx, owner).filter(|owner| !owner.collection);
        let Some(ItemType::Named(owner)) = owner.map(|ty| ty.item) else { continue };
        let Some((ty, property)) = declaring(cx, owner, name) else { continue };
        let is_known = |it: &RelationshipOfMany| it.ty == ty && it.property == property.name;
        if property.navigation && !property.ty.collection && !found.iter().any(is_known) {
            let line = operation.lines[0].span;
            found.push(RelationshipOfMany { ty, property: property.name.clone(), line });
        }
    }
    found
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
