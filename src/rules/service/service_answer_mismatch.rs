//! `service-answer-mismatch`: an operation that answers something else in the service.

use super::against::{Against, shown, tell_once};
use super::answers::{Difference, difference};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_ANSWER_MISMATCH: Rule = Rule {
    name: "service-answer-mismatch",
    level: Level::Warn,
    summary: "an operation that answers something else in the service",
    explanation: include_str!("service_answer_mismatch.md"),
};

/// Looks at what is answered where documented requests lead to.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (operation, line, reached) in against.reached() {
        let Some(difference) = difference(against, operation, reached) else { continue };
        let headline = match &difference {
            Difference::Unsaid(ours) => {
                format!("the docs name no type of the answer, the service {}", shown(ours))
            }
            Difference::Nothing(here) => {
                format!("it answers {here} here and nothing in the service")
            }
            Difference::Other(here, ours) => {
                format!("it answers {here} here and {} in the service", shown(ours))
            }
        };
        let finding = Diagnostic::new(&SERVICE_ANSWER_MISMATCH, line.span, headline);
        found.push(finding.because(reached.place, "this is what it leads to"));
    }
    tell_once(found, diagnostics);
}
