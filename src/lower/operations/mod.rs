//! Operations: request lines grouped by method and path, pages that claim the same one merged.

pub(crate) mod bind;
mod bodies;
pub(crate) mod group;
mod merge;
mod options;
mod paths;
mod responses;
mod shapes;
mod updates;
mod view;
mod words;

use crate::diagnostic::Diagnostics;
use crate::facts::Facts;
use crate::ledger::OperationEntry;
use crate::model::Operation;
use group::OperationCx;

/// Builds every operation, sorted by path, then method, each with the claims that its answer had.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    facts: &Facts,
    diagnostics: &mut Diagnostics,
) -> (Vec<Operation>, Vec<OperationEntry>) {
    let groups: Vec<_> = group::group(cx.cx, facts, diagnostics).into_values().collect();
    let (mut operations, entries): (Vec<_>, Vec<_>) = groups
        .iter()
        .map(|groups| {
            let views = groups.iter().map(|group| view::of_page(cx, group, diagnostics)).collect();
            merge::merge(cx, views)
        })
        .unzip();
    updates::complete(cx, &groups, &mut operations);
    (operations, entries)
}
