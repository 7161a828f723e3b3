//! `parameter-absent-from-service`: a documented parameter that the service does not describe.

use super::against::Against;
use super::parameters::calls;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static PARAMETER_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "parameter-absent-from-service",
    level: Level::Warn,
    summary: "a documented parameter that the service does not describe",
    explanation: include_str!("parameter_absent_from_service.md"),
};

/// Looks at the parameters of actions that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for call in calls(against) {
        for parameter in call.documented {
            if call.ours(&parameter.name).is_some() {
                continue;
            }
            let span = parameter.docs.span.unwrap_or(call.line.span);
            let name = &call.operation.name;
            let headline = format!("the service's `{}` takes no `{}`", name.value, parameter.name);
            let finding = Diagnostic::new(&PARAMETER_ABSENT_FROM_SERVICE, span, headline);
            diagnostics.report(finding.because(name.span, "without it"));
        }
    }
}
