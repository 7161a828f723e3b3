//! What a response section says against what the page's examples show.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::facts::{ExampleBody, ExampleFacts, OperationFacts, PageFacts, ResponseExample};
use crate::lower::paths::is_service;
use crate::model::{ItemType, TypeRef};
use crate::rules::drift;

pub(super) fn compare(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    operation: &OperationFacts,
    diagnostics: &mut Diagnostics,
) {
    let service = &cx.cx.dialect.service;
    let shown: Vec<&ResponseExample> = operation
        .examples
        .iter()
        .filter(|it| it.request.as_ref().is_none_or(|it| is_service(service, &it.template)))
        .filter_map(success)
        .collect();
    statuses(operation, &shown, diagnostics);
    types(cx, page, operation, &shown, diagnostics);
    for response in &shown {
        annotation(cx, page, response, diagnostics);
    }
}

fn success(example: &ExampleFacts) -> Option<&ResponseExample> {
    let response = example.response.as_ref()?;
    let is_success = (200..400).contains(&response.status.value);
    (is_success && !response.annotation.expect_error).then_some(response)
}

/// Every success that the prose names is one that no example shows.
fn statuses(operation: &OperationFacts, shown: &[&ResponseExample], diagnostics: &mut Diagnostics) {
    let said: Vec<_> = operation
        .response
        .statuses
        .iter()
        .filter(|status| (200..400).contains(&status.value))
        .collect();
    let (Some(first), Some(example)) = (said.first(), shown.first()) else { return };
    let agrees = |it: &&ResponseExample| said.iter().any(|said| said.value == it.status.value);
    if !shown.iter().any(agrees) {
        diagnostics.report(drift::response_status_mismatch::report(first, &example.status));
    }
}

/// The type that the prose names is one that no example has.
fn types(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    operation: &OperationFacts,
    shown: &[&ResponseExample],
    diagnostics: &mut Diagnostics,
) {
    let Some(text) = &operation.response.ty else { return };
    let Some(said) = cx.resolve_in_sentence(page, text) else { return };
    let annotated: Vec<(TypeRef, &ResponseExample)> = shown
        .iter()
        .filter_map(|it| Some((cx.resolve(page, it.annotation.odata_type.as_ref()?)?, *it)))
        .collect();
    let Some((first, example)) = annotated.first() else { return };
    let agrees = |(ty, _): &(TypeRef, &ResponseExample)| !cx.are_different(said.item, ty.item);
    if !annotated.iter().any(agrees) {
        let place = example.annotation.odata_type.as_ref().map_or(example.span, |it| it.span);
        let names = (cx.name(said), cx.name(*first));
        diagnostics.report(drift::response_type_mismatch::report(text.span, place, names));
    }
}

/// An annotation against the body below it.
fn annotation(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    response: &ResponseExample,
    diagnostics: &mut Diagnostics,
) {
    let (Some(text), Some(ExampleBody::Json(body))) =
        (&response.annotation.odata_type, &response.body)
    else {
        return;
    };
    let Some(ty) = cx.resolve(page, text) else { return };
    let is_array = body.get("value").is_some_and(|value| value.as_array().is_some());
    let has_value = match ty.item {
        ItemType::Named(id) => cx.properties(id).any(|property| property.name == "value"),
        ItemType::Primitive(_) | ItemType::Untyped => return,
    };
    if has_value || response.annotation.truncated && body.as_object().is_some_and(<[_]>::is_empty) {
        return;
    }
    let says_collection = ty.collection || response.annotation.is_collection == Some(true);
    if is_array != says_collection {
        let report = drift::response_collection_mismatch::report(text.span, body, says_collection);
        diagnostics.report(report);
    }
}
