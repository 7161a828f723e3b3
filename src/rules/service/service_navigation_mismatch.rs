//! `service-navigation-mismatch`: a property that is a relationship in the service, or the other way round.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_NAVIGATION_MISMATCH: Rule = Rule {
    name: "service-navigation-mismatch",
    level: Level::Warn,
    summary: "a property that is a relationship in the service, or the other way round",
    explanation: include_str!("service_navigation_mismatch.md"),
};

/// Looks at the properties that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    if against.service.shapes_only {
        return;
    }
    let name = |navigation| if navigation { "a relationship" } else { "a property" };
    for (span, property, ours) in against.properties() {
        if property.navigation != ours.navigation {
            let (here, there) = (name(property.navigation), name(ours.navigation));
            let headline = format!("`{}` is {here} here and {there} in the service", property.name);
            let finding = Diagnostic::new(&SERVICE_NAVIGATION_MISMATCH, span, headline);
            diagnostics.report(finding.because(ours.name.span, format!("{there} here")));
        }
    }
}
