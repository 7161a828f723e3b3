//! `response-status-mismatch`: a response section names a status that no example shows.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleFacts, OperationFacts, ResponseExample};
use crate::http::Header;
use crate::rules::cx::RuleCx;
use crate::source::{Span, Spanned};
use std::collections::BTreeSet;

pub(super) static RESPONSE_STATUS_MISMATCH: Rule = Rule {
    name: "response-status-mismatch",
    level: Level::Warn,
    summary: "a response section names a status that no example shows",
    explanation: include_str!("response_status_mismatch.md"),
};

/// Looks at every page whose response section names a success that no example shows.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        if operation.response.statuses.is_empty() {
            continue;
        }
        let minimal: BTreeSet<Span> = operation.examples.iter().filter_map(minimal).collect();
        let is_counted = |it: &&ResponseExample| is_shown(it) && !minimal.contains(&it.status.span);
        let shown: Vec<_> = cx.successes(operation).filter(is_counted).collect();
        statuses(operation, &shown, diagnostics);
    }
}

/// JSON alone shows no status.
fn is_shown(response: &ResponseExample) -> bool {
    response.status.span.start < response.status.span.end
}

/// The status of an answer without a body, to a request that prefers one without.
fn minimal(example: &ExampleFacts) -> Option<Span> {
    let (request, response) = (example.request.as_ref()?, example.response.as_ref()?);
    let prefers = |it: &Header| {
        it.name.value.eq_ignore_ascii_case("prefer")
            && it.value.value.to_ascii_lowercase().contains("return=minimal")
    };
    let is_minimal = response.body.is_none() && request.headers.iter().any(prefers);
    is_minimal.then_some(response.status.span)
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
        diagnostics.report(report(first, &example.status));
    }
}

/// The status that the prose names, and the one that the first example shows.
fn report(said: &Spanned<u16>, shown: &Spanned<u16>) -> Diagnostic {
    let headline = format!("the examples answer {}, not {}", shown.value, said.value);
    Diagnostic::new(&RESPONSE_STATUS_MISMATCH, said.span, headline)
        .because(shown.span, "such as this one")
}
