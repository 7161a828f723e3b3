//! `service-type-mismatch`: a property or parameter that is of another type in the service.

use super::against::{Against, shown, tell_each};
use super::parameters::calls;
use super::sent_along::{sent_along, untyped};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::TypeRef;
use crate::service::{ServiceKind, ServiceProperty};
use crate::source::Span;

pub(super) static SERVICE_TYPE_MISMATCH: Rule = Rule {
    name: "service-type-mismatch",
    level: Level::Warn,
    summary: "a property or parameter that is of another type in the service",
    explanation: include_str!("service_type_mismatch.md"),
};

/// Looks at the properties and parameters that both have, those in URLs and headers, too.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (span, property, ours) in against.properties() {
        tell(against, (&property.name, property.ty), ours, span, &mut found);
    }
    for call in calls(against) {
        for parameter in call.documented {
            if let Some(ours) = call.ours(&parameter.name) {
                let span = parameter.docs.span.unwrap_or(call.line.span);
                tell(against, (&parameter.name, parameter.ty), ours, span, &mut found);
            }
        }
    }
    let untyped = untyped(against);
    for sent in sent_along(against) {
        for (span, parameter, ours) in sent.both() {
            if parameter.docs.span.is_some() && !untyped.contains(&span) && !is_text(against, ours)
            {
                tell(against, (&parameter.name, parameter.ty), ours, span, &mut found);
            }
        }
    }
    tell_each(found, diagnostics);
}

/// Whether it is a member of an enum, which docs may call text.
fn is_text(against: &Against<'_>, ours: &ServiceProperty) -> bool {
    let ty = against.service.ty(&ours.ty.name);
    !ours.ty.collection && ty.is_some_and(|it| it.kind == ServiceKind::Enum)
}

fn tell(
    against: &Against<'_>,
    (name, ty): (&str, TypeRef),
    ours: &ServiceProperty,
    span: Span,
    found: &mut Vec<Diagnostic>,
) {
    if against.is_same(ty, &ours.ty) {
        return;
    }
    let (here, there) = (against.cx.name(ty), shown(&ours.ty));
    let headline = match here == there {
        // Names of two namespaces.
        true => format!("`{name}` is {there} of another namespace in the service"),
        false => format!("`{name}` is {here} here and {there} in the service"),
    };
    let finding = Diagnostic::new(&SERVICE_TYPE_MISMATCH, span, headline);
    found.push(finding.because(ours.name.span, format!("{there} here")));
}
