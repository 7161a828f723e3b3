//! The struct of an action's parameters, in a file of its own: one, however the action is reached.

use super::operation_docs::line_of;
use crate::emit::rust::derives::{Derives, Kind};
use crate::emit::rust::models::{emit_struct, plan_parameters};
use crate::emit::rust::naming::{ParameterStruct, PathTree, References, Types, Viewpoint};
use crate::emit::rust::rustdoc::{Rustdoc, code, page_link};
use crate::emit::rust::templates::{Code, Item, item};
use crate::model::{Model, ParametersOf};

/// As many request lines are named that take the parameters.
const LINES: usize = 2;

/// The file of one struct.
pub(crate) fn emit_parameters(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    derives: &Derives,
    parameters: &ParameterStruct<'_>,
) -> Vec<Item> {
    let mut references = References::new(types, Viewpoint::Outside);
    let wire = match &*parameters.of {
        ParametersOf::Titled { .. } => parameters.of.to_string(),
        ParametersOf::Shortest { path, .. } => path.to_string(),
    };
    let rustdoc = document(model, tree, parameters);
    let name = parameters.name.clone();
    let added = derives.of(Kind::Parameters, &[&name.type_ident().to_string()]);
    let strukt = plan_parameters(model, name, wire, rustdoc, added, parameters.parameters);
    let items = emit_struct(model, &mut references, &strukt);
    let up = std::iter::repeat_n("super", parameters.namespace.len() + 1);
    let up = up.fold(Code::name("super"), |path, up| path.then(&Code::name(up)));
    let models = references.uses_models().then(|| item!([up] { use #up::models; }));
    models.into_iter().chain(references.import_runtime()).chain(items).collect()
}

fn document(model: &Model, tree: &PathTree<'_>, parameters: &ParameterStruct<'_>) -> Rustdoc {
    let endpoints = || parameters.endpoints.iter().map(|&it| &tree.endpoints[it]);
    let mut lines: Vec<String> = endpoints().map(|it| line_of(tree, it)).collect();
    lines.sort_by_key(|line| (line.matches('/').count(), line.len()));
    let mut shown: Vec<String> = lines.iter().take(LINES).map(|line| code(line)).collect();
    let last = match lines.len().saturating_sub(LINES) {
        0 => shown.pop().unwrap_or_default(),
        more => format!("{more} more"),
    };
    let taken = match shown.is_empty() {
        true => last,
        false => format!("{} and {last}", shown.join(", ")),
    };
    let docs = Rustdoc::new().ours(&match &*parameters.of {
        ParametersOf::Titled { .. } => {
            let of = code(&parameters.of.to_string());
            format!("The parameters of {of}, taken by {taken}.")
        }
        ParametersOf::Shortest { .. } => format!("The parameters of {taken}."),
    });
    let mut pages = endpoints().flat_map(|it| &it.operation().docs.page);
    match pages.next() {
        Some(page) => docs.ours(&format!("Page: {}", page_link(model, page))),
        None => docs,
    }
}
