//! Operations: request lines grouped by method and path, pages that claim the same one merged.

mod actions;
mod answers;
pub(crate) mod bind;
mod bodies;
mod calls;
pub(crate) mod cx;
mod group;
mod merge;
mod options;
mod parameters;
mod paths;
mod permissions;
mod references;
pub(crate) mod relationships;
mod shapes;
pub(crate) mod shown;
mod unions;
mod updates;
mod view;
mod words;

use crate::diagnostic::Diagnostics;
use crate::facts::Facts;
use crate::ledger::OperationEntry;
use crate::model::{Method, Operation, ResponseBody};
use answers::Reached;
use cx::OperationCx;
use group::Groups;
pub(super) use paths::{identity, normalise};
use view::Said;

/// Builds every operation, sorted by path, then method, each with the claims that its answer had.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    facts: &Facts,
    diagnostics: &mut Diagnostics,
) -> (Vec<Operation>, Vec<OperationEntry>) {
    let documented = group::group(cx, facts, diagnostics);
    let reached = reached(cx, &documented);
    let shortest = actions::Shortest::of(&documented);
    let shown = shown::find(cx, facts, &documented, &reached);
    let mut groups = documented;
    group::add_shown(&mut groups, &shown);
    let groups: Vec<_> = groups.into_values().collect();
    let (mut operations, entries): (Vec<_>, Vec<_>) = groups
        .iter()
        .map(|groups| {
            let views = groups
                .iter()
                .map(|group| {
                    let mut view = view::of_page(cx, group, &reached, diagnostics);
                    let named = actions::of_page(cx, &shortest, group, &view.operation);
                    view.operation.parameters_of = named;
                    view
                })
                .collect();
            merge::merge(cx, views)
        })
        .unzip();
    updates::complete(cx, &groups, &mut operations);
    actions::unite(&mut operations);
    (operations, entries)
}

/// What reading each path answers by its own page alone: the ground on which paths are walked.
fn reached(cx: &OperationCx<'_>, groups: &Groups<'_>) -> Reached {
    let nothing = Reached::default();
    let read = groups.iter().filter(|((_, method), _)| *method == Method::Get);
    let found = read.filter_map(|((path, _), pages)| {
        let mut untold = Diagnostics::default();
        let mut said: Vec<Said> = pages
            .iter()
            .map(|group| Said::new(group, &answers::lower(cx, group, &nothing, &mut untold)))
            .collect();
        said.sort_by_key(Said::rank);
        match merge::response(cx.model, &said).0 {
            ResponseBody::Type(ty) => Some((path.clone(), ty)),
            ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => None,
        }
    });
    Reached::from_paths(found)
}
