//! `service-kind-mismatch`: a type that is of another kind in the service.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::Type;
use crate::service::ServiceKind;

pub(super) static SERVICE_KIND_MISMATCH: Rule = Rule {
    name: "service-kind-mismatch",
    level: Level::Warn,
    summary: "a type that is of another kind in the service",
    explanation: include_str!("service_kind_mismatch.md"),
};

/// Looks at the kinds of types that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for (id, ours) in &against.types {
        let kind = match against.cx.model.ty(*id) {
            Type::Structured(ty) => ServiceKind::Structured(ty.kind),
            Type::Enum(_) => ServiceKind::Enum,
        };
        let is_enum = |kind| kind == ServiceKind::Enum;
        let is_same = match against.service.shapes_only {
            true => is_enum(kind) == is_enum(ours.kind),
            false => kind == ours.kind,
        };
        if let Some(span) = against.place(*id).filter(|_| !is_same) {
            let (here, there) = (kind.as_str(), ours.kind.as_str());
            let headline = format!("`{}` is {here} here and {there} in the service", ours.bare());
            let finding = Diagnostic::new(&SERVICE_KIND_MISMATCH, span, headline);
            diagnostics.report(finding.because(ours.span, format!("{there} here")));
        }
    }
}
