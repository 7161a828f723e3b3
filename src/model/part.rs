//! The part of a model that clients are made of.

use super::{Example, ItemType, Model, Operation, Property, Type, TypeId};
use crate::json::{Value, ValueKind};
use std::collections::BTreeSet;

/// Types and operations that are chosen from a model, by their places in it. The rest stays, so that what
/// things are called, and how values are held, is the same whatever is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The types.
    pub types: BTreeSet<TypeId>,
    /// The operations.
    pub operations: BTreeSet<usize>,
    /// The names of the properties of these types that are no fields.
    pub kept: BTreeSet<String>,
}

impl Part {
    /// Whether a value has a member called like a property that is no field.
    fn is_shown(&self, value: &Value) -> bool {
        match &value.kind {
            ValueKind::Array(items) => items.iter().any(|it| self.is_shown(it)),
            ValueKind::Object(members) => {
                members.iter().any(|it| self.kept.contains(&it.name) || self.is_shown(&it.value))
            }
            ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {
                false
            }
        }
    }
}

impl Model {
    /// Whether clients have a type.
    pub fn has_type(&self, id: TypeId) -> bool {
        self.part.as_ref().is_none_or(|part| part.types.contains(&id))
    }

    /// Whether clients have a field for a property. The values of the others stay in `extra`.
    pub fn has_field(&self, property: &Property) -> bool {
        match property.ty.item {
            ItemType::Named(id) => self.has_type(id),
            ItemType::Primitive(_) | ItemType::Untyped => true,
        }
    }

    /// The properties of the types that clients have which are no fields, each with its type.
    pub fn kept_in_extra(&self) -> impl Iterator<Item = (TypeId, &Property)> {
        let properties = self.type_ids().filter_map(|id| match self.ty(id) {
            Type::Structured(ty) => Some((id, &ty.properties)),
            Type::Enum(_) => None,
        });
        let properties = properties.flat_map(|(id, all)| all.iter().map(move |it| (id, it)));
        properties.filter(|(_, it)| !self.has_field(it))
    }

    /// Whether an example has a member called like a property that is no field: reading it is not as documented then.
    pub fn shows_kept(&self, example: &Example) -> bool {
        let Some(part) = self.part.as_ref().filter(|part| !part.kept.is_empty()) else {
            return false;
        };
        let request = example.request.as_ref().and_then(|it| it.body.as_ref());
        let response = example.response.as_ref().and_then(|it| it.body.as_ref());
        request.into_iter().chain(response).any(|body| part.is_shown(body))
    }

    /// The types that clients have, in name order.
    pub fn type_ids(&self) -> impl Iterator<Item = TypeId> {
        (0..self.types.len()).map(TypeId).filter(|id| self.has_type(*id))
    }

    /// The operations that clients have, in the order of all.
    pub fn chosen_operations(&self) -> impl Iterator<Item = &Operation> {
        let is_chosen =
            |index: &usize| self.part.as_ref().is_none_or(|part| part.operations.contains(index));
        let operations = self.operations.iter().enumerate();
        operations.filter(move |(index, _)| is_chosen(index)).map(|(_, operation)| operation)
    }
}
