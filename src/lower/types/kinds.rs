//! Entity or complex: said by a key, else by how the type is used.

use crate::edm::Kind;
use crate::model::{
    ItemType, Method, Model, PathSegment, RequestBody, ResponseBody, Shape, StructuredType, Type,
    TypeId,
};
use crate::naming::Cx;
use std::collections::BTreeSet;

/// Decides every structured type's kind and key.
pub(crate) fn decide(cx: &Cx<'_>, model: &mut Model) {
    let usage = Usage::of(model);
    let mut entities: BTreeSet<TypeId> = structured(model)
        .filter(|(id, ty)| {
            let has_key = ty.keys.iter().any(|key| has_property(model, ty, key));
            // A key that the type does not have is a slip, unless the type is used as an entity.
            let is_keyed = has_key || (!ty.keys.is_empty() && !usage.is_value.contains(id));
            is_keyed || usage.is_entity(*id, has_property(model, ty, &cx.dialect.key))
        })
        .map(|(id, _)| id)
        .collect();
    spread(model, &mut entities);
    let keys: Vec<Vec<String>> = structured(model)
        .map(|(id, ty)| match entities.contains(&id) {
            true => key(cx, ty),
            false => Vec::new(),
        })
        .collect();
    let types = model.types.values_mut().enumerate().filter_map(|(index, ty)| match ty {
        Type::Structured(ty) => Some((TypeId(index), ty)),
        Type::Enum(_) => None,
    });
    for ((id, ty), keys) in types.zip(keys) {
        ty.keys = keys;
        if entities.contains(&id) {
            ty.kind = Kind::Entity;
        }
    }
}

/// A hierarchy is of one kind: bases and derived types of entities are entities.
fn spread(model: &Model, entities: &mut BTreeSet<TypeId>) {
    loop {
        let mut more = BTreeSet::new();
        for (id, ty) in structured(model) {
            let Some(base) = ty.base else { continue };
            match (entities.contains(&id), entities.contains(&base)) {
                (true, false) => more.insert(base),
                (false, true) => more.insert(id),
                (true, true) | (false, false) => false,
            };
        }
        if more.is_empty() {
            return;
        }
        entities.append(&mut more);
    }
}

/// The own properties that are an entity's key: as documented, else the one that the dialect's
/// entities have.
fn key(cx: &Cx<'_>, ty: &StructuredType) -> Vec<String> {
    let has = |name: &str| ty.properties.iter().any(|property| property.name == name);
    let said: Vec<String> = ty.keys.iter().filter(|key| has(key)).cloned().collect();
    match said.is_empty() && has(&cx.dialect.key) {
        true => vec![cx.dialect.key.to_owned()],
        false => said,
    }
}

fn structured(model: &Model) -> impl Iterator<Item = (TypeId, &StructuredType)> {
    model.types.values().enumerate().filter_map(|(index, ty)| match ty {
        Type::Structured(ty) => Some((TypeId(index), ty)),
        Type::Enum(_) => None,
    })
}

/// Whether a type has a property of this name, its bases' included.
fn has_property(model: &Model, ty: &StructuredType, name: &str) -> bool {
    let mut types = std::iter::once(ty).chain(model.bases(ty));
    types.any(|ty| ty.properties.iter().any(|property| property.name == name))
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
    /// Updated or replaced in its place.
    is_written: BTreeSet<TypeId>,
}

impl Usage {
    fn of(model: &Model) -> Self {
        let mut usage = Self::default();
        for property in structured(model).flat_map(|(_, ty)| &ty.properties) {
            let ItemType::Named(id) = property.ty.item else { continue };
            if property.navigation { &mut usage.is_target } else { &mut usage.is_value }.insert(id);
        }
        for operation in &model.operations {
            if let RequestBody::Type(ty) = &operation.request
                && let ItemType::Named(id) = ty.item
                && operation.method != Method::Post
            {
                usage.is_written.insert(id);
            }
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
            || ((self.is_answered.contains(&id) || self.is_written.contains(&id))
                && looks_keyed
                && !is_value)
    }
}
