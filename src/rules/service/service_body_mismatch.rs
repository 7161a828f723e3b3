//! `service-body-mismatch`: a request that carries something else in the service.

use super::against::{Against, tell_once};
use super::sent::sent;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_BODY_MISMATCH: Rule = Rule {
    name: "service-body-mismatch",
    level: Level::Warn,
    summary: "a request that carries something else in the service",
    explanation: include_str!("service_body_mismatch.md"),
};

/// Looks at what documented requests carry where they lead to.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (operation, line, reached) in against.reached() {
        let Some((here, there)) = sent(against, operation, reached) else { continue };
        let headline = format!("the request carries {here} here and {there} in the service");
        let finding = Diagnostic::new(&SERVICE_BODY_MISMATCH, line.span, headline);
        found.push(finding.because(reached.place, "this is what it leads to"));
    }
    tell_once(found, diagnostics);
}
