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
        types(cx, page, operation).into_iter().for_each(|it| diagnostics.report(it));
    }
}

/// The type that the prose names is one that no example has.
pub(super) fn types(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    operation: &OperationFacts,
) -> Option<Diagnostic> {
    let shown: Vec<_> = cx.successes(operation).collect();
    let text = operation.response.ty.as_ref().filter(|_| operation.response.is_said)?;
    let said = cx.resolve_in_sentence(page, text)?;
    let annotated: Vec<(TypeRef, &ResponseExample)> = shown
        .iter()
        .filter_map(|it| Some((cx.resolve(page, it.annotation.odata_type.as_ref()?)?, *it)))
        .collect();
    let (first, example) = annotated.first()?;
    let agrees = |(ty, _): &(TypeRef, &ResponseExample)| !cx.are_different(said.item, ty.item);
    if annotated.iter().any(agrees) {
        return None;
    }
    let place = example.annotation.odata_type.as_ref().map_or(example.span, |it| it.span);
    Some(report(text.span, place, (cx.name(said), cx.name(*first))))
}

/// The type that the prose names, and the one of the first example's annotation.
fn report(said: Span, shown: Span, (in_prose, in_example): (String, String)) -> Diagnostic {
    let headline = format!("the examples answer `{in_example}`, not `{in_prose}`");
    Diagnostic::new(&RESPONSE_TYPE_MISMATCH, said, headline).because(shown, "such as this one")
}
