//! Entity or complex: said by a key, else by how the type is used.

use crate::edm::Kind;
use crate::model::{
    ItemType, Method, Model, PathSegment, ResponseBody, Shape, StructuredType, Type, TypeId,
};
use std::collections::BTreeSet;

/// Decides every structured type's kind, and drops keys that name no property.
pub(super) fn decide(model: &mut Model) {
    let has_key: Vec<bool> = structured(model).map(|(_, ty)| has_key_property(model, ty)).collect();
    let usage = Usage::of(model);
    let key_names: BTreeSet<String> =
        structured(model).flat_map(|(_, ty)| ty.keys.iter().cloned()).collect();
    let mut entities: BTreeSet<TypeId> = structured(model)
        .zip(&has_key)
        .filter(|((id, ty), has_key)| {
            // A key that the type does not have is a slip, unless the type is used as an entity.
            let is_keyed = **has_key || (!ty.keys.is_empty() && !usage.is_value.contains(id));
            let looks_keyed = properties(model, ty).any(|name| key_names.contains(name));
            is_keyed || usage.is_entity(*id, looks_keyed)
        })
        .map(|((id, _), _)| id)
        .collect();
    loop {
        let derived = |(id, ty): &(TypeId, &StructuredType)| {
            !entities.contains(id) && ty.base.is_some_and(|base| entities.contains(&base))
        };
        let more: Vec<TypeId> = structured(model).filter(derived).map(|(id, _)| id).collect();
        if more.is_empty() {
            break;
        }
        entities.extend(more);
    }
    let keyless: BTreeSet<TypeId> = structured(model)
        .zip(&has_key)
        .filter(|(_, has_key)| !**has_key)
        .map(|((id, _), _)| id)
        .collect();
    for (index, ty) in model.types.values_mut().enumerate() {
        let Type::Structured(ty) = ty else { continue };
        if entities.contains(&TypeId(index)) {
            ty.kind = Kind::Entity;
        }
        if keyless.contains(&TypeId(index)) {
            ty.keys.clear();
        }
    }
}

fn structured(model: &Model) -> impl Iterator<Item = (TypeId, &StructuredType)> {
    model.types.values().enumerate().filter_map(|(index, ty)| match ty {
        Type::Structured(ty) => Some((TypeId(index), ty)),
        Type::Enum(_) => None,
    })
}

/// The names of a type's properties, its bases' included.
fn properties<'m>(model: &'m Model, ty: &'m StructuredType) -> impl Iterator<Item = &'m str> {
    let types = std::iter::once(ty).chain(model.bases(ty));
    types.flat_map(|ty| &ty.properties).map(|property| property.name.as_str())
}

fn has_key_property(model: &Model, ty: &StructuredType) -> bool {
    ty.keys.iter().any(|key| properties(model, ty).any(|name| name == key))
}

/// How types are used.
#[derive(Debug, Default)]
struct Usage {
    /// Targets of relationships.
    is_target: BTreeSet<TypeId>,
    /// Types of structural properties.
    is_value: BTreeSet<TypeId>,
    /// Read by key.
    is_read_by_key: BTreeSet<TypeId>,
    /// Read.
    is_read: BTreeSet<TypeId>,
    /// Answered by anything but functions, which also answer values without identity.
    is_answered: BTreeSet<TypeId>,
}

impl Usage {
    fn of(model: &Model) -> Self {
        let mut usage = Self::default();
        for property in structured(model).flat_map(|(_, ty)| &ty.properties) {
            let ItemType::Named(id) = property.ty.item else { continue };
            if property.navigation { &mut usage.is_target } else { &mut usage.is_value }.insert(id);
        }
        for operation in &model.operations {
            let ResponseBody::Type(ty) = operation.response else { continue };
            let ItemType::Named(id) = ty.item else { continue };
            if operation.shape == Shape::Function {
                continue;
            }
            usage.is_answered.insert(id);
            if operation.method != Method::Get {
                continue;
            }
            usage.is_read.insert(id);
            let by_key = matches!(operation.path.segments.last(), Some(PathSegment::Key { .. }));
            if by_key && !ty.collection {
                usage.is_read_by_key.insert(id);
            }
        }
        usage
    }

    fn is_entity(&self, id: TypeId, looks_keyed: bool) -> bool {
        let is_value = self.is_value.contains(&id);
        self.is_target.contains(&id)
            || (self.is_read_by_key.contains(&id) && (looks_keyed || !is_value))
            || (self.is_read.contains(&id) && !is_value)
            || (self.is_answered.contains(&id) && looks_keyed && !is_value)
    }
}
