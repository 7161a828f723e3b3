//! `undocumented-service-parameter`: a parameter that the service describes and the docs do not.

use super::against::Against;
use super::parameters::calls;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static UNDOCUMENTED_SERVICE_PARAMETER: Rule = Rule {
    name: "undocumented-service-parameter",
    level: Level::Warn,
    summary: "a parameter that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_parameter.md"),
};

/// Looks at the parameters of actions that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for call in calls(against) {
        let listed =
            |name: &str| call.documented.iter().any(|it| it.name.eq_ignore_ascii_case(name));
        for parameter in call.parameters.iter().filter(|it| !listed(&it.name.value)) {
            let (name, action) = (&parameter.name.value, &call.operation.name.value);
            let headline = format!("the docs of `{action}` have no parameter `{name}`");
            let finding =
                Diagnostic::new(&UNDOCUMENTED_SERVICE_PARAMETER, call.line.span, headline);
            let finding = finding.because(parameter.name.span, "the service has it");
            diagnostics.report(match parameter.nullable == Some(true) {
                true => finding.note("it may be null"),
                false => finding,
            });
        }
    }
}
