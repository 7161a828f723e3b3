//! `undocumented-service-operation`: an operation that the service describes and the docs do not.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::service::ServiceOperation;
use std::collections::BTreeSet;

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
}

/// What tells an operation from others, but not its overloads.
fn identity(operation: &ServiceOperation) -> (bool, &str, Option<(&str, bool)>) {
    let to = operation.bound_to.as_ref().map(|to| (to.name.as_str(), to.collection));
    (operation.is_function, &operation.name.value, to)
}
