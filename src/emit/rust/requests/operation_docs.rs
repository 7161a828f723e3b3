//! What operations say about themselves: summary, request lines, permissions, pages.

use super::options::document_options;
use crate::emit::rust::naming::{Endpoint, PathTree};
use crate::emit::rust::rustdoc::{Rustdoc, code, inline, page_link};
use crate::model::{Model, Permissions};
use std::collections::BTreeSet;

/// The rustdoc of the method of an endpoint, but for the example.
pub(super) fn document_endpoint(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Rustdoc {
    let operation = endpoint.operation();
    let method = operation.method.as_str();
    let mut seen = BTreeSet::new();
    let lines: Vec<String> = endpoint
        .operations
        .iter()
        .flat_map(|operation| &operation.lines)
        .map(|line| code(&format!("{method} {}", line.target)))
        .filter(|line| seen.insert(line.clone()))
        .collect();
    let mut rustdoc = Rustdoc::new().prose(operation.docs.text.as_deref());
    if rustdoc.is_empty() {
        rustdoc = rustdoc.prose(operation.title.as_deref());
    }
    rustdoc = match (rustdoc.is_empty(), lines.as_slice()) {
        (true, []) => rustdoc.ours(&code(&line_of(tree, endpoint))),
        (false, []) => rustdoc,
        (_, [only]) => rustdoc.ours(only),
        (_, _) => rustdoc.list(lines),
    };
    let mut seen = BTreeSet::new();
    let permissions = operation.permissions.iter().map(permissions_item);
    let permissions: Vec<String> = permissions.filter(|row| seen.insert(row.clone())).collect();
    if !permissions.is_empty() {
        rustdoc = rustdoc.ours("Permissions:").list(permissions);
    }
    document_pages(model, rustdoc, endpoint)
}

/// The rustdoc of an endpoint's marker: its path and what it takes.
pub(super) fn document_marker(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> Rustdoc {
    let rustdoc = Rustdoc::new().ours(&code(&line_of(tree, endpoint)));
    document_options(rustdoc, endpoint.operation())
}

fn permissions_item(permissions: &Permissions) -> String {
    let mut caller = inline(&permissions.caller);
    if let Some(scope) = &permissions.scope {
        caller = format!("{caller}, {}", inline(scope));
    }
    let together = |names: &Vec<String>| {
        names.iter().map(|name| code(name)).collect::<Vec<_>>().join(" with ")
    };
    let mut names: Vec<String> = permissions.alternatives.iter().map(together).collect();
    if let (Some(first), true) = (names.first_mut(), permissions.ordered) {
        first.push_str(" (least privileged)");
    }
    match names.is_empty() {
        true => format!("{caller}: not supported"),
        false => format!("{caller}: {}", names.join(", ")),
    }
}

fn document_pages(model: &Model, rustdoc: Rustdoc, endpoint: &Endpoint<'_>) -> Rustdoc {
    let pages: BTreeSet<&String> =
        endpoint.operations.iter().flat_map(|operation| &operation.pages).collect();
    let links: Vec<String> = pages.iter().map(|page| page_link(model, page)).collect();
    match links.as_slice() {
        [] => rustdoc,
        [one] => rustdoc.ours(&format!("Page: {one}")),
        many => rustdoc.ours(&format!("Pages: {}", many.join(", "))),
    }
}

/// Method and path, as the docs write them.
pub(crate) fn line_of(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> String {
    format!("{} {}", endpoint.operation().method.as_str(), tree.path_of(endpoint))
}

/// The pages that a file of endpoints is made from.
pub(crate) fn pages_of(tree: &PathTree<'_>, endpoints: impl Iterator<Item = usize>) -> Vec<String> {
    let pages: BTreeSet<&String> = endpoints
        .flat_map(|endpoint| &tree.endpoints[endpoint].operations)
        .flat_map(|operation| &operation.pages)
        .collect();
    pages.into_iter().cloned().collect()
}
