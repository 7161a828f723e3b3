//! `service-status-mismatch`: an operation whose documented status is none that the service describes.

use super::against::{Against, tell_once};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_STATUS_MISMATCH: Rule = Rule {
    name: "service-status-mismatch",
    level: Level::Warn,
    summary: "an operation whose documented status is none that the service describes",
    explanation: include_str!("service_status_mismatch.md"),
};

/// Looks at the statuses of documented requests whose successes the service describes.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (operation, line, reached) in against.reached() {
        let statuses = reached.operation.map_or(&[][..], |it| &it.wire.statuses);
        let Some(first) = statuses.first() else { continue };
        let is_success = |status: &u16| (200..300).contains(status);
        let Some(here) = operation.status.filter(is_success) else { continue };
        if statuses.iter().any(|it| it.value == here) {
            continue;
        }
        let there: Vec<String> = statuses.iter().map(|it| it.value.to_string()).collect();
        let there = there.join(" or ");
        let headline = format!("it answers with {here} here and {there} in the service");
        let finding = Diagnostic::new(&SERVICE_STATUS_MISMATCH, line.span, headline);
        found.push(finding.because(first.span, format!("{there} here")));
    }
    tell_once(found, diagnostics);
}
