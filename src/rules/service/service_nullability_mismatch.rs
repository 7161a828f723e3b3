//! `service-nullability-mismatch`: a property that may be null in the docs or in the service alone.

use super::against::{Against, tell_each};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_NULLABILITY_MISMATCH: Rule = Rule {
    name: "service-nullability-mismatch",
    level: Level::Warn,
    summary: "a property that may be null in the docs or in the service alone",
    explanation: include_str!("service_nullability_mismatch.md"),
};

/// Looks at the properties that both have and of which the docs say whether they may be null.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let may = |nullable| if nullable { "may be null" } else { "is never null" };
    let mut found = Vec::new();
    for (span, property, ours) in against.properties() {
        let is_weighed = !ours.navigation && !ours.ty.collection;
        if let Some(nullable) = property
            .nullable
            .filter(|it| is_weighed && ours.nullable.is_some_and(|there| *it != there))
        {
            let (here, there) = (may(nullable), may(!nullable));
            let headline = format!("`{}` {here} here, and {there} in the service", property.name);
            let finding = Diagnostic::new(&SERVICE_NULLABILITY_MISMATCH, span, headline);
            found.push(finding.because(ours.name.span, format!("it {there}")));
        }
    }
    tell_each(found, diagnostics);
}
