//! What a page's example requests send.

use super::super::bind::bind;
use super::super::cx::{Group, OperationCx, method};
use super::types::is_shown;
use crate::facts::{ExampleBody, RequestExample};
use crate::json::Value;
use crate::model::{ItemType, TypeRef};
use crate::naming::{resolve, stated_type};
use crate::urls::is_service;

/// The page's examples with the operation's method: those of its own path, if there are any.
pub(super) fn shown<'f>(cx: &OperationCx<'_>, group: &Group<'f>) -> Vec<&'f RequestExample> {
    let service = &cx.cx.dialect.service;
    let requests = group.claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    let is_ours = |it: &&RequestExample| {
        method(it.method.value) == group.method
            && !it.annotation.opaque_url
            && is_service(service, &it.template)
    };
    let all: Vec<&RequestExample> = requests.filter(is_ours).collect();
    let is_own = |it: &&&RequestExample| bind(service, &group.path, &it.template).is_some();
    let own: Vec<&RequestExample> = all.iter().filter(is_own).copied().collect();
    if own.is_empty() { all } else { own }
}

/// Sends something else than JSON, or says so and shows nothing.
pub(super) fn is_other(request: &RequestExample) -> bool {
    let mut headers = request.headers.iter();
    let content = headers.find(|it| it.name.value.eq_ignore_ascii_case("content-type"));
    match &request.body {
        // The fields of a form are its parameters.
        Some(ExampleBody::Other(_)) => content.is_some() && request.fields.is_empty(),
        Some(ExampleBody::Json(_) | ExampleBody::BrokenJson(_)) => false,
        None => content.is_some_and(|it| !it.value.value.contains("json")),
    }
}

/// Whether the headers of a request say that it sends this.
pub(super) fn content_is(request: &RequestExample, media: &str) -> bool {
    let mut headers = request.headers.iter();
    let content = headers.find(|it| it.name.value.eq_ignore_ascii_case("content-type"));
    content.is_some_and(|it| it.value.value.to_ascii_lowercase().contains(media))
}

/// Sends nothing, here or from elsewhere.
pub(super) fn sends_nothing(request: &RequestExample) -> bool {
    request.body.is_none() && request.fields.is_empty() && !request.has_body_beside
}

pub(super) fn is_array(request: &RequestExample) -> bool {
    matches!(&request.body, Some(ExampleBody::Json(value)) if value.as_array().is_some())
}

/// The requests of the page's examples that ask the service: uploads and callbacks are sent elsewhere.
pub(super) fn requests<'f>(
    cx: &OperationCx<'_>,
    group: &Group<'f>,
) -> impl Iterator<Item = &'f RequestExample> {
    let service = &cx.cx.dialect.service;
    let requests = group.claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    requests.filter(|it| !it.annotation.opaque_url && is_service(service, &it.template))
}

/// The JSON that a request sends.
pub(super) fn json(request: &RequestExample) -> Option<&Value> {
    match request.body.as_ref()? {
        ExampleBody::Json(value) => Some(value),
        ExampleBody::BrokenJson(_) | ExampleBody::Other(_) => None,
    }
}

/// The JSON object that a request sends.
pub(super) fn object(request: &RequestExample) -> Option<&Value> {
    match request.body.as_ref()? {
        ExampleBody::Json(value) => value.as_object().map(|_| &**value),
        ExampleBody::BrokenJson(_) | ExampleBody::Other(_) => None,
    }
}

/// The type that an example's body says it is of, or else the annotation above it, if the body is like it.
pub(super) fn stated(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    request: &RequestExample,
) -> Option<TypeRef> {
    let body = object(request)?;
    let page = group.claim.page;
    if let Some((name, _)) = stated_type(body) {
        let id = cx.declared.by_written_name(cx.cx, name, cx.cx.namespace(page))?;
        return Some(TypeRef { item: ItemType::Named(id), collection: false });
    }
    let annotated = request.annotation.odata_type.as_ref()?;
    let ty = resolve(cx.cx, cx.declared, page, annotated)?;
    let has_members = body.as_object().is_some_and(|it| !it.is_empty());
    (has_members && is_shown(cx, ty, request)).then_some(TypeRef { collection: false, ..ty })
}
