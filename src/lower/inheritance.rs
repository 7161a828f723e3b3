//! Base types: one for each type, none in a circle.

use super::Cx;
use super::declare::{Declarations, What};
use super::precedence::{BASE, rank};
use super::resolve::resolve;
use crate::diagnostic::Diagnostics;
use crate::facts::{Claim, PageFacts, Source, TypeText};
use crate::model::{ItemType, TypeId};
use crate::rules::resolve as rules;
use crate::source::Span;

/// A resolved claim: the base, the kind of place that claims it, and where.
#[derive(Clone, Copy, Debug)]
struct BaseClaim {
    source: Source,
    base: TypeId,
    span: Span,
}

/// The base of every type, by [`TypeId`].
pub(super) fn link(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<TypeId>> {
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
                            claims[id.0].push(BaseClaim { source, base, span });
                        }
                    }
                    for derived in &ty.derived {
                        if let Some(found) = named(cx, declared, page, &derived.value) {
                            let (source, span) = (Source::DerivedTable, derived.span);
                            claims[found.0].push(BaseClaim { source, base: id, span });
                        }
                    }
                }
            }
            What::Inferred(facts) => {
                for (page, text) in &facts.bases {
                    if let Some(base) = named(cx, declared, page, text) {
                        let (source, span) = (Source::InheritedCell, text.span);
                        claims[id.0].push(BaseClaim { source, base, span });
                    }
                }
            }
            What::Enum(_) | What::Listed(_) => {}
        }
    }
    let is_enum = |id: TypeId| matches!(declared.get(id).what, What::Enum(_) | What::Listed(_));
    for (index, claims) in claims.iter_mut().enumerate() {
        claims.retain(|claim| claim.base != TypeId(index) && !is_enum(claim.base));
        claims.sort_by_key(|claim| rank(claim.source, BASE));
    }
    let first: Vec<Option<TypeId>> =
        claims.iter().map(|claims| claims.first().map(|claim| claim.base)).collect();
    let mut bases: Vec<Option<TypeId>> =
        claims.iter().map(|claims| nearest(claims, &first)).collect();
    cut_cycles(declared, &claims, &mut bases, diagnostics);
    bases
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
            Some(base) => claims.push(BaseClaim { source: claim.source, base, span: claim.span }),
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

/// The first claim's base, or a later claim's if that one itself derives from the first.
fn nearest(claims: &[BaseClaim], bases: &[Option<TypeId>]) -> Option<TypeId> {
    let mut best = claims.first()?.base;
    for claim in &claims[1..] {
        if derives_from(claim.base, best, bases) {
            best = claim.base;
        }
    }
    Some(best)
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
        let claim = claims[index].iter().find(|claim| Some(claim.base) == bases[index]);
        if let Some(claim) = claim {
            diagnostics.report(rules::inheritance_cycle::report(&names, claim.span));
        }
        bases[index] = None;
    }
}
