//! What a type's struct has: the properties that get a name in its scope.

use super::apart;
use super::names::Name;
use crate::model::{Model, Property, StructuredType};
use std::collections::BTreeSet;

/// What is called how in a struct, of the members that it has.
pub(crate) fn settle_members(model: &Model, members: &[(&StructuredType, &Property)]) -> Vec<Name> {
    let spelt = |owner: &StructuredType, property: &Property| {
        Name::of(model.spellings.member(&owner.name, &property.name))
    };
    apart::settle(members.iter().map(|(owner, it)| (spelt(owner, it), it.name.as_str())))
}

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
