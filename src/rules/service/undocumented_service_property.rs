//! `undocumented-service-property`: a property that the service describes and the docs do not.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{Model, StructuredType, TypeId};
use crate::precedence::ROOT;
use crate::service::{ServiceProperty, ServiceType};
use std::collections::BTreeSet;

pub(super) static UNDOCUMENTED_SERVICE_PROPERTY: Rule = Rule {
    name: "undocumented-service-property",
    level: Level::Warn,
    summary: "a property that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_property.md"),
};

/// Looks at the properties of types that both have. What comes from a documented base is told there, or with the
/// base that the docs do not say.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let described = against.described().chain(against.in_part());
    // Each choice has some of what all have.
    for (id, ty, ours) in described.filter(|(_, _, ours)| !ours.choice) {
        let Some(span) = ty.docs.span else { continue };
        let listed = listed(against.cx.model, id);
        for (property, owner) in against.service.properties(ours) {
            let is_own = owner.name == ours.name;
            let is_told =
                against.documented.contains_key(owner.name.as_str()) && owner.bare() != ROOT;
            if (is_own || !is_told) && !listed.contains(&property.name.value.to_ascii_lowercase()) {
                diagnostics.report(report(ty, (property, owner), is_own, span));
            }
        }
    }
}

fn listed(model: &Model, id: TypeId) -> BTreeSet<String> {
    model.properties(id).map(|it| it.name.to_ascii_lowercase()).collect()
}

fn report(
    ty: &StructuredType,
    (property, owner): (&ServiceProperty, &ServiceType),
    is_own: bool,
    span: crate::source::Span,
) -> Diagnostic {
    let what = if property.navigation { "relationship" } else { "property" };
    let name = &property.name.value;
    let headline = format!("the docs of `{}` have no {what} `{name}`", ty.name.name);
    let place = match is_own {
        true => "the service has it".to_owned(),
        false => format!("the service has it from `{}`", owner.bare()),
    };
    Diagnostic::new(&UNDOCUMENTED_SERVICE_PROPERTY, span, headline)
        .because(property.name.span, place)
}
