//! `service-base-mismatch`: a type that derives from another one in the service.

use super::against::Against;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::{ItemType, TypeRef};
use crate::precedence::ROOT;
use crate::service::bare;

pub(super) static SERVICE_BASE_MISMATCH: Rule = Rule {
    name: "service-base-mismatch",
    level: Level::Warn,
    summary: "a type that derives from another one in the service",
    explanation: include_str!("service_base_mismatch.md"),
};

/// Looks at the bases of types that both have. The root of all says nothing.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for (_, ty, ours) in against.structured() {
        let item = |base| TypeRef { item: ItemType::Named(base), collection: false };
        let here = ty.base.and_then(|base| against.whole_name(item(base)));
        let here = here.filter(|name| bare(name) != ROOT);
        let there = ours.base.clone().filter(|name| bare(name) != ROOT);
        let lower = |name: &Option<String>| name.as_ref().map(|it| it.to_ascii_lowercase());
        // Who tells shapes alone repeats what a base has.
        let is_told = there.is_some() || !against.service.shapes_only;
        let is_other = is_told && lower(&here) != lower(&there);
        let Some(span) = ty.docs.span.filter(|_| is_other) else { continue };
        let shown = |base: &Option<String>| match base {
            Some(name) => format!("derives from `{}`", bare(name)),
            None => "derives from nothing".to_owned(),
        };
        let (here, there) = (shown(&here), shown(&there));
        let headline = format!("`{}` {here} here, and {there} in the service", ty.name.name);
        let finding = Diagnostic::new(&SERVICE_BASE_MISMATCH, span, headline);
        diagnostics.report(finding.because(ours.span, format!("it {there}")));
    }
}
