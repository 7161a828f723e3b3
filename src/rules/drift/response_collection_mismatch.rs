//! `response-collection-mismatch`: an annotation and the body below it disagree on whether it is a collection.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, PageFacts, ResponseExample};
use crate::json::Value;
use crate::model::ItemType;
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static RESPONSE_COLLECTION_MISMATCH: Rule = Rule {
    name: "response-collection-mismatch",
    level: Level::Warn,
    summary: "an annotation and the body below it disagree on whether it is a collection",
    explanation: include_str!("response_collection_mismatch.md"),
};

/// Compares the annotation of every answer with the body below it.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        for response in cx.successes(operation) {
            annotation(cx, page, response, diagnostics);
        }
    }
}

/// An annotation against the body below it.
fn annotation(
    cx: &RuleCx<'_>,
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
        diagnostics.report(report(text.span, body, says_collection));
    }
}

/// An annotation's type and the body; the annotation says whether it is a collection.
fn report(annotated: Span, body: &Value, says_collection: bool) -> Diagnostic {
    let (said, shown) = match says_collection {
        true => ("a collection", "one value"),
        false => ("one value", "a collection"),
    };
    let headline = format!("the annotation says {said}, the body is {shown}");
    let finding = Diagnostic::new(&RESPONSE_COLLECTION_MISMATCH, annotated, headline)
        .because(body.span, "the body");
    finding.help(match says_collection {
        true => "show a list in `value`, or say `\"isCollection\": false`",
        false => "show one value, or say `\"isCollection\": true`",
    })
}
