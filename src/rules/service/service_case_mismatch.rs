//! `service-case-mismatch`: a name that the service writes in another case.

use super::against::{Against, tell_once};
use super::parameters::calls;
use super::sent_along::{Along, sent_along};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::service::{RepairKind, bare};
use crate::source::Span;

pub(super) static SERVICE_CASE_MISMATCH: Rule = Rule {
    name: "service-case-mismatch",
    level: Level::Warn,
    summary: "a name that the service writes in another case",
    explanation: include_str!("service_case_mismatch.md"),
};

/// Looks at the names of types, properties, members, parameters and segments that both have.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    let mut tell = |here: &str, there: &str, span: Option<Span>, place: Span| {
        if let Some(span) = span.filter(|_| here != there) {
            let headline = format!("the service writes `{there}`, not `{here}`");
            let finding = Diagnostic::new(&SERVICE_CASE_MISMATCH, span, headline);
            found.push(finding.because(place, "it is written so here"));
        }
    };
    // Names of schemas are not on the wire.
    let named = against.types.iter().filter(|_| !against.service.shapes_only);
    for (id, ours) in named {
        let here = &against.cx.model.ty(*id).name().name;
        tell(here, ours.bare(), against.place(*id), ours.span);
    }
    for (span, property, ours) in against.properties() {
        tell(&property.name, &ours.name.value, Some(span), ours.name.span);
    }
    for (span, ty, ours) in against.enums() {
        for member in &ty.members {
            let all = || ours.members.iter();
            let same = all().find(|it| it.name.value == member.name);
            let same =
                same.or_else(|| all().find(|it| it.name.value.eq_ignore_ascii_case(&member.name)));
            if let Some(same) = same {
                let there = &same.name;
                tell(&member.name, &there.value, member.docs.span.or(Some(span)), there.span);
            }
        }
    }
    for call in calls(against) {
        for parameter in call.documented {
            if let Some(ours) = call.ours(&parameter.name) {
                let span = parameter.docs.span.or(Some(call.line.span));
                tell(&parameter.name, &ours.name.value, span, ours.name.span);
            }
        }
    }
    for sent in sent_along(against).iter().filter(|it| it.along == Along::Query) {
        for (span, parameter, ours) in sent.both() {
            tell(&parameter.name, &ours.name.value, Some(span), ours.name.span);
        }
    }
    for (_, _, reached) in against.reached() {
        for repair in &reached.repairs {
            if let RepairKind::Case(there) = &repair.kind {
                let text = against.cx.sources.text(repair.span);
                let here = text.split(['(', ':']).next().unwrap_or(text);
                tell(bare(here), bare(there), Some(repair.span), repair.place);
            }
        }
    }
    tell_once(found, diagnostics);
}
