//! The description of an OpenAPI 3 document, in JSON or YAML. It tells shapes of JSON and requests; of keys, relationships
//! and of what is an entity it says nothing.

mod bodies;
mod faults;
mod node;
mod parameters;
mod paths;
mod references;
mod schemas;
mod shapes;
mod tree;
mod words;

use super::{Error, Service};
use crate::source::{FileId, Span};
use node::Node;
use percent_encoding::percent_decode_str;
use schemas::Schemas;
use std::borrow::Cow;
use std::collections::BTreeMap;

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
    let mut types = schemas.types();
    let mut faults = faults::find(&schemas);
    let (operations, routes) = paths::read(&schemas, &mut faults);
    let aside = faults::aside(&schemas);
    types.extend(schemas.into_inline());
    let mut service = Service::new(types, operations, Vec::new(), namespaces(&root))?;
    service.shapes_only = true;
    service.routes = routes;
    service.faults = faults;
    service.aside = aside;
    Ok(service)
}

/// Names have no namespaces of their own: all are of the place that lists the schemas.
fn namespaces(root: &Node) -> BTreeMap<String, Span> {
    let listed = root.get("components").and_then(|it| it.get("schemas"));
    let place = listed.map_or(root.span, |it| it.span);
    std::iter::once((String::new(), place)).collect()
}

/// A part of a pointer as the document writes it; pointers are parts of URLs, too.
fn unescaped(part: &str) -> String {
    let decoded = percent_decode_str(part).decode_utf8().unwrap_or(Cow::Borrowed(part));
    decoded.replace("~1", "/").replace("~0", "~")
}

/// The name of the schema that a pointer leads to.
fn name_of_schema(pointer: &str) -> Option<String> {
    let part = pointer.strip_prefix("#/components/schemas/")?;
    (!part.contains('/')).then(|| unescaped(part))
}

/// References that lead on to references.
const MOST_REFERENCES: usize = 16;
