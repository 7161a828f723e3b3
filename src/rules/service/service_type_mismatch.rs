//! `service-type-mismatch`: a property or parameter that is of another type in the service.

use super::against::{Against, shown};
use super::parameters::calls;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::TypeRef;
use crate::service::ServiceProperty;
use crate::source::Span;

pub(super) static SERVICE_TYPE_MISMATCH: Rule = Rule {
    name: "service-type-mismatch",
    level: Level::Warn,
    summary: "a property or parameter that is of another type in the service",
    explanation: include_str!("service_type_mismatch.md"),
};

/// Looks at the properties and parameters that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for (span, property, ours) in against.properties() {
        tell(against, (&property.name, property.ty), ours, span, diagnostics);
    }
    for call in calls(against) {
        for parameter in call.documented {
            if let Some(ours) = call.ours(&parameter.name) {
                let span = parameter.docs.span.unwrap_or(call.line.span);
                tell(against, (&parameter.name, parameter.ty), ours, span, diagnostics);
            }
        }
    }
}

fn tell(
    against: &Against<'_>,
    (name, ty): (&str, TypeRef),
    ours: &ServiceProperty,
    span: Span,
    diagnostics: &mut Diagnostics,
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
    diagnostics.report(finding.because(ours.name.span, format!("{there} here")));
}
