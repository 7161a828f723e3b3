//! Entity or complex: what the docs say of a type and how they use it, counted over its family.
//!
//! A hierarchy is of one kind, so a family votes together: a single slip does not make entities of all
//! that derive from the same base.

use super::titles;
use crate::edm::Kind;
use crate::ledger::{KindDecision, KindVote, Kinds};
use crate::model::{
    ItemType, Method, Model, PathSegment, RequestBody, ResponseBody, Shape, StructuredType, Type,
    TypeId,
};
use crate::naming::{Cx, Declarations, What};
use crate::precedence::{KIND, KindEvidence};
use crate::source::Span;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Decides every structured type's kind and key, and which of its properties lead to entities.
pub(crate) fn decide(cx: &Cx<'_>, declared: &Declarations<'_>, model: &mut Model) -> Kinds {
    let of = families(model);
    let mut votes: Vec<Vec<KindVote>> = Vec::new();
    for vote in all_votes(cx, declared, model) {
        let Some(family) = of[vote.ty.0] else { continue };
        if votes.len() <= family {
            votes.resize_with(family + 1, Vec::new);
        }
        votes[family].push(vote);
    }
    let n_families = of.iter().flatten().max().map_or(0, |last| last + 1);
    votes.resize_with(n_families, Vec::new);
    let kinds = Kinds { families: votes.into_iter().map(count).collect(), of };
    let keys: BTreeMap<TypeId, Vec<String>> = structured(model)
        .filter(|(id, _)| kinds.of(*id).is_some_and(|it| it.decided == Kind::Entity))
        .map(|(id, ty)| (id, key(cx, ty)))
        .collect();
    for (index, ty) in model.types.values_mut().enumerate() {
        let Type::Structured(ty) = ty else { continue };
        let own = keys.get(&TypeId(index));
        ty.kind = if own.is_some() { Kind::Entity } else { Kind::Complex };
        ty.keys = own.cloned().unwrap_or_default();
    }
    let leads: BTreeSet<TypeId> = keys.into_keys().collect();
    for ty in model.types.values_mut() {
        let Type::Structured(ty) = ty else { continue };
        for property in &mut ty.properties {
            // Only entities have a path of their own. What nothing defines may be one.
            property.navigation &= match property.ty.item {
                ItemType::Named(id) => leads.contains(&id),
                ItemType::Primitive(_) => false,
                ItemType::Untyped => true,
            };
        }
    }
    kinds
}

/// The family of every structured type, families in the order of their first types.
fn families(model: &Model) -> Vec<Option<usize>> {
    let mut of_root: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut of = vec![None; model.types.len()];
    for (id, _) in structured(model) {
        let base = |id: &TypeId| match model.ty(*id) {
            Type::Structured(ty) => ty.base,
            Type::Enum(_) => None,
        };
        let root = std::iter::successors(Some(id), base).last().unwrap_or(id);
        let next = of_root.len();
        of[id.0] = Some(*of_root.entry(root).or_insert(next));
    }
    of
}

/// What some votes decide; none if they decide nothing.
pub(crate) fn of_votes(votes: &[KindVote]) -> Option<Kind> {
    let weight = |evidence: &[(KindEvidence, usize)], kind: Kind| -> usize {
        let of = |vote: &KindVote| evidence.iter().find(|(known, _)| *known == vote.evidence);
        let own = votes.iter().filter(|vote| vote.kind == kind);
        own.filter_map(of).map(|(_, weight)| weight).sum()
    };
    KIND.iter().find_map(|evidence| {
        let [entity, complex] = [Kind::Entity, Kind::Complex].map(|kind| weight(evidence, kind));
        match entity.cmp(&complex) {
            Ordering::Greater => Some(Kind::Entity),
            Ordering::Less => Some(Kind::Complex),
            Ordering::Equal => None,
        }
    })
}

/// What the first evidence decides that does not speak for both alike.
fn count(mut votes: Vec<KindVote>) -> KindDecision {
    let order = || KIND.iter().copied().flatten();
    votes.sort_by_key(|vote| order().position(|(evidence, _)| *evidence == vote.evidence));
    let decided = of_votes(&votes);
    KindDecision { votes, decided: decided.unwrap_or(Kind::Complex) }
}

