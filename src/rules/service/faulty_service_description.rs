//! `faulty-service-description`: a part of the service's description that can't be taken as it stands.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static FAULTY_SERVICE_DESCRIPTION: Rule = Rule {
    name: "faulty-service-description",
    level: Level::Warn,
    summary: "a part of the service's description that can't be taken as it stands",
    explanation: include_str!("faulty_service_description.md"),
};

/// Looks at what was found wrong while the description was read.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for fault in &against.service.faults {
        let finding = Diagnostic::new(&FAULTY_SERVICE_DESCRIPTION, fault.span, &fault.message);
        let finding = fault
            .others
            .iter()
            .take(MOST_PLACES)
            .fold(finding, |finding, (span, text)| finding.because(*span, *text));
        diagnostics.report(finding);
    }
}

/// More places of one fault say no more.
const MOST_PLACES: usize = 20;
