//! What requests carry and what they answer.

use super::node::Node;
use super::schemas::Schemas;
use crate::service::{Covers, ServiceProperty, ServiceTypeRef};
use crate::source::Spanned;

/// What a request carries: a value of a type, or the members of an object that has no name.
pub(super) fn body<'n>(
    schemas: &Schemas<'n>,
    node: &'n Node,
) -> (Option<ServiceTypeRef>, Vec<ServiceProperty>) {
    let body = node.get("requestBody").and_then(|it| schemas.resolved(it));
    let content = body.and_then(|it| it.get("content")).filter(|it| !it.members().is_empty());
    let Some(content) = content else { return (None, Vec::new()) };
    let Some(schema) = json(content).or_else(|| form(schemas, content)) else {
        return (Some(reference("Edm.Stream")), Vec::new());
    };
    let ty = schemas.reference(schema);
    match ty.name == Covers::OBJECT && !ty.collection {
        true => (None, schemas.members(schema)),
        false => (Some(ty), Vec::new()),
    }
}

/// What the first of the successes answers; nothing where it says that there is no body.
pub(super) fn answer<'n>(
    schemas: &Schemas<'n>,
    name: &Spanned<String>,
    node: &'n Node,
) -> Option<ServiceTypeRef> {
    let answers = node.get("responses").map_or(&[][..], Node::members);
    let successes = answers.iter().filter(|(status, _)| status.value.starts_with('2'));
    // Where nothing else is said, all answers are so.
    let only = answers.iter().find(|(status, _)| status.value == "default" && answers.len() == 1);
    let Some((_, success)) = successes.min_by_key(|(status, _)| &status.value).or(only) else {
        // Only how it fails is described.
        return Some(reference(Covers::ANY));
    };
    let Some(success) = schemas.resolved(success) else {
        return Some(reference(Covers::ANY));
    };
    let content = success.get("content").filter(|it| !it.members().is_empty())?;
    let Some(schema) = json(content) else { return Some(reference("Edm.Stream")) };
    Some(schemas.used(name, schema))
}

/// The successes that are described, where all are.
pub(super) fn statuses(node: &Node) -> Vec<Spanned<u16>> {
    let answers = node.get("responses").map_or(&[][..], Node::members);
    let successes = answers.iter().filter(|(status, _)| status.value.starts_with('2'));
    let numbers: Option<Vec<Spanned<u16>>> = successes
        .map(|(status, _)| Some(Spanned::new(status.value.parse().ok()?, status.span)))
        .collect();
    numbers.unwrap_or_default()
}

/// The schema of the JSON among the media types that there may be.
fn json(content: &Node) -> Option<&Node> {
    let is_json = |name: &str| name.contains("json") || name == "*/*";
    let found = content.members().iter().find(|(name, _)| is_json(&name.value));
    found.and_then(|(_, media)| media.get("schema"))
}

/// The schema of the fields of a form, where it has some.
fn form<'n>(schemas: &Schemas<'n>, content: &'n Node) -> Option<&'n Node> {
    let is_form =
        |name: &str| name.contains("x-www-form-urlencoded") || name.starts_with("multipart/");
    let found = content.members().iter().find(|(name, _)| is_form(&name.value));
    let schema = found.and_then(|(_, media)| media.get("schema"))?;
    let has_fields = |it: &Node| !schemas.shape(it).properties.is_empty();
    schemas.resolved(schema).filter(|it| has_fields(it)).map(|_| schema)
}

/// What a body may be of which nothing is said.
pub(super) fn any() -> ServiceTypeRef {
    reference(Covers::ANY)
}

fn reference(name: &str) -> ServiceTypeRef {
    ServiceTypeRef { name: name.to_owned(), collection: false }
}
