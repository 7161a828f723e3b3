//! A finding for every way in which an example differs from the model.

use super::{
    example_request_mismatch, example_type_mismatch, shown, undocumented_enum_member,
    undocumented_example_member, wrapped_answer,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Deviation, DeviationKind, Model, Operation};
use crate::rules::cx::RuleCx;
use crate::rules::resolve::unknown_type;
use crate::spelling::Guesses;

/// Tells the deviations that the model holds with its examples.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let model = cx.model;
    let told = shown::check(cx, diagnostics);
    let guesses = Guesses::default();
    for operation in &model.operations {
        for example in &operation.examples {
            if let Some(request) = &example.request {
                let lines = operation.lines.iter().filter(|line| line.page == example.page);
                let line = lines.map(|line| line.span).next();
                let misfit = request.misfit.as_ref();
                let report = misfit.map(|it| {
                    example_request_mismatch::report(operation.method, request.span, it, line)
                });
                report.into_iter().for_each(|it| diagnostics.report(it));
            }
            let request = example.request.iter().flat_map(|it| &it.deviations);
            let response = example.response.iter().flat_map(|it| &it.deviations);
            let found = request
                .chain(response)
                .filter(|it| !told.explains(it))
                .filter_map(|it| report(model, Some(operation), it, &guesses));
            found.for_each(|it| diagnostics.report(it));
        }
    }
    for sample in &cx.ledger.samples {
        let deviations = sample.deviations.iter().filter(|it| !told.explains(it));
        let found = deviations.filter_map(|it| report(model, None, it, &guesses));
        found.for_each(|it| diagnostics.report(it));
    }
}

fn report(
    model: &Model,
    operation: Option<&Operation>,
    deviation: &Deviation,
    guesses: &Guesses,
) -> Option<Diagnostic> {
    let span = deviation.span;
    match &deviation.kind {
        DeviationKind::Undocumented { ty: Some(ty), name } => {
            Some(undocumented_example_member::of_type(model, *ty, name, span, guesses))
        }
        DeviationKind::Undocumented { ty: None, name } => {
            Some(undocumented_example_member::of_message(operation?, name, span, guesses))
        }
        DeviationKind::OfDerived { ty, name, derived } => {
            Some(undocumented_example_member::of_derived(model, [*ty, *derived], name, span))
        }
        DeviationKind::OtherType { name, documented, expected, found } => {
            Some(example_type_mismatch::report(span, name, *documented, [*expected, *found]))
        }
        DeviationKind::UndocumentedEnumMember { ty, value } => {
            Some(undocumented_enum_member::report(model, *ty, value, span, guesses))
        }
        DeviationKind::UnknownType { name } => {
            Some(unknown_type::of_object(name, model.only_named(name), span))
        }
        DeviationKind::Wrapped => Some(wrapped_answer::report(span)),
        // Right, as far as the docs go.
        DeviationKind::Additional => None,
    }
}
