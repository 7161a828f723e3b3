//! `undocumented-service-member`: a member of an enum that the service describes and the docs do not.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use std::collections::BTreeSet;

pub(super) static UNDOCUMENTED_SERVICE_MEMBER: Rule = Rule {
    name: "undocumented-service-member",
    level: Level::Warn,
    summary: "a member of an enum that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_member.md"),
};

/// Looks at the members of enums that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut told = BTreeSet::new();
    for (span, ty, ours) in against.enums() {
        let listed: BTreeSet<String> =
            ty.members.iter().map(|it| it.name.to_ascii_lowercase()).collect();
        let absent = |name: &&str| !listed.contains(&name.to_ascii_lowercase());
        for member in ours.members.iter().map(|it| &it.name) {
            let name = Some(member.value.as_str()).filter(absent);
            if let Some(name) = name.filter(|name| told.insert((span, *name))) {
                let headline = format!("the docs of `{}` have no member `{name}`", ty.name.name);
                let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_MEMBER, span, headline);
                diagnostics.report(finding.because(member.span, "the service has it"));
            }
        }
    }
}
