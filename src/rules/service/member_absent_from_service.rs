//! `member-absent-from-service`: a documented member of an enum that the service does not describe.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static MEMBER_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "member-absent-from-service",
    level: Level::Warn,
    summary: "a documented member of an enum that the service does not describe",
    explanation: include_str!("member_absent_from_service.md"),
};

/// So many absent members, if they are most of all, are one mistake: the list is another one.
const LEAST_OF_OTHER: usize = 8;

/// Looks at the members of enums that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    // Where an enum is written anew at each use, each has what is meant there.
    let mut known: BTreeMap<Span, BTreeSet<String>> = BTreeMap::new();
    for (place, _, ours) in against.enums() {
        let names = ours.members.iter().map(|it| it.name.value.to_ascii_lowercase());
        known.entry(place).or_default().extend(names);
    }
    for (place, ty, ours) in against.enums() {
        let Some(known) = known.remove(&place) else { continue };
        let listed: BTreeSet<String> =
            ty.members.iter().map(|it| it.name.to_ascii_lowercase()).collect();
        let free = || {
            let names = ours.members.iter().map(|it| it.name.value.as_str());
            names.filter(|it| !listed.contains(&it.to_ascii_lowercase()))
        };
        let is_known = |name: &str| known.contains(&name.to_ascii_lowercase());
        let absent: Vec<_> = ty.members.iter().filter(|it| !is_known(&it.name)).collect();
        let is_other = absent.len() >= LEAST_OF_OTHER && absent.len() * 2 > ty.members.len();
        for member in &absent {
            let span = member.docs.span.unwrap_or(place);
            if is_other {
                let (n_absent, n_all, name) = (absent.len(), ty.members.len(), &ty.name.name);
                let headline =
                    format!("{n_absent} of the {n_all} members of `{name}` are not in the service");
                let finding = Diagnostic::new(&MEMBER_ABSENT_FROM_SERVICE, span, headline);
                diagnostics.report(finding.because(ours.span, "without them").once());
                continue;
            }
            let headline = format!("the service's `{}` has no `{}`", ours.bare(), member.name);
            let finding = Diagnostic::new(&MEMBER_ABSENT_FROM_SERVICE, span, headline);
            let near = against.guesses.meant(&member.name, free());
            diagnostics.report(finding.because(ours.span, "without it").did_you_mean(near));
        }
    }
}
