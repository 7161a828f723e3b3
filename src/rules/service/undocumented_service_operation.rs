//! `undocumented-service-operation`: an operation that the service describes and the docs do not.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::Method;
use crate::service::ServiceOperation;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static UNDOCUMENTED_SERVICE_OPERATION: Rule = Rule {
    name: "undocumented-service-operation",
    level: Level::Warn,
    summary: "an operation that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_operation.md"),
};

/// Looks at the operations of types that both have, and at those that a documented request calls.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let called: BTreeSet<_> =
        against.reached().filter_map(|(_, _, reached)| reached.operation.map(identity)).collect();
    let mut told = BTreeSet::new();
    for operation in &against.service.operations {
        let Some(to) = &operation.bound_to else { continue };
        let Some(id) = against.documented.get(to.name.as_str()) else { continue };
        let own = identity(operation);
        let Some(span) = against.place(*id).filter(|_| !called.contains(&own)) else { continue };
        if told.insert(own) {
            let what = if operation.is_function { "function" } else { "action" };
            let of = &against.cx.model.ty(*id).name().name;
            let of =
                if to.collection { format!("collections of `{of}`") } else { format!("`{of}`") };
            let headline = format!("the docs have no {what} `{}` of {of}", operation.name.value);
            let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_OPERATION, span, headline);
            diagnostics.report(finding.because(operation.name.span, "the service has it"));
        }
    }
    routes(against, diagnostics);
}

/// Of a service that lists its paths, what is not documented: told where another method of the path is, or what the path
/// goes on from; the rest in one.
fn routes(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let service = against.service;
    let paths: BTreeMap<Span, &str> =
        service.routes.iter().map(|it| (it.place, it.path.value.as_str())).collect();
    let mut lines: BTreeMap<&str, Span> = BTreeMap::new();
    let mut called = BTreeSet::new();
    for (_, line, reached) in against.reached() {
        called.insert(reached.place);
        if let Some(path) = paths.get(&reached.place) {
            lines.entry(path).or_insert(line.span);
        }
    }
    let mut others = Vec::new();
    for route in service.routes.iter() {
        // Frameworks answer these of themselves.
        let is_aside = matches!(route.method, Method::Head | Method::Options);
        if is_aside || called.contains(&route.place) {
            continue;
        }
        let name = format!("{} {}", route.method.as_str(), route.path.value);
        let before = || route.path.value.rsplit_once('/').and_then(|(path, _)| lines.get(path));
        match lines.get(route.path.value.as_str()).or_else(before) {
            Some(span) => {
                let headline = format!("the docs have no `{name}`");
                let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_OPERATION, *span, headline);
                diagnostics.report(finding.because(route.place, "the service has it"));
            }
            None => others.push((name, route.place)),
        }
    }
    let Some((_, first)) = others.first() else { return };
    let headline = match others.len() {
        1 => "the docs lack 1 request to paths that they have nothing of".to_owned(),
        n => format!("the docs lack {n} requests to paths that they have nothing of"),
    };
    let shown: Vec<String> =
        others.iter().take(MOST_NAMED).map(|(name, _)| format!("`{name}`")).collect();
    let more = match others.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_OPERATION, *first, headline);
    diagnostics.report(finding.note(format!("{}{more}", shown.join(", "))));
}

/// Requests that are named where many are not documented.
const MOST_NAMED: usize = 20;

/// What tells an operation from others.
type Identity<'a> = (bool, &'a str, Option<(&'a str, bool)>);

/// What tells an operation from others, but not its overloads.
fn identity(operation: &ServiceOperation) -> Identity<'_> {
    let to = operation.bound_to.as_ref().map(|to| (to.name.as_str(), to.collection));
    (operation.is_function, &operation.name.value, to)
}
