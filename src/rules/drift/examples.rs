//! A finding for every way in which an example differs from the model.

use super::enum_member_case::Listed;
use super::example_request_mismatch::Sent;
use super::{
    example_request_mismatch, example_type_mismatch, response_type_mismatch, shown,
    undocumented_enum_member, undocumented_example_member, wrapped_answer,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::{OperationFacts, PageFacts, RequestExample};
use crate::model::{
    Deviation, DeviationKind, ExampleResponse, Misfit, Operation, ResponseBody, TypeId,
};
use crate::rules::cx::{RuleCx, rows};
use crate::rules::resolve::unknown_type;
use crate::source::Span;
use crate::spelling::Guesses;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// Tells the deviations that the model holds with its examples.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let told = shown::check(cx, diagnostics);
    let guesses = Guesses::default();
    let listed = Listed::default();
    let with = (&guesses, &listed);
    let names = cx.names();
    let operations: BTreeMap<&str, (&PageFacts, &OperationFacts)> =
        cx.operations().map(|(page, facts)| (names.path(page), (page, facts))).collect();
    let asked: OnceCell<BTreeMap<Span, &RequestExample>> = OnceCell::new();
    let all_asked = || {
        let all = cx.operations().flat_map(|(_, it)| &it.examples);
        all.filter_map(|it| it.request.as_ref()).map(|it| (it.target.span, it)).collect()
    };
    // The pages of which it is told that they answer another type.
    let mut of_other: BTreeMap<&str, bool> = BTreeMap::new();
    for operation in &cx.model.operations {
        for example in &operation.examples {
            let page = operations.get(example.page.as_str()).copied();
            if let Some(request) = &example.request {
                let lines = operation.lines.iter().filter(|line| line.page == example.page);
                let line = lines.map(|line| line.span).next();
                if let Some(misfit) = &request.misfit {
                    let facts = asked.get_or_init(all_asked).get(&request.span).copied();
                    let sent = Sent { operation, request: facts, page: page.map(|(_, page)| page) };
                    if !sent.is_meant(misfit) {
                        let method = operation.method;
                        diagnostics.report(example_request_mismatch::report(
                            method,
                            request.span,
                            misfit,
                            line,
                        ));
                    } else if matches!(misfit, Misfit::Form | Misfit::OtherBody) {
                        for field in sent.strange_fields() {
                            let (name, span) = (&field.value, field.span);
                            diagnostics.report(undocumented_example_member::of_message(
                                operation, name, span, &guesses,
                            ));
                        }
                    }
                }
            }
            let sent = example.request.as_ref();
            let of_body =
                sent.and_then(|it| undocumented_example_member::of_body(operation, it, &guesses));
            let request = sent.filter(|_| of_body.is_none()).into_iter();
            let request = request.flat_map(|it| &it.deviations);
            of_body.into_iter().for_each(|it| diagnostics.report(it));
            let differs = example.response.as_ref().is_some_and(|it| !it.deviations.is_empty());
            let is_of_other = page.filter(|_| differs).is_some_and(|(page, facts)| {
                let is_told = || response_type_mismatch::types(cx, page, facts).is_some();
                *of_other.entry(example.page.as_str()).or_insert_with(is_told)
            });
            let response = example.response.iter().flat_map(|it| of_its_own(it, is_of_other));
            let found = request
                .chain(response)
                .filter(|it| !told.explains(it))
                .filter_map(|it| report(cx, Some(operation), it, with));
            found.for_each(|it| diagnostics.report(it));
        }
    }
    for sample in &cx.ledger.samples {
        let deviations = sample.deviations.iter().filter(|it| !told.explains(it));
        let found = deviations.filter_map(|it| report(cx, None, it, with));
        found.for_each(|it| diagnostics.report(it));
    }
}

/// The deviations of an answer but those that follow from another: where a list has no `value` around it, all
/// members of what stands there instead are strange to it, and so are those of an answer that is told to be of
/// another type.
fn of_its_own(response: &ExampleResponse, is_of_other: bool) -> impl Iterator<Item = &Deviation> {
    let is_list = matches!(response.ty, ResponseBody::Type(ty) if ty.collection);
    let body = response.body.as_ref().filter(|body| body.as_object().is_some());
    let lacks_value = is_list && body.is_some_and(|body| body.get("value").is_none());
    let is_of_list =
        |it: &&Deviation| matches!(it.kind, DeviationKind::Undocumented { ty: None, .. });
    let is_member = |it: &&Deviation| matches!(it.kind, DeviationKind::Undocumented { .. });
    response
        .deviations
        .iter()
        .filter(move |it| !(lacks_value && is_of_list(it) || is_of_other && is_member(it)))
}

/// Whether a row of a type has the name of a member, that is called otherwise elsewhere.
fn is_listed(cx: &RuleCx<'_>, ty: TypeId, name: &str) -> bool {
    let rows = cx.pages_of(ty).iter().flat_map(|(_, facts)| rows(facts));
    let mut rows = rows.filter(|it| it.name.value == name);
    rows.next().is_some()
}

/// Whether a text begins so that stands without quotes.
fn is_of_word(c: char) -> bool {
    c == '<' || c.is_alphanumeric()
}

fn report<'a>(
    cx: &RuleCx<'a>,
    operation: Option<&Operation>,
    deviation: &Deviation,
    (guesses, listed): (&Guesses, &Listed<'a>),
) -> Option<Diagnostic> {
    let model = cx.model;
    let span = deviation.span;
    match &deviation.kind {
        // The docs spell it in two ways, which is told.
        DeviationKind::Undocumented { ty: Some(ty), name } if is_listed(cx, *ty, name) => None,
        DeviationKind::Undocumented { ty: Some(ty), name } => {
            Some(undocumented_example_member::of_type(model, *ty, name, span, guesses))
        }
        DeviationKind::Undocumented { ty: None, name } => {
            Some(undocumented_example_member::of_message(operation?, name, span, guesses))
        }
        DeviationKind::OfDerived { ty, name, derived } => {
            Some(undocumented_example_member::of_derived(model, [*ty, *derived], name, span))
        }
        // Words without quotes are no JSON, which is told.
        DeviationKind::OtherType { found: "a string", .. }
            if cx.sources.text(span).starts_with(is_of_word) =>
        {
            None
        }
        DeviationKind::OtherType { name, documented, expected, found } => {
            Some(example_type_mismatch::report(span, name, *documented, [*expected, *found]))
        }
        DeviationKind::UndocumentedEnumMember { ty, value } => {
            undocumented_enum_member::report(cx, *ty, value, span, (guesses, listed))
        }
        DeviationKind::UnknownType { name } => {
            Some(unknown_type::of_object(name, model.only_named(name), span))
        }
        DeviationKind::Wrapped => Some(wrapped_answer::report(span)),
        // Right, as far as the docs go.
        DeviationKind::Additional => None,
    }
}
