//! Examples of types by themselves: each with its type, and where it differs from it.

use super::deviations::Walk;
use super::known::Known;
use crate::diagnostic::Diagnostics;
use crate::facts::Facts;
use crate::ledger::Sample;
use crate::model::{ItemType, Model, TypeRef};
use crate::naming::{Cx, Declarations, resolve};
use crate::rules::resolve::unknown_type;

/// The samples of all pages whose type is known.
pub(crate) fn samples<'f>(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    facts: &'f Facts,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<Sample<'f>> {
    let pages = facts.pages.iter().filter_map(|page| Some((page, page.operation.as_ref()?)));
    let all =
        pages.flat_map(|(page, operation)| operation.samples.iter().map(move |it| (page, it)));
    let mut all = all.peekable();
    if all.peek().is_none() {
        return Vec::new();
    }
    let known = Known::of(model, cx.dialect);
    let mut walk = Walk::new(&known);
    let samples = all.filter_map(|(page, sample)| {
        let Some(ty) = resolve(cx, declared, page, &sample.ty) else {
            diagnostics.report(unknown_type::report(&sample.ty, declared.hint(&sample.ty)));
            return None;
        };
        let ItemType::Named(_) = ty.item else { return None };
        let ty = TypeRef { collection: sample.is_collection, ..ty };
        walk.answer(ty, &sample.body);
        Some(Sample { ty, body: &sample.body, deviations: walk.finish(cx) })
    });
    samples.collect()
}
