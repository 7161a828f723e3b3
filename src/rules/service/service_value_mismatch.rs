//! `service-value-mismatch`: a member of an enum that has another number in the service.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_VALUE_MISMATCH: Rule = Rule {
    name: "service-value-mismatch",
    level: Level::Warn,
    summary: "a member of an enum that has another number in the service",
    explanation: include_str!("service_value_mismatch.md"),
};

/// Looks at the numbers that both say.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for (place, ty, ours) in against.enums() {
        for member in &ty.members {
            let mut same = ours.members.iter().filter(|it| it.name.value == member.name);
            let Some(there) = same.next() else { continue };
            let (Some(here), Some(value)) = (member.value, there.value) else { continue };
            if here != value {
                let name = &member.name;
                let headline = format!("`{name}` is {here} here and {value} in the service");
                let span = member.docs.span.unwrap_or(place);
                let finding = Diagnostic::new(&SERVICE_VALUE_MISMATCH, span, headline);
                diagnostics.report(finding.because(there.name.span, format!("{value} here")));
            }
        }
    }
}
