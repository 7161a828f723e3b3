//! What operations say about themselves: summary, request lines, permissions, pages.

use super::bodies::{Body, body_of, encoding_of, is_optional};
use super::options::document_options;
use super::permissions::{Group, callers, document_permissions};
use crate::emit::rust::naming::{Endpoint, PathTree};
use crate::emit::rust::rustdoc::{Rustdoc, code, page_link, short_page_link};
use crate::model::{Model, Operation};
use crate::protocol::Encoding;
use std::collections::BTreeSet;

/// A summary in the docs of a method is no longer; its marker has all of it.
const SUMMARY_LINES: usize = 2;

/// The rustdoc of the method of an endpoint, but for the example: what it does, its request line and page, and who may
/// call it. `marker` is a link to its marker, which has the rest.
pub(super) fn document_endpoint(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    marker: &str,
) -> Rustdoc {
    let operation = endpoint.operation();
    let (rustdoc, _) = summary(endpoint);
    let lines = lines_of(tree, endpoint);
    let mut call = match lines.as_slice() {
        [only] => only.clone(),
        [first, second] => format!("{first}, {second}"),
        [first, others @ ..] => format!("{first} and {} more", others.len()),
        [] => String::new(),
    };
    if let Some(page) = operation.docs.page.as_ref().or(operation.pages.first()) {
        call.push_str(&format!(" ({})", short_page_link(model, page)));
    }
    call.push_str(&notes(model, operation));
    let mut callers = callers(operation);
    if !callers.are_all {
        let who =
            if callers.lines.is_empty() { "who may call it" } else { "who else may, and when" };
        callers.lines.push(format!("{marker} tells {who}."));
    }
    rustdoc.ours_above(&call, callers.lines)
}

/// What an endpoint does in a few lines, and whether that is all that its page says of it.
fn summary(endpoint: &Endpoint<'_>) -> (Rustdoc, bool) {
    let operation = endpoint.operation();
    let (rustdoc, is_all) = Rustdoc::new().beginning(operation.docs.text.as_deref(), SUMMARY_LINES);
    match rustdoc.is_empty() {
        true => (rustdoc.prose(operation.title.as_deref()), true),
        false => (rustdoc, is_all),
    }
}

/// The request lines of an endpoint as its pages write them, each once; its path where they write none.
fn lines_of(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> Vec<String> {
    let method = endpoint.operation().method.as_str();
    let mut seen = BTreeSet::new();
    let lines = endpoint.operations.iter().flat_map(|operation| &operation.lines);
    let lines = lines.map(|line| code(&format!("{method} {}", line.target)));
    let mut lines: Vec<String> = lines.filter(|line| seen.insert(line.clone())).collect();
    if lines.is_empty() {
        lines.push(code(&line_of(tree, endpoint)));
    }
    // The plain line before those that show what may stand behind it.
    lines.sort_by_key(|line| line.contains('?'));
    lines
}

/// What a caller should know and the signature does not say.
fn notes(model: &Model, operation: &Operation) -> String {
    let mut notes = String::new();
    if operation.only_shown {
        notes.push_str(": no request line of the docs asks for it, only an example does");
    }
    let body = body_of(model, operation);
    match encoding_of(operation, body) {
        Encoding::Json => {}
        Encoding::Form(_) => {
            notes.push_str(". Sent as a form, `application/x-www-form-urlencoded`")
        }
        Encoding::Multipart { files, .. } => {
            notes.push_str(". Sent in parts, `multipart/form-data`");
            if files {
                notes.push_str(": what is a file goes into `file_parts`, by its name");
            }
        }
    }
    match body {
        Body::Reference(Some(set)) => {
            let set = code(set);
            let note =
                format!(". `target` is the id of something in {set}, or the URL of anything");
            notes.push_str(&note);
        }
        Body::Reference(None) => {
            notes.push_str(". `target` is the whole URL of what is referred to");
        }
        _ => {}
    }
    if is_optional(operation) {
        notes.push_str(". Answers `None` when the service sends no body");
    }
    if !notes.is_empty() {
        notes.push('.');
    }
    notes
}

/// The rustdoc of an endpoint's marker: all request lines, all that its pages say of it, what it takes, and who may call it.
pub(super) fn document_marker(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    permissions: &[Group<'_>],
) -> Rustdoc {
    let operation = endpoint.operation();
    let line = code(&line_of(tree, endpoint));
    let mut rustdoc =
        Rustdoc::new().ours(&format!("{line}, by {}.", link_to_method(tree, endpoint)));
    let mut lines = lines_of(tree, endpoint);
    lines.retain(|it| *it != line);
    if endpoint.operations.iter().map(|it| it.lines.len()).sum::<usize>() > 1 && !lines.is_empty() {
        rustdoc = rustdoc.ours("Also written as:").list(lines);
    }
    if !summary(endpoint).1 {
        rustdoc = rustdoc.prose(operation.docs.text.as_deref());
    }
    rustdoc = document_options(rustdoc, model, operation);
    rustdoc = document_permissions(rustdoc, permissions);
    document_pages(model, rustdoc, endpoint)
}

/// Adds the pages, where there are several.
fn document_pages(model: &Model, rustdoc: Rustdoc, endpoint: &Endpoint<'_>) -> Rustdoc {
    let pages: BTreeSet<&String> =
        endpoint.operations.iter().flat_map(|operation| &operation.pages).collect();
    match pages.len() {
        0 | 1 => rustdoc,
        _ => {
            let links: Vec<String> = pages.iter().map(|page| page_link(model, page)).collect();
            rustdoc.ours(&format!("Pages: {}", links.join(", ")))
        }
    }
}

/// A link from the marker of an endpoint to the method that asks for it.
fn link_to_method(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> String {
    let up = "super::".repeat(endpoint.module.len() + 1);
    let method = endpoint.method.snake_ident();
    let node = &tree.nodes[endpoint.node];
    if endpoint.node == 0 {
        return format!("[`Client::{method}`]({up}Client::{method})");
    }
    let modules = node.module.iter().map(|it| format!("{}::", it.module_ident()));
    let (modules, name) = (modules.collect::<String>(), node.name.type_ident());
    format!("[`{name}::{method}`]({up}requests::{modules}{name}::{method})")
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
