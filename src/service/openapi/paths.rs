//! Paths and what can be asked for there.

use super::resolved;
use super::schemas::Schemas;
use super::tree::Node;
use crate::http::parse_url;
use crate::model::Method;
use crate::service::routes::{Route, Routes};
use crate::service::{Covers, ServiceOperation, ServiceProperty, ServiceTypeRef};
use crate::source::Spanned;

/// All operations, and the routes that lead to them.
pub(super) fn read(root: &Node, schemas: &Schemas<'_>) -> (Vec<ServiceOperation>, Routes) {
    let (mut operations, mut routes) = (Vec::new(), Vec::new());
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        let Some(item) = resolved(root, item) else { continue };
        let url = parse_url(&path.value, path.span);
        for (word, operation) in item.members() {
            let method =
                Method::ALL.iter().find(|it| it.as_str().eq_ignore_ascii_case(&word.value));
            let Some(method) = method else { continue };
            let place = word.span;
            routes.push(Route {
                method: *method,
                segments: url.segments.clone(),
                path: path.clone(),
                operation: operations.len(),
                place,
            });
            operations.push(of(schemas, (*method, word, path), operation));
        }
    }
    (operations, Routes::new(routes, base(root)))
}

/// The path of the first server, a word each.
fn base(root: &Node) -> Vec<String> {
    let server = root.get("servers").and_then(|it| it.items().first());
    let url = server.and_then(|it| it.get("url")).and_then(Node::text).unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    path.split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

fn of(
    schemas: &Schemas<'_>,
    (method, word, path): (Method, &Spanned<String>, &Spanned<String>),
    node: &Node,
) -> ServiceOperation {
    let name = node.get("operationId").and_then(Node::text).map(str::to_owned);
    let name = name.unwrap_or_else(|| format!("{} {}", method.as_str(), path.value));
    let (takes, parameters) = body(schemas, node);
    ServiceOperation {
        name: Spanned::new(name, word.span),
        namespace: String::new(),
        is_function: method == Method::Get,
        bound_to: None,
        parameters,
        takes,
        returns: answer(schemas, node),
        composable: false,
    }
}

/// What a request carries: a value of a type, or the members of an object that has no name.
fn body(schemas: &Schemas<'_>, node: &Node) -> (Option<ServiceTypeRef>, Vec<ServiceProperty>) {
    let body = node.get("requestBody").and_then(|it| resolved(schemas.root(), it));
    let Some(content) = body.and_then(|it| it.get("content")) else { return (None, Vec::new()) };
    let Some(schema) = json(content) else {
        return (Some(reference("Edm.Stream")), Vec::new());
    };
    let ty = schemas.reference(schema);
    match ty.name == Covers::OBJECT && !ty.collection {
        true => (None, schemas.members(schema)),
        false => (Some(ty), Vec::new()),
    }
}

/// What the first of the successes answers; nothing where it says that there is no body.
fn answer(schemas: &Schemas<'_>, node: &Node) -> Option<ServiceTypeRef> {
    let answers = node.get("responses").map_or(&[][..], Node::members);
    let successes = answers.iter().filter(|(status, _)| status.value.starts_with('2'));
    let Some((_, success)) = successes.min_by_key(|(status, _)| &status.value) else {
        // Only how it fails is described.
        return Some(reference(Covers::ANY));
    };
    let success = resolved(schemas.root(), success)?;
    let content = success.get("content").filter(|it| !it.members().is_empty())?;
    Some(json(content).map_or_else(|| reference("Edm.Stream"), |it| schemas.reference(it)))
}

/// The schema of the JSON among the media types that there may be.
fn json(content: &Node) -> Option<&Node> {
    let is_json = |name: &str| name.contains("json") || name == "*/*";
    let found = content.members().iter().find(|(name, _)| is_json(&name.value));
    found.and_then(|(_, media)| media.get("schema"))
}

fn reference(name: &str) -> ServiceTypeRef {
    ServiceTypeRef { name: name.to_owned(), collection: false }
}