/// Everything that speaks for a kind, in the order of types.
fn all_votes(cx: &Cx<'_>, declared: &Declarations<'_>, model: &Model) -> Vec<KindVote> {
    let usage = Usage::of(model);
    let mut votes = usage.rows.clone();
    for (id, ty) in structured(model) {
        let mut add = |evidence, kind, span| {
            votes.push(KindVote { evidence, kind, ty: id, span });
        };
        for (kind, span) in said(cx, declared, id) {
            add(KindEvidence::Said, kind, Some(span));
        }
        if !ty.keys.is_empty() {
            let has_key = ty.keys.iter().any(|key| has_property(model, ty, key));
            let is_of_value = model.bases(ty).any(|base| usage.is_value(model, base));
            let is_kept = has_key && !is_of_value;
            let evidence = if is_kept { KindEvidence::Key } else { KindEvidence::LostKey };
            add(evidence, Kind::Entity, key_place(declared, id));
        }
        let looks_keyed = has_property(model, ty, &cx.dialect.key);
        if looks_keyed && usage.is_read_by_key.contains(&id) {
            add(KindEvidence::ReadByKey, Kind::Entity, None);
        }
        let own = ty.properties.iter().find(|property| property.navigation);
        if let Some(property) = own.filter(|_| usage.n_rows(id).1 == 0) {
            add(KindEvidence::OwnRelationships, Kind::Entity, property.docs.span);
        }
        if usage.is_read.contains(&id) {
            add(KindEvidence::Read, Kind::Entity, None);
        }
        if looks_keyed && usage.is_used_whole(id) {
            add(KindEvidence::LooksKeyed, Kind::Entity, None);
        }
    }
    votes
}

/// What the type's pages call it.
fn said(cx: &Cx<'_>, declared: &Declarations<'_>, id: TypeId) -> Vec<(Kind, Span)> {
    let declaration = declared.get(id);
    let What::Structured(pages) = &declaration.what else { return Vec::new() };
    let said = pages.iter().filter_map(|(page, facts)| titles::kind(cx, page, facts, declaration));
    said.collect()
}

/// Where a key is stated: in the annotation, else in the row that calls itself the key.
fn key_place(declared: &Declarations<'_>, id: TypeId) -> Option<Span> {
    let What::Structured(pages) = &declared.get(id).what else { return None };
    let annotated = pages.iter().find_map(|(_, facts)| facts.key.as_ref());
    let rows = || pages.iter().flat_map(|(_, facts)| &facts.properties);
    annotated
        .map(|key| key.span)
        .or_else(|| rows().find(|claim| claim.notes.key).map(|claim| claim.span))
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
    /// Properties and relationships that have them as their type.
    rows: Vec<KindVote>,
    /// Of each type that a row has, how many are relationships and how many are not.
    n_rows: BTreeMap<TypeId, (usize, usize)>,
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
            let ItemType::Named(ty) = property.ty.item else { continue };
            let kind = if property.navigation { Kind::Entity } else { Kind::Complex };
            let (evidence, span) = (KindEvidence::Row, property.docs.span);
            usage.rows.push(KindVote { evidence, kind, ty, span });
            let (n_relationships, n_properties) = usage.n_rows.entry(ty).or_default();
            *if property.navigation { n_relationships } else { n_properties } += 1;
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

    /// Whether no key is stated of a type and more properties than relationships have it.
    fn is_value(&self, model: &Model, ty: &StructuredType) -> bool {
        let id = model.types.get_index_of(&ty.name.qualified()).map(TypeId);
        let (n_relationships, n_properties) = id.map_or((0, 0), |id| self.n_rows(id));
        ty.keys.is_empty() && n_properties > n_relationships
    }

    /// How many relationships and how many properties have the type.
    fn n_rows(&self, id: TypeId) -> (usize, usize) {
        self.n_rows.get(&id).copied().unwrap_or_default()
    }

    /// Whether something answers or writes the type, or a relationship leads to it.
    fn is_used_whole(&self, id: TypeId) -> bool {
        self.is_answered.contains(&id) || self.is_written.contains(&id) || self.n_rows(id).0 > 0
    }
}
