//! What an example answers, and of which type it is.

use crate::facts::{ExampleBody, PageFacts, ResponseExample};
use crate::json::Value;
use crate::lower::operations::cx::OperationCx;
use crate::model::{ExampleResponse, ItemType, ResponseBody, TypeRef};
use crate::naming::resolve;
use std::sync::Arc;

/// An example response with its type; an error response is no answer of the operation.
pub(super) fn of_response(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    response: &ResponseExample,
    answered: ResponseBody,
) -> Option<ExampleResponse> {
    if !(200..400).contains(&response.status.value) || response.annotation.expect_error {
        return None;
    }
    let named = response
        .annotation
        .odata_type
        .as_ref()
        .and_then(|ty| resolve(cx.cx, cx.declared, page, ty))
        .filter(|ty| matches!(ty.item, ItemType::Named(_)));
    let body = json(response.body.as_ref());
    let ty = match (named, answered) {
        _ if response.body.is_none() => ResponseBody::None,
        // Bytes below a type that was copied.
        (_, ResponseBody::Stream) if body.is_none() => answered,
        (Some(named), ResponseBody::Type(answered)) if named.item == answered.item => {
            // An example of one value is of one, also where others make the operation a list; an example
            // of a list is of many, also where the operation answers one.
            let is_flagged = named.collection || response.annotation.is_collection == Some(true);
            let shows_one = !is_flagged && body.as_deref().is_some_and(|it| is_one(cx, it));
            let has_value = match named.item {
                ItemType::Named(id) => cx.model.property(id, "value").is_some(),
                ItemType::Primitive(_) | ItemType::Untyped => false,
            };
            let shows_many = !has_value && body.as_deref().is_some_and(|it| is_list(cx, it));
            let collection = (answered.collection && !shows_one) || shows_many;
            ResponseBody::Type(TypeRef { collection, ..answered })
        }
        (Some(named), _) => {
            let is_array = body.as_deref().is_some_and(|it| is_list(cx, it));
            let flagged = response.annotation.is_collection.unwrap_or(is_array);
            let collection = named.collection || flagged;
            ResponseBody::Type(TypeRef { item: named.item, collection })
        }
        // An example of one thing is of one, also where it is answered in a list.
        (None, ResponseBody::Type(answered)) => {
            let shows_one = body.as_deref().is_some_and(|it| is_one(cx, it));
            let collection = answered.collection && !shows_one;
            ResponseBody::Type(TypeRef { collection, ..answered })
        }
        (None, answered) => answered,
    };
    Some(ExampleResponse {
        status: response.status.value,
        ty,
        body,
        deviations: Vec::new(),
        span: response.status.span,
        line: cx.cx.sources.line(response.status.span),
    })
}

/// A list, where the service has it.
fn is_list(cx: &OperationCx<'_>, body: &Value) -> bool {
    cx.cx.dialect.service.protocol.is_list(body)
}

/// An object that is not around anything.
fn is_one(cx: &OperationCx<'_>, body: &Value) -> bool {
    let protocol = &cx.cx.dialect.service.protocol;
    let is_around = match protocol.has_odata_lists() {
        true => body.get("value").is_some(),
        false => !protocol.shows_lists() || protocol.is_list(body),
    };
    body.as_object().is_some() && !is_around
}

/// The JSON of a body.
pub(super) fn json(body: Option<&ExampleBody>) -> Option<Arc<Value>> {
    match body {
        Some(ExampleBody::Json(value)) => Some(Arc::clone(value)),
        Some(ExampleBody::BrokenJson(_) | ExampleBody::Other(_)) | None => None,
    }
}
