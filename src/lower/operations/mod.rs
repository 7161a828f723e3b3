//! Operations: request lines grouped by method and path, pages that claim the same one merged.

mod actions;
mod answers;
pub(crate) mod bind;
mod bodies;
mod calls;
pub(crate) mod cx;
mod group;
mod merge;
pub(crate) mod near;
mod options;
mod parameters;
pub(crate) mod paths;
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
use cx::{Group, OperationCx};
use group::Groups;
pub(super) use paths::{identity, normalise};
use rayon::prelude::*;
use view::Said;
pub(super) use words::singular;

/// Builds every operation, sorted by path, then method, each with the claims that its answer had.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    facts: &Facts,
    diagnostics: &mut Diagnostics,
) -> (Vec<Operation>, Vec<OperationEntry>) {
    let documented = group::group(cx, facts, diagnostics);
    let (reached, shortest) =
        rayon::join(|| reached(cx, &documented), || actions::Shortest::of(&documented));
    let shown = shown::find(cx, facts, &documented, &reached);
    let mut groups = documented;
    group::add_shown(&mut groups, &shown);
    let groups: Vec<_> = groups.into_values().collect();
    let unite = |cx: &OperationCx<'_>, groups: &[Group<'_>], diagnostics: &mut Diagnostics| {
        let view = |group: &Group<'_>| {
            let mut view = view::of_page(cx, group, &reached, diagnostics);
            let named = actions::of_page(cx, &shortest, group, &view.operation);
            view.operation.parameters_of = named;
            view
        };
        merge::merge(cx, groups.iter().map(view).collect())
    };
    let side_by_side = groups.par_iter().map(|groups| {
        let mut own = Diagnostics::default();
        let united = unite(&OperationCx { guesses: false, ..*cx }, groups, &mut own);
        (united, own.is_empty())
    });
    let side_by_side: Vec<_> = side_by_side.collect();
    // Few tell something. Guesses at names depend on those before them, so these are made again in order.
    let in_order = side_by_side.into_iter().zip(&groups).map(|((united, is_silent), groups)| {
        if is_silent { united } else { unite(cx, groups, diagnostics) }
    });
    let (mut operations, entries): (Vec<_>, Vec<_>) = in_order.unzip();
    updates::complete(cx, &groups, &mut operations);
    actions::unite(&mut operations);
    (operations, entries)
}

/// What reading each path answers by its own page alone: the ground on which paths are walked.
fn reached(cx: &OperationCx<'_>, groups: &Groups<'_>) -> Reached {
    let nothing = Reached::default();
    let cx = &OperationCx { guesses: false, ..*cx };
    let read = groups.par_iter().filter(|((_, method), _)| *method == Method::Get);
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
    let found: Vec<_> = found.collect();
    Reached::from_paths(found)
}
