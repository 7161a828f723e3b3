//! `undocumented-service-type`: a type that the service describes and the docs do not.

use super::against::Against;
use super::parameters::calls;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::TypeId;
use crate::service::{Covers, ServiceType};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Names of a summary that are shown.
const MOST_NAMED: usize = 20;

pub(super) static UNDOCUMENTED_SERVICE_TYPE: Rule = Rule {
    name: "undocumented-service-type",
    level: Level::Warn,
    summary: "a type that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_type.md"),
};

/// Looks at the service's types that are not documented: those that documented ones lead to, each; of the others
/// one summary a namespace.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let led = led(against);
    // What documented requests carry is told where it is compared with their parameters.
    let carried: BTreeSet<&str> = calls(against)
        .iter()
        .filter_map(|it| Some(it.operation.takes.as_ref()?.name.as_str()))
        .collect();
    let mut others: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ty in &against.service.types {
        let name = ty.name.as_str();
        let is_aside = Covers::is_nameless(name) || against.service.aside.contains(name);
        if is_aside || against.documented.contains_key(name) || carried.contains(ty.name.as_str()) {
            continue;
        }
        match led.get(ty.name.as_str()) {
            Some((id, place)) => diagnostics.report(report(against, ty, *id, *place)),
            None => others.entry(&ty.namespace).or_default().push(ty.bare()),
        }
    }
    for (namespace, names) in others {
        if let Some(span) = against.service.namespaces.get(namespace) {
            diagnostics.report(summary(namespace, &names, *span));
        }
    }
}

/// What types that both have lead to, with the type and where in the service.
fn led<'a>(against: &Against<'a>) -> BTreeMap<&'a str, (TypeId, Span)> {
    let mut led = BTreeMap::new();
    for (id, ty) in &against.types {
        let mut add = |name: &'a str, place| {
            led.entry(name).or_insert((*id, place));
        };
        if let Some(base) = &ty.base {
            add(base, ty.span);
        }
        ty.properties.iter().for_each(|it| add(&it.ty.name, it.name.span));
        for is_many in [false, true] {
            for operation in against.service.bound_to(&ty.name, is_many) {
                operation.parameters.iter().for_each(|it| add(&it.ty.name, it.name.span));
                operation.returns.iter().for_each(|it| add(&it.name, operation.name.span));
            }
        }
    }
    led
}

fn report(against: &Against<'_>, ty: &ServiceType, from: TypeId, place: Span) -> Diagnostic {
    let headline = format!("the docs have no type `{}`", ty.bare());
    let from_name = &against.cx.model.ty(from).name().name;
    let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_TYPE, ty.span, headline)
        .because(place, format!("`{from_name}` leads to it"));
    match against.place(from) {
        Some(span) => finding.because(span, "which is documented here"),
        None => finding,
    }
}

fn summary(namespace: &str, names: &[&str], span: Span) -> Diagnostic {
    let of = if namespace.is_empty() { "the service".to_owned() } else { format!("`{namespace}`") };
    let headline = match names.len() {
        1 => format!("the docs lack 1 type of {of} that no documented one leads to"),
        n => format!("the docs lack {n} types of {of} that no documented one leads to"),
    };
    let shown: Vec<String> =
        names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    Diagnostic::new(&UNDOCUMENTED_SERVICE_TYPE, span, headline)
        .note(format!("{}{more}", shown.join(", ")))
}
