//! What all comparisons look at: both sides, which types are the same, and what types are called.

use super::draft::{Claim, Draft};
use super::likeness;
use super::place::Place;
use super::words::code;
use super::{Effect, Kind, Side};
use crate::model::{
    Docs, ItemType, Model, Operation, Parameter, Property, StructuredType, Type, TypeId, TypeRef,
};
use std::collections::{BTreeMap, BTreeSet};

/// Both sides.
pub(super) struct Cx<'a> {
    pub(super) old: &'a Side<'a>,
    pub(super) new: &'a Side<'a>,
    /// The types that both have, by their qualified names there.
    pub(super) types: Vec<(TypeId, TypeId)>,
    pub(super) types_gone: Vec<TypeId>,
    pub(super) types_come: Vec<TypeId>,
    /// New qualified names by the old ones, of types that have another.
    pub(super) renamed: BTreeMap<String, String>,
    /// The operations by what tells them apart.
    pub(super) old_operations: BTreeMap<&'a str, &'a Operation>,
    pub(super) new_operations: BTreeMap<&'a str, &'a Operation>,
}

impl<'a> Cx<'a> {
    pub(super) fn new(
        old: &'a Side<'a>,
        new: &'a Side<'a>,
        old_keys: &'a [Option<String>],
        new_keys: &'a [Option<String>],
    ) -> Self {
        let mut types = Vec::new();
        let (mut types_gone, mut types_come) = (Vec::new(), Vec::new());
        let has = |model: &Model, name: &str| model.type_id(name).filter(|id| model.has_type(*id));
        for id in old.model.type_ids() {
            let name = old.model.ty(id).name().qualified();
            match has(new.model, &name)
                .filter(|it| is_enum(new.model, *it) == is_enum(old.model, id))
            {
                Some(other) => types.push((id, other)),
                None => types_gone.push(id),
            }
        }
        let known: BTreeSet<TypeId> = types.iter().map(|(_, id)| *id).collect();
        types_come.extend(new.model.type_ids().filter(|id| !known.contains(id)));
        let pairs = likeness::pairs(&types_gone, &types_come, |a, b| {
            score_types(old.model.ty(*a), new.model.ty(*b))
        });
        let mut renamed = BTreeMap::new();
        for (i, j) in &pairs {
            let (a, b) = (types_gone[*i], types_come[*j]);
            types.push((a, b));
            renamed.insert(old.model.ty(a).name().qualified(), new.model.ty(b).name().qualified());
        }
        let left = |ids: &[TypeId], taken: BTreeSet<usize>| -> Vec<TypeId> {
            let left = ids.iter().enumerate().filter(|(index, _)| !taken.contains(index));
            left.map(|(_, id)| *id).collect()
        };
        let types_gone = left(&types_gone, pairs.iter().map(|it| it.0).collect());
        let types_come = left(&types_come, pairs.iter().map(|it| it.1).collect());
        let operations = |side: &Side<'a>, keys: &'a [Option<String>]| {
            let mut by_key = BTreeMap::new();
            for (operation, key) in side.model.operations.iter().zip(keys) {
                if let Some(key) = key {
                    // The first decides, as in the client.
                    by_key.entry(key.as_str()).or_insert(operation);
                }
            }
            by_key
        };
        let old_operations = operations(old, old_keys);
        let new_operations = operations(new, new_keys);
        Self { old, new, types, types_gone, types_come, renamed, old_operations, new_operations }
    }

    /// Whether a type of the old side and one of the new side are the same.
    pub(super) fn is_same(&self, old: TypeRef, new: TypeRef) -> bool {
        old.collection == new.collection
            && match (old.item, new.item) {
                (ItemType::Primitive(old), ItemType::Primitive(new)) => old == new,
                (ItemType::Untyped, ItemType::Untyped) => true,
                (ItemType::Named(old), ItemType::Named(new)) => self.is_same_type(old, new),
                (ItemType::Primitive(_) | ItemType::Untyped | ItemType::Named(_), _) => false,
            }
    }

