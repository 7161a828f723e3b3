//! The description of an OpenAPI 3 document, in JSON or YAML. It tells shapes of JSON and requests; of keys, relationships
//! and of what is an entity it says nothing.

mod paths;
mod schemas;
mod tree;

use super::{Error, Service};
use crate::source::{FileId, Span};
use schemas::Schemas;
use std::collections::BTreeMap;
use tree::Node;

/// Reads the text of a file.
///
/// # Errors
///
/// If it is no YAML, no OpenAPI document of version 3, too deep or too large, or if a type is its own base.
pub(super) fn read_openapi(text: &str, file: FileId) -> Result<Service, Error> {
    let none = || {
        let message = "it describes no service: it is neither CSDL nor an OpenAPI document";
        Error { span: Span::new(file, 0..0), message: message.to_owned() }
    };
    let root = tree::read(text, file)?.ok_or_else(none)?;
    if let Some(old) = root.get("swagger") {
        let message = "only version 3 of OpenAPI is read: convert it".to_owned();
        return Err(Error { span: old.span, message });
    }
    let version = root.get("openapi").ok_or_else(none)?;
    if !version.text().is_some_and(|it| it.starts_with("3.")) {
        let message = "only version 3 of OpenAPI is read".to_owned();
        return Err(Error { span: version.span, message });
    }
    let schemas = Schemas::of(&root);
    let (operations, routes) = paths::read(&root, &schemas);
    let mut service = Service::new(schemas.types(), operations, Vec::new(), namespaces(&root))?;
    service.shapes_only = true;
    service.routes = routes;
    Ok(service)
}

/// Names have no namespaces of their own: all are of the place that lists the schemas.
fn namespaces(root: &Node) -> BTreeMap<String, Span> {
    let listed = root.get("components").and_then(|it| it.get("schemas"));
    let place = listed.map_or(root.span, |it| it.span);
    std::iter::once((String::new(), place)).collect()
}

/// What a pointer within the document leads to: `#/components/schemas/lamp`.
fn pointed<'n>(root: &'n Node, pointer: &str) -> Option<&'n Node> {
    let mut parts = pointer.strip_prefix("#/")?.split('/');
    parts.try_fold(root, |node, part| node.get(&part.replace("~1", "/").replace("~0", "~")))
}

/// References that lead on to references.
const MOST_REFERENCES: usize = 16;

/// The node, or what its reference leads to.
fn resolved<'n>(root: &'n Node, node: &'n Node) -> Option<&'n Node> {
    let mut node = node;
    for _ in 0..MOST_REFERENCES {
        match node.get("$ref").and_then(Node::text) {
            Some(pointer) => node = pointed(root, pointer)?,
            None => return Some(node),
        }
    }
    None
}
