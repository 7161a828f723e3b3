//! How a field holds a value of a structured type: as it is, in a box, or out of the compiler's sight.

use super::depth::{Edge, hidden_fields};
use super::recursion::Components;
use crate::emit::rust::naming::members;
use crate::model::{ItemType, Model, Property, StructuredType, Type, TypeId};
use std::collections::BTreeSet;

/// How a field holds what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// By value, or in a `Vec`.
    Plain,
    /// In a box, since it may hold its owner, or since the struct would be too large.
    Boxed,
    /// In an `Indirect` or `Many`: since it is another entity, which is hardly ever there and would bring all that it refers to
    /// along wherever the struct is dropped, or since the compiler would have to look too deep.
    Hidden,
}

/// Larger structs overflow stacks. What is counted is the size of the largest fields that there are.
const MOST_BYTES: usize = 32 * 1024;
const BYTES_OF_A_FIELD: usize = 24;
/// Types that a program may compile itself for a field that it has and hardly uses. More would make programs slow to build;
/// fewer the client: most of what it would compile are types that stand alone, and few programs use any one of them.
const FEW: usize = 2;
/// Types of a client so small that any program compiles all that it uses of it within a moment, and the client need not
/// compile any.
const SMALL: usize = 100;

/// For every type how its fields hold their values.
#[derive(Debug)]
pub(crate) struct Holding {
    /// In the order of its members.
    fields: Vec<Vec<Hold>>,
    /// See [`Self::is_root`].
    is_root: Vec<bool>,
}

impl Holding {
    /// Decides it for all types of a model.
    pub(crate) fn of(model: &Model) -> Self {
        let components = Components::of(model);
        let types: Vec<Vec<(&StructuredType, &Property)>> = model
            .types
            .values()
            .map(|ty| match ty {
                Type::Structured(ty) => members(model, ty),
                Type::Enum(_) => Vec::new(),
            })
            .collect();
        let mut holding: Vec<Vec<Hold>> = vec![Vec::new(); types.len()];
        let mut bytes = vec![0; types.len()];
        for id in components.inner_first() {
            for (owner, property) in &types[id.0] {
                let owner = model.type_id(&owner.name.qualified()).unwrap_or(id);
                let hold = match struct_of(model, property) {
                    Some(target) if !property.ty.collection => {
                        let is_recursive =
                            [id, owner].iter().any(|it| components.recursive(*it, target));
                        let is_large = bytes[id.0] + bytes[target.0] > MOST_BYTES;
                        match () {
                            () if property.navigation => Hold::Hidden,
                            () if is_recursive || is_large => Hold::Boxed,
                            () => Hold::Plain,
                        }
                    }
                    Some(_) if property.navigation => Hold::Hidden,
                    Some(_) | None => Hold::Plain,
                };
                bytes[id.0] += match struct_of(model, property) {
                    Some(target) if hold == Hold::Plain && !property.ty.collection => {
                        bytes[target.0]
                    }
                    Some(_) | None => BYTES_OF_A_FIELD,
                };
                holding[id.0].push(hold);
            }
        }
        let edges = types.iter().zip(&holding).map(|(members, holds)| {
            let fields = members.iter().zip(holds).enumerate();
            fields.filter_map(|(field, ((_, property), hold))| edge(model, field, property, *hold))
        });
        let edges: Vec<Vec<Edge>> = edges.map(Iterator::collect).collect();
        for (holds, hidden) in holding.iter_mut().zip(hidden_fields(&edges)) {
            hidden.into_iter().for_each(|field| holds[field] = Hold::Hidden);
        }
        let targets = |wanted: fn(Hold) -> bool| -> Vec<BTreeSet<usize>> {
            let of_type = |(members, holds): (&Vec<(_, &Property)>, &Vec<Hold>)| {
                let held = members.iter().zip(holds).filter(|(_, hold)| wanted(**hold));
                held.filter_map(|((_, property), _)| Some(struct_of(model, property)?.0)).collect()
            };
            types.iter().zip(&holding).map(of_type).collect()
        };
        let hidden = targets(|hold| hold == Hold::Hidden);
        let in_sight = targets(|hold| hold != Hold::Hidden);
        let mut is_root = vec![false; types.len()];
        let is_small = model.type_ids().count() <= SMALL;
        let targets: BTreeSet<usize> = hidden.into_iter().flatten().collect();
        for target in targets.into_iter().filter(|_| !is_small) {
            is_root[target] = brings_more_than(FEW, target, &in_sight);
        }
        Self { fields: holding, is_root }
    }