    pub(super) fn is_same_type(&self, old: TypeId, new: TypeId) -> bool {
        let old = self.old.model.ty(old).name().qualified();
        let old = self.renamed.get(&old).unwrap_or(&old);
        *old == self.new.model.ty(new).name().qualified()
    }

    /// A type of the old side, as its docs call it, and one of the new side.
    pub(super) fn shown(&self, old: TypeRef, new: TypeRef) -> (String, String) {
        (shown(self.old.model, old), shown(self.new.model, new))
    }

    /// Puts down a change of something that both sides have.
    pub(super) fn both(
        &self,
        kind: Kind,
        subject: &str,
        text: String,
        wire: Effect,
        places: (Option<Place>, Option<Place>),
        claims: Vec<Claim>,
    ) -> Draft {
        let (old, new) = places;
        Draft {
            kind,
            subjects: vec![subject.to_owned()],
            text,
            wire,
            claims,
            old,
            new,
            swaps: false,
        }
    }

    pub(super) fn places(&self, old: &Docs, new: &Docs) -> (Option<Place>, Option<Place>) {
        (self.old.places.of(old), self.new.places.of(new))
    }

    /// Whether two parameters are of the same type.
    pub(super) fn is_alike(&self, old: &Parameter, new: &Parameter) -> bool {
        self.is_same(old.ty, new.ty)
    }
}

fn is_enum(model: &Model, id: TypeId) -> bool {
    matches!(model.ty(id), Type::Enum(_))
}

/// A name as the docs write it where it is of the default namespace.
pub(super) fn name_of(model: &Model, id: TypeId) -> String {
    let name = model.ty(id).name();
    match name.namespace == model.default_namespace {
        true => name.name.clone(),
        false => name.qualified(),
    }
}

/// A type as people write it, as code.
pub(super) fn shown(model: &Model, ty: TypeRef) -> String {
    let item = match ty.item {
        ItemType::Primitive(primitive) => code(primitive.name().trim_start_matches("Edm.")),
        ItemType::Named(id) => code(&name_of(model, id)),
        ItemType::Untyped => "any JSON".to_owned(),
    };
    if ty.collection { format!("a collection of {item}") } else { item }
}

/// The properties of a type and its bases, nearest first, each with its owner.
pub(super) fn effective<'m>(
    model: &'m Model,
    ty: &'m StructuredType,
) -> impl Iterator<Item = (&'m StructuredType, &'m Property)> {
    let owners = std::iter::once(ty).chain(model.bases(ty));
    owners.flat_map(|owner| owner.properties.iter().map(move |it| (owner, it)))
}

/// What of two types is alike: what they hold, then how they are called.
fn score_types(old: &Type, new: &Type) -> f64 {
    let (a, b) = (old.name(), new.name());
    let names = likeness::of_names(&a.name, &b.name);
    let held = match (old, new) {
        (Type::Structured(old), Type::Structured(new)) => {
            let names = |ty: &StructuredType| -> BTreeSet<String> {
                ty.properties.iter().map(|it| it.name.clone()).collect()
            };
            let (old, new) = (names(old), names(new));
            (likeness(&old, &new), old.len().min(new.len()))
        }
        (Type::Enum(old), Type::Enum(new)) => {
            let names = |members: &[crate::model::EnumMember]| -> BTreeSet<String> {
                members.iter().map(|it| it.name.clone()).collect()
            };
            let (old, new) = (names(&old.members), names(&new.members));
            (likeness(&old, &new), old.len().min(new.len()))
        }
        (Type::Structured(_) | Type::Enum(_), _) => return 0.0,
    };
    let (share, n_least) = held;
    let is_like = match n_least {
        0 => names >= 0.8,
        1 | 2 => share >= 0.5 && names >= 0.5,
        _ => share >= 0.7 || share >= 0.4 && names >= 0.5,
    };
    if is_like { share + names / 2.0 } else { 0.0 }
}

fn likeness(old: &BTreeSet<String>, new: &BTreeSet<String>) -> f64 {
    let texts = |set: &'_ BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>();
    let (old, new) = (texts(old), texts(new));
    let old = old.iter().map(String::as_str).collect();
    let new = new.iter().map(String::as_str).collect();
    likeness::of_sets(&old, &new)
}
