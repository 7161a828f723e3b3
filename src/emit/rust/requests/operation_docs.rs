//! What operations say about themselves: summary, request lines, permissions, pages.

use super::bodies::{Body, body_of, is_optional};
use super::options::document_options;
use super::permissions::{document_by_page, document_permissions};
use crate::emit::rust::naming::{Endpoint, PathTree};
use crate::emit::rust::rustdoc::{Rustdoc, code, page_link};
use crate::model::{Model, Operation};
use std::collections::BTreeSet;

/// The rustdoc of the method of an endpoint, but for the example. `marker` is a link to its marker.
pub(super) fn document_endpoint(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    marker: &str,
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
    rustdoc = document_call(rustdoc, model, operation);
    rustdoc = document_permissions(rustdoc, operation, marker);
    document_pages(model, rustdoc, endpoint)
}

/// Adds what a caller should know and the signature does not say.
fn document_call(mut rustdoc: Rustdoc, model: &Model, operation: &Operation) -> Rustdoc {
    if operation.only_shown {
        rustdoc = rustdoc.ours("No request line of the docs asks for it, only an example does.");
    }
    match body_of(model, operation) {
        Body::Reference(Some(set)) => {
            let set = code(set);
            rustdoc = rustdoc
                .ours(&format!("`target` is the id of something in {set}, or the URL of anything."))
        }
        Body::Reference(None) => {
            rustdoc = rustdoc.ours("`target` is the whole URL of what is referred to.");
        }
        _ => {}
    }
    match is_optional(operation) {
        true => rustdoc.ours("Answers `None` when the service sends no body."),
        false => rustdoc,
    }
}

/// The rustdoc of an endpoint's marker: its path, what it takes, and who may call it where its pages differ in that.
pub(super) fn document_marker(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Rustdoc {
    let rustdoc = Rustdoc::new().ours(&code(&line_of(tree, endpoint)));
    let rustdoc = document_options(rustdoc, endpoint.operation());
    document_by_page(rustdoc, model, endpoint.operation())
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
    let operation = endpoint.operation();
    let slash = if operation.ends_in_slash { "/" } else { "" };
    format!("{} {}{slash}", operation.method.as_str(), tree.path_of(endpoint))
}

/// The pages that a file of endpoints is made from.
pub(crate) fn pages_of(tree: &PathTree<'_>, endpoints: impl Iterator<Item = usize>) -> Vec<String> {
    let pages: BTreeSet<&String> = endpoints
        .flat_map(|endpoint| &tree.endpoints[endpoint].operations)
        .flat_map(|operation| &operation.pages)
        .collect();
    pages.into_iter().cloned().collect()
}
