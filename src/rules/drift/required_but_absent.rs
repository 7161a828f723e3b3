//! `required-but-absent`: properties said to be required are absent from the request example.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, OperationFacts, RequestExample};
use crate::http::Method;
use crate::json::Value;
use crate::rules::cx::{RuleCx, is_protocol};
use std::collections::BTreeSet;

pub(super) static REQUIRED_BUT_ABSENT: Rule = Rule {
    name: "required-but-absent",
    level: Level::Warn,
    summary: "properties said to be required are absent from the request example",
    explanation: include_str!("required_but_absent.md"),
};

/// Looks at the body tables whose section says that all of it is required.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        absent(operation).into_iter().for_each(|it| diagnostics.report(it));
        if operation.body.all_required.is_none() {
            rows(operation, diagnostics);
        }
    }
}

/// Compares such a table with the page's examples.
fn absent(operation: &OperationFacts) -> Option<Diagnostic> {
    let sentence = operation.body.all_required?;
    if is_update(operation) {
        return None;
    }
    let bodies: Vec<_> = bodies(operation).map(|(_, body)| body).collect();
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

/// What must be given to create something may be left out of its change, and the same words stand on
/// both pages.
fn is_update(operation: &OperationFacts) -> bool {
    let mut lines = operation.lines.iter().peekable();
    lines.peek().is_some() && lines.all(|line| line.method.value == Method::Patch)
}

fn bodies(operation: &OperationFacts) -> impl Iterator<Item = (&RequestExample, &Value)> {
    operation.examples.iter().filter_map(|example| {
        let request = example.request.as_ref()?;
        match &request.body {
            Some(ExampleBody::Json(value)) => Some((request, &**value)),
            _ => None,
        }
    })
}

/// Single rows that are called required, which no example sends.
fn rows(operation: &OperationFacts, diagnostics: &mut Diagnostics) {
    if is_update(operation) || bodies(operation).any(|(it, _)| it.annotation.truncated) {
        return;
    }
    let Some((_, first)) = bodies(operation).next() else { return };
    let requests = || operation.examples.iter().filter_map(|it| it.request.as_ref());
    let fields: BTreeSet<String> =
        requests().flat_map(|it| &it.fields).map(|it| it.value.to_lowercase()).collect();
    for row in operation.body.properties.iter().filter(|it| it.notes.required && !is_protocol(it)) {
        let name = row.name.value.as_str();
        let is_sent = || bodies(operation).any(|(_, body)| holds(body, name) || leads(body, name));
        // A member must be given where that is of which it is one.
        let is_of_absent = || {
            let above = name.rsplit_once(['.', '[']).map(|(above, _)| above);
            above.is_some_and(|above| !bodies(operation).any(|(_, body)| leads(body, above)))
        };
        if !fields.contains(&name.to_lowercase()) && !is_sent() && !is_of_absent() {
            let headline = format!("`{name}` is called required and not sent");
            let finding = Diagnostic::new(&REQUIRED_BUT_ABSENT, row.name.span, headline)
                .because(first.span.part(0..1), "without it");
            diagnostics.report(finding);
        }
    }
}

/// Whether a name of members of members leads to something: `owner[name]`, `size.wide`, `rooms[][floor]`.
fn leads(value: &Value, name: &str) -> bool {
    let mut steps = name.split(['[', '.']).map(|it| it.trim_end_matches(']'));
    let Some(first) = steps.next() else { return false };
    let steps = steps.filter(|it| !it.is_empty());
    let found = steps.fold(members(value, first), |reached, step| {
        reached.into_iter().flat_map(|it| members(it, step)).collect()
    });
    !found.is_empty()
}

/// The values of a member of a name, whatever the case, of an object or of those in an array.
fn members<'v>(value: &'v Value, name: &str) -> Vec<&'v Value> {
    let objects = value.as_array().unwrap_or(std::slice::from_ref(value));
    let all = objects.iter().flat_map(|it| it.as_object().unwrap_or_default());
    all.filter(|it| it.name.eq_ignore_ascii_case(name)).map(|it| &it.value).collect()
}

/// Whether a member of a name, whatever the case, stands anywhere in a value: some tables list what is
/// inside of a member. `name@odata.bind` gives a member by its URL.
fn holds(value: &Value, name: &str) -> bool {
    let is_it = |it: &str| it.split('@').next().unwrap_or_default().eq_ignore_ascii_case(name);
    let members = value.as_object().unwrap_or_default();
    let items = value.as_array().unwrap_or_default();
    members.iter().any(|it| is_it(&it.name) || holds(&it.value, name))
        || items.iter().any(|it| holds(it, name))
}
