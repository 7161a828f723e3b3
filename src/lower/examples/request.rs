//! What an example asks, as the operation that it belongs to is asked.

use super::answer::json;
use crate::facts::{ExampleBody, RequestExample};
use crate::http::{Header, decode_query};
use crate::json::{Member, Value};
use crate::lower::operations::bind::Bound;
use crate::lower::operations::cx::OperationCx;
use crate::model::{ExampleRequest, ItemType, Misfit, Operation, RequestBody, Type};
use crate::protocol::Encoding;

pub(super) fn of_request(
    cx: &OperationCx<'_>,
    request: &RequestExample,
    bound: Bound,
    operation: &Operation,
) -> ExampleRequest {
    let text = match &request.body {
        Some(ExampleBody::Other(span) | ExampleBody::BrokenJson(span)) => {
            Some(cx.cx.sources.text(*span).to_owned())
        }
        Some(ExampleBody::Json(_)) | None => None,
    };
    ExampleRequest {
        misfit: bound.misfit.or_else(|| {
            let is_listed =
                media_type(&request.headers).is_some_and(|it| operation.media.contains(&it));
            match &request.body {
                Some(ExampleBody::Other(_)) if is_listed => None,
                Some(ExampleBody::Other(_))
                    if operation.encoding != Encoding::Json && !request.fields.is_empty() =>
                {
                    Some(Misfit::Form)
                }
                body => body_misfit(cx, body.as_ref(), operation),
            }
        }),
        segments: bound.segments,
        bindings: bound.bindings,
        query: request
            .template
            .query
            .as_ref()
            .map(|query| decode_query(&query.value))
            .unwrap_or_default(),
        headers: request
            .headers
            .iter()
            .map(|header| (header.name.value.clone(), header.value.value.clone()))
            .collect(),
        body: json(request.body.as_ref()),
        text,
        deviations: Vec::new(),
        span: request.target.span,
        line: cx.cx.sources.line(request.target.span),
    }
}

/// The media type that a message says its body is of, in lower case, without parameters.
fn media_type(headers: &[Header]) -> Option<String> {
    let header = headers.iter().find(|it| it.name.value.eq_ignore_ascii_case("content-type"))?;
    let media_type = header.value.value.split(';').next().unwrap_or_default();
    Some(media_type.trim().to_ascii_lowercase())
}

/// Why an operation can't carry an example's body.
fn body_misfit(
    cx: &OperationCx<'_>,
    body: Option<&ExampleBody>,
    operation: &Operation,
) -> Option<Misfit> {
    let fits = match (body, &operation.request) {
        (None, RequestBody::None) | (Some(_), RequestBody::Stream | RequestBody::Media(_)) => true,
        (None, _) => return Some(Misfit::NoBody),
        (Some(_), RequestBody::None) => return Some(Misfit::Body),
        (Some(ExampleBody::Other(_) | ExampleBody::BrokenJson(_)), _) => false,
        (Some(ExampleBody::Json(_)), RequestBody::Untyped) => true,
        (Some(ExampleBody::Json(value)), RequestBody::Reference { .. }) => is_reference(value),
        (Some(ExampleBody::Json(value)), RequestBody::Parameters(_)) => {
            match operation.sends_many {
                true => value.as_array().is_some(),
                false => value.as_object().is_some(),
            }
        }
        (Some(ExampleBody::Json(value)), RequestBody::Type(ty)) => match ty.item {
            ItemType::Primitive(_) | ItemType::Untyped => true,
            ItemType::Named(_) if ty.collection => value.as_array().is_some(),
            ItemType::Named(id) if cx.model.is_shapeless(id) => true,
            ItemType::Named(id) => match cx.model.ty(id) {
                Type::Structured(_) => value.as_object().is_some(),
                Type::Enum(_) => value.as_str().is_some(),
            },
        },
    };
    (!fits).then_some(Misfit::OtherBody)
}

/// `{"@odata.id": "…"}`
fn is_reference(body: &Value) -> bool {
    let is_id = |it: &Member| it.name == "@odata.id" && it.value.as_str().is_some();
    matches!(body.as_object(), Some([only]) if is_id(only))
}
