//! `required-but-absent`: properties said to be required are absent from the request example.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, OperationFacts};
use crate::http::Method;
use crate::rules::cx::RuleCx;

pub(super) static REQUIRED_BUT_ABSENT: Rule = Rule {
    name: "required-but-absent",
    level: Level::Warn,
    summary: "properties said to be required are absent from the request example",
    explanation: include_str!("required_but_absent.md"),
};

/// Looks at the body tables whose section says that all of it is required.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let found = cx.operations().filter_map(|(_, operation)| absent(operation));
    found.for_each(|it| diagnostics.report(it));
}

/// Compares such a table with the page's examples.
fn absent(operation: &OperationFacts) -> Option<Diagnostic> {
    let sentence = operation.body.all_required?;
    // What must be given to create something may be left out of its change, and the same sentence
    // stands on both pages.
    let mut lines = operation.lines.iter().peekable();
    if lines.peek().is_some() && lines.all(|line| line.method.value == Method::Patch) {
        return None;
    }
    let bodies: Vec<_> = operation
        .examples
        .iter()
        .filter_map(|example| match &example.request.as_ref()?.body {
            Some(ExampleBody::Json(value)) => Some(value),
            _ => None,
        })
        .collect();
    let first = bodies.first()?;
    let absent: Vec<_> = operation
        .body
        .properties
        .iter()
        .filter(|claim| bodies.iter().all(|body| body.get(&claim.name.value).is_none()))
        .collect();
    if absent.is_empty() {
        return None;
    }
    let names =
        absent.iter().map(|it| format!("`{}`", it.name.value)).collect::<Vec<_>>().join(", ");
    let n_listed = operation.body.properties.len();
    let headline =
        format!("{} of {n_listed} properties called required are not sent", absent.len());
    let finding = Diagnostic::new(&REQUIRED_BUT_ABSENT, sentence, headline)
        .because(first.span, format!("without {names}"))
        .help("say which properties may be left out");
    Some(finding)
}
