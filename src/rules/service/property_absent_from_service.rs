//! `property-absent-from-service`: a documented property that the service does not describe.

use super::against::{Against, by_name, tell_each};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::service::ServiceType;

pub(super) static PROPERTY_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "property-absent-from-service",
    level: Level::Warn,
    summary: "a documented property that the service does not describe",
    explanation: include_str!("property_absent_from_service.md"),
};

/// Looks at the documented properties of types that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (id, ty, ours) in against.described() {
        let known = by_name(against.service, ours);
        for property in against.compared(id, ours) {
            let name = &property.name;
            let place = property.docs.span.or(ty.docs.span);
            let Some(span) = place.filter(|_| !known.contains_key(&name.to_ascii_lowercase()))
            else {
                continue;
            };
            let has = |it: &&ServiceType| {
                it.properties.iter().any(|own| own.name.value.eq_ignore_ascii_case(name))
            };
            let derived = against.service.descendants(&ours.name).into_iter().find(has);
            let undocumented = known.values().map(|it| it.name.value.as_str());
            let undocumented = undocumented
                .filter(|it| !ty.properties.iter().any(|own| own.name.eq_ignore_ascii_case(it)));
            let near = against.guesses.meant(name, undocumented);
            let headline = format!("the service's `{}` has no `{name}`", ours.bare());
            let finding = Diagnostic::new(&PROPERTY_ABSENT_FROM_SERVICE, span, headline)
                .did_you_mean(near.filter(|_| derived.is_none()));
            let finding = match derived {
                Some(derived) => finding
                    .because(derived.span, "this one has it")
                    .note(format!("`{}`, which derives from it, has it", derived.bare())),
                None => finding.because(ours.span, "without it"),
            };
            found.push(match ours.open {
                true => finding.note("the type is open: it may have what is not described"),
                false => finding,
            });
        }
    }
    tell_each(found, diagnostics);
}
