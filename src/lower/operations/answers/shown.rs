//! What an example's answer shows: its annotation and its body.

use super::super::cx::{Group, OperationCx};
use crate::edm::Primitive;
use crate::facts::{ExampleBody, ExampleFacts, PageFacts, ResponseExample, TypeText};
use crate::json::{Member, Value, ValueKind};
use crate::model::{ItemType, ResponseBody, Type, TypeRef};
use crate::naming::{resolve, stated_type};

/// A truth value.
const TRUTH: ResponseBody = ResponseBody::Type(TypeRef {
    item: ItemType::Primitive(Primitive::Boolean),
    collection: false,
});

/// What the answers of examples show, each that shows anything.
pub(super) fn shown(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    examples: &[&ExampleFacts],
) -> Vec<ResponseBody> {
    let responses = examples.iter().filter_map(|example| example.response.as_ref());
    responses.filter_map(|response| of_example(cx, page, response)).collect()
}

/// Whether the text says that nothing is answered, and examples show at most an object without members.
pub(super) fn says_empty(group: &Group<'_>, own: &[&ExampleFacts]) -> bool {
    let response = &group.claim.facts.response;
    let is_empty = |it: &ExampleBody| matches!(it, ExampleBody::Json(value) if value.as_object().is_some_and(<[Member]>::is_empty));
    let bodies = own.iter().filter_map(|it| it.response.as_ref()?.body.as_ref());
    group.claim.page.section.is_some()
        && response.none.is_some()
        && response.properties.is_empty()
        && bodies.into_iter().all(is_empty)
}

/// Whether all show the same.
pub(super) fn all_equal(bodies: &[ResponseBody]) -> bool {
    bodies.windows(2).all(|pair| pair[0] == pair[1])
}

/// The body of an example response; `None` if it says nothing about the type.
fn of_example(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    response: &ResponseExample,
) -> Option<ResponseBody> {
    let annotated = response.annotation.odata_type.as_ref();
    if response.status.value == 204 || is_link_to_work(page, response) {
        return Some(ResponseBody::None);
    }
    // A redirect leads to bytes, whatever type was copied into the annotation above it.
    let is_json = matches!(response.body, Some(ExampleBody::Json(_) | ExampleBody::BrokenJson(_)));
    if (300..400).contains(&response.status.value) && !is_json {
        return Some(ResponseBody::Stream);
    }
    let body = match &response.body {
        Some(ExampleBody::Json(value)) => Some(&**value),
        Some(ExampleBody::Other(span)) => {
            if matches!(cx.cx.sources.text(*span).trim(), "true" | "false") {
                return Some(TRUTH);
            }
            let media = response
                .headers
                .iter()
                .find(|header| header.name.value.eq_ignore_ascii_case("content-type"));
            let is_text = media.is_some_and(|it| it.value.value.starts_with("text/plain"));
            if is_text && annotated.is_none() {
                return Some(ResponseBody::Untyped);
            }
            return Some(annotated.map_or(ResponseBody::Stream, |ty| typed(cx, page, ty)));
        }
        Some(ExampleBody::BrokenJson(_)) | None => None,
    };
    let is_stream = response.headers.iter().any(|header| {
        header.name.value.eq_ignore_ascii_case("content-type")
            && header.value.value.contains("octet-stream")
    });
    if is_stream && body.is_none() {
        return Some(ResponseBody::Stream);
    }
    let named = annotated.and_then(|ty| resolve(cx.cx, cx.declared, page, ty));
    let in_body = body.and_then(|value| body_type(cx, page, value));
    // A bare truth value is what it is: annotations above it were copied.
    if body.is_some_and(is_truth) && !named.is_some_and(|ty| has_value_property(cx, ty.item)) {
        return Some(TRUTH);
    }
    let protocol = &cx.cx.dialect.service.protocol;
    let ty = match (named, in_body, body) {
        (Some(ty), _, _) if ty.item == ItemType::Primitive(Primitive::Stream) => {
            return Some(ResponseBody::Stream);
        }
        (Some(ty), _, _) => ty,
        (None, Some(ty), _) => ty,
        // A list without anything around it is not what clients read a page's items from.
        (None, None, Some(value))
            if page.section.is_some()
                && value.as_array().is_some()
                && !protocol.has_whole_lists() =>
        {
            return Some(ResponseBody::Untyped);
        }
        // The type is not documented, but that it is a collection is said.
        (None, None, value)
            if value.is_some_and(|it| is_collection_body(cx, it))
                || annotated.is_some_and(|ty| ty.collection)
                || response.annotation.is_collection == Some(true) =>
        {
            TypeRef { item: ItemType::Untyped, collection: true }
        }
        (None, None, Some(_)) => return Some(ResponseBody::Untyped),
        (None, None, None) => return None,
    };
    let flagged = response.annotation.is_collection;
    let is_array = body.is_some_and(|it| is_collection_body(cx, it));
    let collection = match flagged {
        Some(flag) => flag || ty.collection,
        None => ty.collection || (is_array && !has_value_property(cx, ty.item)),
    };
    Some(ResponseBody::Type(TypeRef { item: ty.item, collection }))
}

