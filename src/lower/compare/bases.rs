//! What the places of one page say about a type's base.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{Claim, PageFacts, TypeText};
use crate::lower::declare::{Declaration, What};
use crate::model::{ItemType, TypeId};
use crate::rules::drift;

pub(super) fn compare(
    cx: &CompareCx<'_>,
    declaration: &Declaration<'_>,
    diagnostics: &mut Diagnostics,
) {
    let What::Structured(pages) = &declaration.what else { return };
    for (page, facts) in pages {
        let claims: Vec<(TypeId, &Claim<Option<TypeText>>)> = facts
            .bases
            .iter()
            .filter_map(|claim| Some((named(cx, page, claim.value.as_ref()?)?, claim)))
            .collect();
        let Some((first, claim)) = claims.first() else { continue };
        let other = claims.iter().find(|(id, _)| id != first);
        if let Some((other, other_claim)) = other {
            let names = [*first, *other].map(|id| cx.model.ty(id).name().name.as_str());
            let [one, two] = [claim, other_claim]
                .map(|claim| claim.value.as_ref().map_or(claim.span, |text| text.span));
            let report = drift::base_mismatch::report(names, one, two);
            diagnostics.report(report);
        }
    }
}

fn named(cx: &CompareCx<'_>, page: &PageFacts, text: &TypeText) -> Option<TypeId> {
    match cx.resolve(page, text)?.item {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}
