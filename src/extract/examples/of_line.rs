//! A body that stands alone: with the operation's line it is an example of what that asks.
//!
//! ````markdown
//! `POST /lamps`
//!
//! ### Request body
//!
//! ```json
//! { "colour": "red" }
//! ```
//! ````

use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::facts::{ExampleBody, ExampleFacts, OperationFacts, RequestExample};
use crate::http::Method;
use crate::json::{Value, ValueKind};
use std::sync::Arc;

/// Adds the example that the body makes with the first line that sends one, unless others ask. The first success that stands
/// alone is its answer.
pub(crate) fn complete(cx: &Cx<'_>, facts: &mut OperationFacts, shown: Option<&AnnotatedCode<'_>>) {
    let is_asked = facts.examples.iter().any(|it| it.request.is_some());
    let value = facts.body.json.as_ref().filter(|it| !is_asked && !tells_types(cx, it));
    let (Some(code), Some(value)) = (shown, value) else { return };
    let sends = |it: Method| !it.is_safe() && it != Method::Delete;
    let Some(line) = facts.lines.iter().find(|it| sends(it.method.value)) else { return };
    let request = RequestExample {
        annotation: code.annotation.clone(),
        method: line.method.clone(),
        target: line.target.clone(),
        template: line.template.clone(),
        headers: Vec::new(),
        body: Some(ExampleBody::Json(Arc::new(value.clone()))),
        fields: Vec::new(),
        is_of_parts: false,
        has_files: false,
        has_body_beside: false,
        span: code.code.content,
    };
    let is_success = |it: &&mut ExampleFacts| {
        it.response.as_ref().is_some_and(|it| (200..300).contains(&it.status.value))
    };
    match facts.examples.iter_mut().find(is_success) {
        Some(example) => example.request = Some(request),
        None => {
            let heading = code.heading.map(str::to_owned);
            facts.examples.push(ExampleFacts { heading, request: Some(request), response: None });
        }
    }
}

/// Whether JSON says of most members which type they are, and not how one of their values looks.
fn tells_types(cx: &Cx<'_>, value: &Value) -> bool {
    let mut counts = [0, 0];
    count(cx, value, &mut counts);
    let [n_types, n_others] = counts;
    n_types > n_others
}

/// Counts the texts that name types, and the other values.
fn count(cx: &Cx<'_>, value: &Value, counts: &mut [usize; 2]) {
    match &value.kind {
        ValueKind::Object(members) => members.iter().for_each(|it| count(cx, &it.value, counts)),
        ValueKind::Array(items) => items.iter().for_each(|it| count(cx, it, counts)),
        ValueKind::String(text) => {
            let first = text.split(|c: char| !c.is_alphanumeric()).find(|it| !it.is_empty());
            let is_type = first.is_some_and(|it| cx.dialect.primitive(it).is_some());
            counts[usize::from(!is_type)] += 1;
        }
        ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) => counts[1] += 1,
    }
}
