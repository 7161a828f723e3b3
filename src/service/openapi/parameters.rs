//! What a request carries in its URL's query and in headers.

use super::node::Node;
use super::schemas::Schemas;
use crate::service::{Covers, ServiceProperty, ServiceTypeRef};
use crate::source::Spanned;

/// The parameters of a path and of an operation there that stand in the query, or among the headers.
pub(super) fn of<'n>(
    schemas: &Schemas<'n>,
    (item, operation): (&'n Node, &'n Node),
    place: &str,
) -> Vec<ServiceProperty> {
    let mut found: Vec<ServiceProperty> = Vec::new();
    // What the operation says counts before what its path says.
    for node in [operation, item] {
        for parameter in node.get("parameters").map_or(&[][..], Node::items) {
            let Some(parameter) = schemas.resolved(parameter) else { continue };
            if parameter.get("in").and_then(Node::text) != Some(place) {
                continue;
            }
            for it in one(schemas, parameter) {
                if !found.iter().any(|known| known.name.value == it.name.value) {
                    found.push(it);
                }
            }
        }
    }
    found
}

/// A parameter; the members of an object that a query has apart.
fn one<'n>(schemas: &Schemas<'n>, parameter: &'n Node) -> Vec<ServiceProperty> {
    let Some(name) = parameter.get("name") else { return Vec::new() };
    let Some(text) = name.text() else { return Vec::new() };
    let is_required = parameter.get("required").is_some_and(Node::is_true);
    let media = || parameter.get("content").and_then(|it| it.members().first());
    let schema = parameter.get("schema").or_else(|| media()?.1.get("schema"));
    let is_query = parameter.get("in").and_then(Node::text) == Some("query");
    let is_apart = is_query
        && parameter.get("style").is_none_or(|it| it.text() == Some("form"))
        && parameter.get("explode").is_none_or(Node::is_true)
        && parameter.get("content").is_none();
    let target = schema.and_then(|it| schemas.resolved(it));
    if let Some(object) = target.filter(|it| is_apart && it.get("properties").is_some()) {
        let members = schemas.members(object).into_iter();
        let is_always = |it: &ServiceProperty| is_required && it.required == Some(true);
        return members
            .map(|it| ServiceProperty { required: Some(is_always(&it)), ..it })
            .collect();
    }
    let any = || ServiceTypeRef { name: Covers::ANY.to_owned(), collection: false };
    vec![ServiceProperty {
        name: Spanned::new(text.to_owned(), name.span),
        ty: schema.map_or_else(any, |it| schemas.reference(it)),
        navigation: false,
        nullable: None,
        required: Some(is_required),
    }]
}
