//! Paths and what can be asked for there.

use super::node::Node;
use super::schemas::Schemas;
use super::{bodies, parameters};
use crate::http::{Segment, SegmentKind, parse_url};
use crate::model::Method;
use crate::service::routes::{Route, Routes};
use crate::service::{Fault, ServiceOperation, Wire};
use crate::source::{Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// All operations, and the routes that lead to them. Of two that are one by the names of their values, the first.
pub(super) fn read(
    schemas: &Schemas<'_>,
    faults: &mut Vec<Fault>,
) -> (Vec<ServiceOperation>, Routes) {
    let root = schemas.root();
    let (mut operations, mut routes) = (Vec::new(), Vec::new());
    let mut known: BTreeMap<(Method, String), Span> = BTreeMap::new();
    let says_bodies = says_bodies(schemas);
    for (path, item) in root.get("paths").map_or(&[][..], Node::members) {
        let Some(item) = schemas.resolved(item) else { continue };
        let url = parse_url(&path.value, path.span);
        let query = url.query.as_ref().map_or("", |it| it.value.as_str());
        let shape = format!("{}?{query}", shape(&url.segments));
        let mut words = BTreeSet::new();
        for (word, operation) in item.members() {
            let method = Method::spelt(&word.value);
            let Some(method) = method.filter(|it| words.insert(*it)) else { continue };
            let place = word.span;
            if let Some(first) = known.get(&(method, shape.clone())) {
                let message = format!("`{} {}` is described twice", method.as_str(), path.value);
                let others = vec![(*first, "it is taken as it is described here")];
                faults.push(Fault { span: place, message, others });
                continue;
            }
            known.insert((method, shape.clone()), place);
            routes.push(Route {
                method,
                segments: url.segments.clone(),
                path: path.clone(),
                operation: operations.len(),
                place,
            });
            let mut it = of(schemas, (method, word, path), (item, operation));
            let may_carry = matches!(method, Method::Post | Method::Put | Method::Patch);
            if may_carry && operation.get("requestBody").is_none() {
                it.wire.has_no_body = says_bodies;
                it.takes = Some(bodies::any()).filter(|_| !says_bodies);
            }
            operations.push(it);
        }
    }
    (operations, Routes::new(routes, base(root)))
}

/// A path without the names of its values.
fn shape(segments: &[Segment]) -> String {
    let mut shape = String::new();
    for segment in segments {
        shape.push('/');
        match &segment.kind {
            SegmentKind::Key { prefix, suffix, .. } => {
                shape.push_str(prefix);
                shape.push_str("{}");
                shape.push_str(suffix);
            }
            SegmentKind::Literal | SegmentKind::Call { .. } | SegmentKind::Elision => {
                shape.push_str(&segment.text);
            }
        }
    }
    shape
}

/// Whether it is said of any request what it carries.
fn says_bodies(schemas: &Schemas<'_>) -> bool {
    let paths = schemas.root().get("paths").map_or(&[][..], Node::members);
    let mut items = paths.iter().filter_map(|(_, item)| schemas.resolved(item));
    items.any(|item| item.members().iter().any(|(_, it)| it.get("requestBody").is_some()))
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

fn of<'n>(
    schemas: &Schemas<'n>,
    (method, word, path): (Method, &Spanned<String>, &Spanned<String>),
    (item, node): (&'n Node, &'n Node),
) -> ServiceOperation {
    let name = node.get("operationId").and_then(Node::text).map(str::to_owned);
    let name = name.unwrap_or_else(|| format!("{} {}", method.as_str(), path.value));
    let name = Spanned::new(name, word.span);
    let (takes, parameters) = bodies::body(schemas, node);
    let answer = Spanned::new("answer".to_owned(), word.span);
    ServiceOperation {
        name,
        namespace: String::new(),
        is_function: method == Method::Get,
        bound_to: None,
        parameters,
        takes,
        returns: bodies::answer(schemas, &answer, node),
        composable: false,
        wire: Wire {
            query: parameters::of(schemas, (item, node), "query"),
            headers: parameters::of(schemas, (item, node), "header"),
            has_no_body: false,
            statuses: bodies::statuses(node),
        },
    }
}
