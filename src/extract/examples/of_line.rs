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
use crate::facts::{ExampleBody, ExampleFacts, OperationFacts, RequestExample};
use crate::http::Method;
use std::sync::Arc;

/// Adds the example that the body makes with the first line that sends one, unless others ask. The first success that stands
/// alone is its answer.
pub(crate) fn complete(facts: &mut OperationFacts, shown: Option<&AnnotatedCode<'_>>) {
    let is_asked = facts.examples.iter().any(|it| it.request.is_some());
    let value = facts.body.json.as_ref().filter(|_| !is_asked);
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
