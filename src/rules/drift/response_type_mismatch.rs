//! `response-type-mismatch`: a response section names a type that no example has.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, PageFacts, ResponseExample};
use crate::model::TypeRef;
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static RESPONSE_TYPE_MISMATCH: Rule = Rule {
    name: "response-type-mismatch",
    level: Level::Warn,
    summary: "a response section names a type that no example has",
    explanation: include_str!("response_type_mismatch.md"),
};

/// Compares the type that a response section names with those of the examples' annotations.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        let shown: Vec<_> = cx.successes(operation).collect();
        types(cx, page, operation, &shown, diagnostics);
    }
}

/// The type that the prose names is one that no example has.
fn types(
    cx: &RuleCx<'_>,
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
        diagnostics.report(report(text.span, place, names));
    }
}

/// The type that the prose names, and the one of the first example's annotation.
fn report(said: Span, shown: Span, (in_prose, in_example): (String, String)) -> Diagnostic {
    let headline = format!("the examples answer `{in_example}`, not `{in_prose}`");
    Diagnostic::new(&RESPONSE_TYPE_MISMATCH, said, headline).because(shown, "such as this one")
}
