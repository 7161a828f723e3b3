//! `service-key-mismatch`: a type that has another key in the service.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::edm::Kind;
use crate::service::ServiceKind;

pub(super) static SERVICE_KEY_MISMATCH: Rule = Rule {
    name: "service-key-mismatch",
    level: Level::Warn,
    summary: "a type that has another key in the service",
    explanation: include_str!("service_key_mismatch.md"),
};

/// Looks at the keys of entities that both have. Where the docs do not even list the property, that is told.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    if against.service.shapes_only {
        return;
    }
    for (id, ty, ours) in against.structured() {
        let are_entities =
            ty.kind == Kind::Entity && ours.kind == ServiceKind::Structured(Kind::Entity);
        let own = std::iter::once(ty).chain(against.cx.model.bases(ty));
        let here = own.map(|it| &it.keys).find(|keys| !keys.is_empty());
        let here = here.map_or(&[][..], Vec::as_slice);
        let there = against.service.keys(ours);
        let is_same = here.len() == there.len()
            && here.iter().zip(there).all(|(one, other)| one.eq_ignore_ascii_case(other));
        let is_listed = |key: &String| against.cx.model.property(id, key).is_some();
        let is_told = here.is_empty() && !there.iter().all(is_listed);
        let Some(span) = ty.docs.span.filter(|_| are_entities && !is_same && !is_told) else {
            continue;
        };
        let shown = |keys: &[String]| match keys {
            [] => "no key".to_owned(),
            keys => format!("the key `{}`", keys.join(", ")),
        };
        let (here, there) = (shown(here), shown(there));
        let headline = format!("`{}` has {here} here and {there} in the service", ty.name.name);
        let finding = Diagnostic::new(&SERVICE_KEY_MISMATCH, span, headline);
        diagnostics.report(finding.because(ours.span, format!("it has {there}")));
    }
}
