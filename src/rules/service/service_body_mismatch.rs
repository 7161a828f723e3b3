//! `service-body-mismatch`: a request that carries something else in the service.

use super::against::{Against, tell_once};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::RequestBody;
use crate::service::{Form, Reached, bare};

pub(super) static SERVICE_BODY_MISMATCH: Rule = Rule {
    name: "service-body-mismatch",
    level: Level::Warn,
    summary: "a request that carries something else in the service",
    explanation: include_str!("service_body_mismatch.md"),
};

/// Looks at what documented requests carry where they lead to.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for (operation, line, reached) in against.reached() {
        let RequestBody::Type(ty) = operation.request else { continue };
        let Some(here) = against.whole_name(ty) else { continue };
        let there = match reached.form {
            Form::Action if reached.operation.is_some_and(|it| !it.parameters.is_empty()) => {
                let names = reached.operation.iter().flat_map(|it| &it.parameters);
                let names: Vec<String> = names.map(|it| format!("`{}`", it.name.value)).collect();
                format!("the parameters {}", names.join(", "))
            }
            Form::Bytes => "bytes".to_owned(),
            Form::Reference | Form::References => "a reference".to_owned(),
            Form::Set | Form::Entity | Form::Complexes | Form::Complex
                if !is_of(against, &here, reached) =>
            {
                bare(reached.ty).to_owned()
            }
            _ => continue,
        };
        let headline =
            format!("the request carries {} here and {there} in the service", against.cx.name(ty));
        let finding = Diagnostic::new(&SERVICE_BODY_MISMATCH, line.span, headline);
        found.push(finding.because(reached.place, "this is what it leads to"));
    }
    tell_once(found, diagnostics);
}

/// Whether one of the types is the other or derives from it.
fn is_of(against: &Against<'_>, here: &str, reached: &Reached<'_>) -> bool {
    std::iter::once(&reached.ty)
        .chain(&reached.others)
        .any(|there| against.service.is_a(here, there) || against.service.is_a(there, here))
}
