//! `service-request-mismatch`: a documented request that the service describes in another way.

use super::against::{Against, tell_once};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::service::{Repair, RepairKind, bare};

pub(super) static SERVICE_REQUEST_MISMATCH: Rule = Rule {
    name: "service-request-mismatch",
    level: Level::Warn,
    summary: "a documented request that the service describes in another way",
    explanation: include_str!("service_request_mismatch.md"),
};

/// Looks at the requests that lead somewhere once they are mended.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (_, _, reached) in against.reached() {
        for repair in &reached.repairs {
            let text = against.cx.sources.text(repair.span);
            found.extend(headline(text, repair).map(|headline| {
                Diagnostic::new(&SERVICE_REQUEST_MISMATCH, repair.span, headline)
                    .because(repair.place, "as the service describes it")
            }));
        }
    }
    tell_once(found, diagnostics);
}

/// What is wrong with a segment; nothing that another rule tells.
fn headline(text: &str, repair: &Repair<'_>) -> Option<String> {
    Some(match &repair.kind {
        RepairKind::Case(_) => return None,
        RepairKind::Cast(ty) => {
            format!("`{text}` is of `{}`, which the path does not name", bare(ty))
        }
        RepairKind::Arguments(names) if names.is_empty() => {
            format!("`{text}` is a function that takes no arguments")
        }
        RepairKind::Arguments(names) => {
            format!("`{text}` is a function that takes ({})", names.join(", "))
        }
        RepairKind::NoBytes(ty) => format!("`{}` has no bytes of its own", bare(ty)),
        RepairKind::OtherKey(key) => format!("`{key}` is no key that the service describes"),
        RepairKind::OpenMember => format!("`{text}` is not described; its type is open"),
    })
}