/// Accepted, with a link to the work and nothing else: the annotation's type is what the work makes.
fn is_link_to_work(page: &PageFacts, response: &ResponseExample) -> bool {
    const LINKS: &[&str] = &["location", "operation-location", "azure-asyncoperation"];
    let is_link = |name: &str| LINKS.iter().any(|it| it.eq_ignore_ascii_case(name));
    let has_link = response.headers.iter().any(|header| is_link(&header.name.value));
    let is_spoken_of =
        page.operation.as_ref().is_some_and(|operation| operation.response.location.is_some());
    response.status.value == 202 && response.body.is_none() && (has_link || is_spoken_of)
}

/// `true`, or `{"value": true}`
fn is_truth(body: &Value) -> bool {
    let is_bool = |value: &Value| matches!(value.kind, ValueKind::Bool(_));
    is_bool(body) || body.get("value").is_some_and(is_bool)
}

fn typed(cx: &OperationCx<'_>, page: &PageFacts, ty: &TypeText) -> ResponseBody {
    match resolve(cx.cx, cx.declared, page, ty) {
        Some(ty) if ty.item == ItemType::Primitive(Primitive::Stream) => ResponseBody::Stream,
        Some(ty) => ResponseBody::Type(ty),
        None => ResponseBody::Untyped,
    }
}

/// The type a body says it is, or its items, or the one value it wraps.
fn body_type(cx: &OperationCx<'_>, page: &PageFacts, value: &Value) -> Option<TypeRef> {
    let named = |value: &Value| {
        let (name, _) = stated_type(value)?;
        let namespace = cx.cx.namespace(page);
        cx.declared.by_written_name(cx.cx, name, namespace).map(ItemType::Named)
    };
    if let Some(item) = named(value) {
        return Some(TypeRef { item, collection: false });
    }
    let protocol = &cx.cx.dialect.service.protocol;
    let list = protocol.list_in(value).filter(|_| protocol.shows_lists());
    let inner = list.map_or_else(|| value.get("value"), |(_, list)| Some(list))?;
    match inner.as_array() {
        Some(elements) => {
            let item = elements.iter().find_map(named)?;
            Some(TypeRef { item, collection: true })
        }
        None => named(inner).map(|item| TypeRef { item, collection: false }),
    }
}

/// `{"value": [...]}`, or wherever the service has its lists.
fn is_collection_body(cx: &OperationCx<'_>, value: &Value) -> bool {
    cx.cx.dialect.service.protocol.is_list(value) || value.as_array().is_some()
}

/// The type itself has a collection named `value`, so an array there is no sign of a collection.
pub(super) fn has_value_property(cx: &OperationCx<'_>, item: ItemType) -> bool {
    let ItemType::Named(id) = item else { return false };
    match cx.model.ty(id) {
        Type::Structured(ty) => ty.properties.iter().any(|it| it.name == "value"),
        Type::Enum(_) => false,
    }
}
