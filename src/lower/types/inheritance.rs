//! Base types: one for each type, none in a circle.

use crate::diagnostic::Diagnostics;
use crate::facts::{Claim, PageFacts, Source, TypeText};
use crate::ledger::{Decision, Weighed};
use crate::model::{ItemType, TypeId};
use crate::naming::Cx;
use crate::naming::resolve;
use crate::naming::{Declarations, What};
use crate::precedence::{BASE, ROOT, rank};
use crate::rules::resolve as rules;

type BaseClaim = Weighed<TypeId>;

/// The base of every type, by [`TypeId`].
pub(crate) fn link(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Decision<TypeId>> {
    let mut claims: Vec<Vec<BaseClaim>> = vec![Vec::new(); declared.len()];
    for (id, declaration) in declared.iter() {
        match &declaration.what {
            What::Structured(facts) => {
                for (page, ty) in facts {
                    own_claims(cx, declared, page, &ty.bases, &mut claims[id.0], diagnostics);
                    for property in &ty.properties {
                        let inherited = property.notes.inherited_from.as_ref();
                        let base = inherited.and_then(|it| named(cx, declared, page, it));
                        if let (Some(base), Some(text)) = (base, inherited) {
                            let (source, span) = (Source::InheritedCell, text.span);
                            claims[id.0].push(Weighed { source, value: base, span });
                        }
                    }
                    for derived in &ty.derived {
                        if let Some(found) = named(cx, declared, page, &derived.value) {
                            let (source, span) = (Source::DerivedTable, derived.span);
                            claims[found.0].push(Weighed { source, value: id, span });
                        }
                    }
                }
            }
            What::Inferred(facts) => {
                for (page, text) in &facts.bases {
                    if let Some(base) = named(cx, declared, page, text) {
                        let (source, span) = (Source::InheritedCell, text.span);
                        claims[id.0].push(Weighed { source, value: base, span });
                    }
                }
            }
            What::Enum(_) | What::Listed(_) => {}
        }
    }
    let is_enum = |id: TypeId| matches!(declared.get(id).what, What::Enum(_) | What::Listed(_));
    for (index, claims) in claims.iter_mut().enumerate() {
        claims.retain(|claim| claim.value != TypeId(index) && !is_enum(claim.value));
        claims.sort_by_key(|claim| rank(claim.source, BASE));
    }
    let first: Vec<Option<TypeId>> =
        claims.iter().map(|claims| claims.first().map(|claim| claim.value)).collect();
    let root = root(cx, declared).filter(|id| first[id.0].is_none());
    let mut bases: Vec<Option<TypeId>> =
        claims.iter().map(|claims| nearest(claims, &first, root)).collect();
    cut_cycles(declared, &claims, &mut bases, diagnostics);
    let decisions = claims.into_iter().zip(bases);
    decisions.map(|(claims, decided)| Decision { claims, decided }).collect()
}

fn own_claims(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    bases: &[Claim<Option<TypeText>>],
    claims: &mut Vec<BaseClaim>,
    diagnostics: &mut Diagnostics,
) {
    for claim in bases {
        let Some(text) = &claim.value else { continue };
        match named(cx, declared, page, text) {
            Some(value) => {
                claims.push(Weighed { source: claim.source, value, span: text.span });
            }
            // Prose after the set phrases is not always about a type.
            None if claim.source == Source::Annotation => {
                diagnostics.report(rules::unknown_type::report(text, declared.meant(text)));
            }
            None => {}
        }
    }
}

fn named(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    text: &TypeText,
) -> Option<TypeId> {
    match resolve(cx, declared, page, text)?.item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}

/// The first claim's base, or a later claim's if that one itself derives from the first, as all do from
/// the root, also where their pages do not say so.
fn nearest(claims: &[BaseClaim], bases: &[Option<TypeId>], root: Option<TypeId>) -> Option<TypeId> {
    let mut best = claims.first()?.value;
    for claim in &claims[1..] {
        // What another page counts among its derived types is too seldom the type itself.
        let gives_way = Some(best) == root && claim.source != Source::DerivedTable;
        if claim.value != best && (gives_way || derives_from(claim.value, best, bases)) {
            best = claim.value;
        }
    }
    Some(best)
}

/// The type that all entities derive from.
fn root(cx: &Cx<'_>, declared: &Declarations<'_>) -> Option<TypeId> {
    let default = &cx.dialect.default_namespace;
    declared.by_written_name(cx, &format!("{default}.{ROOT}"), default)
}

fn derives_from(ty: TypeId, base: TypeId, bases: &[Option<TypeId>]) -> bool {
    // A chain longer than there are types goes in a circle.
    let mut chain = std::iter::successors(bases[ty.0], |id| bases[id.0]).take(bases.len());
    chain.any(|id| id == base)
}

/// Takes the base off one type of every circle: the one that comes first by name.
fn cut_cycles(
    declared: &Declarations<'_>,
    claims: &[Vec<BaseClaim>],
    bases: &mut [Option<TypeId>],
    diagnostics: &mut Diagnostics,
) {
    for index in 0..bases.len() {
        if !derives_from(TypeId(index), TypeId(index), bases) {
            continue;
        }
        let mut names = vec![declared.get(TypeId(index)).name.qualified()];
        let mut next = bases[index];
        while let Some(id) = next.filter(|id| id.0 != index) {
            names.push(declared.get(id).name.qualified());
            next = bases[id.0];
        }
        let claim = claims[index].iter().find(|claim| Some(claim.value) == bases[index]);
        if let Some(claim) = claim {
            diagnostics.report(rules::inheritance_cycle::report(&names, claim.span));
        }
        bases[index] = None;
    }
}
