//! `service-modifier-mismatch`: a type that is abstract, open, of bytes or of flags in the docs or in the service alone.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static SERVICE_MODIFIER_MISMATCH: Rule = Rule {
    name: "service-modifier-mismatch",
    level: Level::Warn,
    summary: "a type that is abstract, open, of bytes or of flags in the docs or in the service alone",
    explanation: include_str!("service_modifier_mismatch.md"),
};

/// Looks at what types that both have may do.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    if against.service.shapes_only {
        return;
    }
    let mut tell = |name: &str, span, place, is_here: bool, is_there: bool, what: &str| {
        if is_here == is_there {
            return;
        }
        let headline = match is_here {
            true => format!("`{name}` {what} here and not in the service"),
            false => format!("`{name}` {what} in the service, and the docs do not say so"),
        };
        let finding = Diagnostic::new(&SERVICE_MODIFIER_MISMATCH, span, headline);
        let not = if is_there { "" } else { "not " };
        diagnostics.report(finding.because(place, format!("{not}so here")));
    };
    for (_, ty, ours) in against.structured() {
        let Some(span) = ty.docs.span else { continue };
        let name = &ty.name.name;
        tell(name, span, ours.span, ty.is_abstract, ours.is_abstract, "is abstract");
        tell(name, span, ours.span, ty.open, ours.open, "is open");
        tell(name, span, ours.span, ty.media, ours.media, "has bytes of its own");
    }
    for (span, ty, ours) in against.enums() {
        tell(&ty.name.name, span, ours.span, ty.flags, ours.flags, "has members that combine");
    }
}
