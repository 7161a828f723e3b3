//! What a type's struct has: the properties that get a name in its scope.

use crate::model::{Model, Property, StructuredType};
use std::collections::BTreeSet;

/// What a type's struct has, with the type that documents it: bases' properties before its own.
pub(crate) fn members<'m>(
    model: &'m Model,
    ty: &'m StructuredType,
) -> Vec<(&'m StructuredType, &'m Property)> {
    let mut owners: Vec<&StructuredType> = std::iter::once(ty).chain(model.bases(ty)).collect();
    owners.reverse();
    let mut seen = BTreeSet::new();
    owners
        .into_iter()
        .flat_map(|owner| owner.properties.iter().map(move |property| (owner, property)))
        .filter(|(_, property)| seen.insert(property.name.as_str()))
        .collect()
}
