//! `undocumented-service-property`: a property that the service describes and the docs do not.

use super::against::{Against, tell_each};
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
    let mut found = Vec::new();
    // Each choice has some of what all have.
    for (id, ty, ours) in described.filter(|(_, _, ours)| !ours.choice) {
        let Some(span) = ty.docs.span else { continue };
        let mut listed = listed(against.cx.model, id);
        listed.extend(told_with_bases(against, id));
        for (property, owner) in against.service.properties(ours) {
            let is_own = owner.name == ours.name;
            let is_told =
                against.documented.contains_key(owner.name.as_str()) && owner.bare() != ROOT;
            if (is_own || !is_told) && !listed.contains(&property.name.value.to_ascii_lowercase()) {
                found.push(report(ty, (property, owner), is_own, span));
            }
        }
    }
    tell_each(found, diagnostics);
}

/// What types that repeat what their bases have share with these, where it is told.
fn told_with_bases(against: &Against<'_>, id: TypeId) -> Vec<String> {
    let bases = against.cx.model.lineage(id).skip(1);
    let bases = bases.filter(|_| against.service.shapes_only);
    let theirs = bases.filter_map(|base| against.types.get(&base));
    let names = theirs.flat_map(|it| against.service.properties(it));
    names.map(|(it, _)| it.name.value.to_ascii_lowercase()).collect()
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
