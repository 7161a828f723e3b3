//! `member-absent-from-service`: a documented member of an enum that the service does not describe.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use std::collections::BTreeSet;

pub(super) static MEMBER_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "member-absent-from-service",
    level: Level::Warn,
    summary: "a documented member of an enum that the service does not describe",
    explanation: include_str!("member_absent_from_service.md"),
};

/// Looks at the members of enums that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for (place, ty, ours) in against.enums() {
        let known: BTreeSet<String> =
            ours.members.iter().map(|it| it.value.to_ascii_lowercase()).collect();
        let listed: BTreeSet<String> =
            ty.members.iter().map(|it| it.name.to_ascii_lowercase()).collect();
        let free = || {
            let names = ours.members.iter().map(|it| it.value.as_str());
            names.filter(|it| !listed.contains(&it.to_ascii_lowercase()))
        };
        for member in &ty.members {
            if known.contains(&member.name.to_ascii_lowercase()) {
                continue;
            }
            let headline = format!("the service's `{}` has no `{}`", ours.bare(), member.name);
            let span = member.docs.span.unwrap_or(place);
            let finding = Diagnostic::new(&MEMBER_ABSENT_FROM_SERVICE, span, headline);
            let near = against.guesses.meant(&member.name, free());
            diagnostics.report(finding.because(ours.span, "without it").did_you_mean(near));
        }
    }
}
