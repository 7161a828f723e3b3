//! Entity or complex: said by a key, else by how the type is used.

use super::declare::Declarations;
use crate::edm::Kind;
use crate::model::{ItemType, Method, Model, PathSegment, ResponseBody, Type, TypeId};
use std::collections::BTreeSet;

/// Decides every structured type's kind.
pub(super) fn decide(declared: &Declarations<'_>, model: &mut Model) {
    let mut navigation_targets = BTreeSet::new();
    let mut structural_targets = BTreeSet::new();
    for ty in model.types.values() {
        let Type::Structured(ty) = ty else { continue };
        for property in &ty.properties {
            if let ItemType::Named(id) = property.ty.item {
                if property.navigation {
                    navigation_targets.insert(id);
                } else {
                    structural_targets.insert(id);
                }
            }
        }
    }
    let mut keyed = BTreeSet::new();
    let mut read = BTreeSet::new();
    for operation in &model.operations {
        let ResponseBody::Type(ty) = operation.response else { continue };
        let ItemType::Named(id) = ty.item else { continue };
        if operation.method != Method::Get {
            continue;
        }
        read.insert(id);
        let by_key = matches!(operation.path.segments.last(), Some(PathSegment::Key { .. }));
        if by_key && !ty.collection {
            keyed.insert(id);
        }
    }
    let mut entities: BTreeSet<TypeId> = BTreeSet::new();
    for (id, _) in declared.iter() {
        let Type::Structured(ty) = model.ty(id) else { continue };
        let is_used_as_entity = navigation_targets.contains(&id)
            || keyed.contains(&id)
            || (read.contains(&id) && !structural_targets.contains(&id));
        if !ty.keys.is_empty() || is_used_as_entity {
            entities.insert(id);
        }
    }
    // Whatever derives from an entity is one, and so is an entity's base that has a key property.
    loop {
        let more: Vec<TypeId> = declared
            .iter()
            .map(|(id, _)| id)
            .filter(|id| !entities.contains(id))
            .filter(|id| match model.ty(*id) {
                Type::Structured(ty) => ty.base.is_some_and(|base| entities.contains(&base)),
                Type::Enum(_) => false,
            })
            .collect();
        if more.is_empty() {
            break;
        }
        entities.extend(more);
    }
    for (index, (_, ty)) in model.types.iter_mut().enumerate() {
        if let Type::Structured(ty) = ty
            && entities.contains(&TypeId(index))
        {
            ty.kind = Kind::Entity;
        }
    }
}