    /// How the members of a type hold their values.
    pub(crate) fn of_type(&self, id: TypeId) -> &[Hold] {
        &self.fields[id.0]
    }

    /// Whether fields hold the type in an `Indirect` or `Many`, and it brings so much that it is better compiled once, with
    /// the client, than with every program that has such a field.
    pub(super) fn is_root(&self, id: TypeId) -> bool {
        self.is_root[id.0]
    }
}

/// Whether a type and all that it holds in sight are more than so many types.
fn brings_more_than(most: usize, id: usize, in_sight: &[BTreeSet<usize>]) -> bool {
    let mut seen = BTreeSet::from([id]);
    let mut left = vec![id];
    while let Some(id) = left.pop() {
        left.extend(in_sight[id].iter().filter(|target| seen.insert(**target)));
        if seen.len() > most {
            return true;
        }
    }
    false
}

/// The structured type that a property's field holds.
fn struct_of(model: &Model, property: &Property) -> Option<TypeId> {
    match property.ty.item {
        ItemType::Named(id) => {
            let is_struct = matches!(model.ty(id), Type::Structured(_)) && !model.is_shapeless(id);
            is_struct.then_some(id)
        }
        ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}

fn edge(model: &Model, field: usize, property: &Property, hold: Hold) -> Option<Edge> {
    let target = struct_of(model, property)?.0;
    // `Option`, then what is in it; `Box` and `Vec` have parts of their own.
    let steps = match (property.ty.collection, hold) {
        (true, _) => 5,
        (false, Hold::Boxed) => 4,
        (false, Hold::Plain | Hold::Hidden) => 2,
    };
    Some(Edge { field, target, steps })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::rust::made_up::fixture::ModelBuilder;

    /// How the members of all types hold their values: `n_types` types, each with the members that `next` says.
    fn check(n_types: usize, next: impl Fn(usize) -> Vec<(&'static str, String)>) -> Vec<Hold> {
        let builder = (0..n_types).fold(ModelBuilder::default(), |builder, ty| {
            let members = next(ty);
            let rows: Vec<_> =
                members.iter().map(|(name, ty)| (*name, ty.as_str(), false, "")).collect();
            builder.structured(&format!("t{ty}"), "", "", &rows)
        });
        let model = builder.build();
        let holding = Holding::of(&model);
        let ids = (0..n_types).filter_map(|ty| model.type_id(&format!("acme.shop.t{ty}")));
        ids.flat_map(|id| holding.of_type(id).to_vec()).collect()
    }

    #[test]
    fn a_value_that_may_hold_its_owner_is_boxed() {
        let members = |ty| vec![("a", format!("t{}", (ty + 1) % 3)), ("b", "t3".to_owned())];
        let end = |ty| if ty == 3 { vec![("id", "String".to_owned())] } else { members(ty) };
        assert_eq!(check(4, end)[..4], [Hold::Boxed, Hold::Plain, Hold::Boxed, Hold::Plain]);
    }

    #[test]
    fn a_value_that_would_make_the_struct_too_large_is_boxed() {
        // Each type would be twice as large as the next.
        let twice = |ty| match ty {
            11 => vec![("id", "String".to_owned())],
            _ => vec![("a", format!("t{}", ty + 1)), ("b", format!("t{}", ty + 1))],
        };
        assert_eq!(check(12, twice)[..4], [Hold::Plain, Hold::Boxed, Hold::Plain, Hold::Plain]);
    }

    #[test]
    fn a_small_client_compiles_nothing_for_its_programs() {
        // A circle, of which one field is hidden that brings all others.
        let n_roots = |n_types: usize| {
            let builder = (0..n_types).fold(ModelBuilder::default(), |builder, ty| {
                let next = format!("t{} collection", (ty + 1) % n_types);
                builder.structured(&format!("t{ty}"), "", "", &[("next", &next, false, "")])
            });
            let model = builder.build();
            let holding = Holding::of(&model);
            (0..n_types).filter(|id| holding.is_root(TypeId(*id))).count()
        };
        assert_eq!(n_roots(SMALL), 0);
        assert!(n_roots(SMALL + 1) > 0);
    }

    #[test]
    fn a_circle_of_many_types_is_hidden_once() {
        let ring = |ty: usize| vec![("next", format!("t{} collection", (ty + 1) % 11))];
        let n_hidden = check(11, ring).iter().filter(|hold| **hold == Hold::Hidden).count();
        assert_eq!(n_hidden, 1);
    }
}
