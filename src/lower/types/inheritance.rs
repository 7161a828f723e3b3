//! Base types: one for each type, none in a circle and not too many above each other.

use crate::diagnostic::Diagnostics;
use crate::facts::{Claim, PageFacts, Source, TypeText};
use crate::ledger::{Decision, Weighed};
use crate::limits;
use crate::model::{ItemType, TypeId};
use crate::naming::Cx;
use crate::naming::resolve;
use crate::naming::{Declarations, What};
use crate::precedence::{BASE, ROOT, rank};
use crate::rules::{page, resolve as rules};
use crate::source::Span;

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
    cut_chains(&claims, &mut bases, diagnostics);
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
                diagnostics.report(rules::unknown_type::report(text, declared.hint(text)));
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
    // A longer chain goes in a circle, or is cut.
    let mut chain = std::iter::successors(bases[ty.0], |id| bases[id.0]).take(limits::BASES.most);
    chain.any(|id| id == base)
}

/// Takes the base off one type of every circle: the one that comes first by name.
fn cut_cycles(
    declared: &Declarations<'_>,
    claims: &[Vec<BaseClaim>],
    bases: &mut [Option<TypeId>],
    diagnostics: &mut Diagnostics,
) {
    // From which type each was come by first.
    let mut seen_from: Vec<Option<usize>> = vec![None; bases.len()];
    for start in 0..bases.len() {
        let mut next = Some(TypeId(start));
        while let Some(id) = next.filter(|id| seen_from[id.0].is_none()) {
            seen_from[id.0] = Some(start);
            next = bases[id.0];
        }
        let Some(again) = next.filter(|id| seen_from[id.0] == Some(start)) else { continue };
        let around = std::iter::successors(bases[again.0], |id| bases[id.0]);
        let others = around.take_while(|id| *id != again);
        let mut circle: Vec<TypeId> = std::iter::once(again).chain(others).collect();
        let first = (0..circle.len()).min_by_key(|place| circle[*place].0).unwrap_or_default();
        circle.rotate_left(first);
        if let Some(span) = span_of_base(claims, bases, circle[0]) {
            let names: Vec<String> =
                circle.iter().map(|id| declared.get(*id).name.qualified()).collect();
            diagnostics.report(rules::inheritance_cycle::report(&names, span));
        }
        bases[circle[0].0] = None;
    }
}

/// Takes the base off every type that would have too many. None of them goes in a circle.
fn cut_chains(
    claims: &[Vec<BaseClaim>],
    bases: &mut [Option<TypeId>],
    diagnostics: &mut Diagnostics,
) {
    let mut n_bases: Vec<Option<usize>> = vec![None; bases.len()];
    for start in 0..bases.len() {
        let way = std::iter::successors(Some(TypeId(start)), |id| bases[id.0]);
        let mut way: Vec<TypeId> = way.take_while(|id| n_bases[id.0].is_none()).collect();
        while let Some(id) = way.pop() {
            let n_above = bases[id.0].and_then(|base| n_bases[base.0]).map_or(0, |n| n + 1);
            if n_above > limits::BASES.most {
                if let Some(span) = span_of_base(claims, bases, id) {
                    diagnostics.report(page::beyond_limit::report(limits::BASES, span));
                }
                bases[id.0] = None;
            }
            n_bases[id.0] = Some(bases[id.0].map_or(0, |_| n_above));
        }
    }
}

/// Where the base of a type is claimed.
fn span_of_base(claims: &[Vec<BaseClaim>], bases: &[Option<TypeId>], id: TypeId) -> Option<Span> {
    claims[id.0].iter().find(|claim| Some(claim.value) == bases[id.0]).map(|claim| claim.span)
}
