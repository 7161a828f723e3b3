//! `service-requirement-mismatch`: a parameter that may be left out in the docs or in the service alone.

use super::against::{Against, tell_once};
use super::parameters::calls;
use super::sent_along::sent_along;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::model::Parameter;
use crate::service::ServiceProperty;
use crate::source::Span;

pub(super) static SERVICE_REQUIREMENT_MISMATCH: Rule = Rule {
    name: "service-requirement-mismatch",
    level: Level::Warn,
    summary: "a parameter that may be left out in the docs or in the service alone",
    explanation: include_str!("service_requirement_mismatch.md"),
};

/// Looks at the parameters that both have and of which both say whether they may be left out.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for call in calls(against) {
        for parameter in call.documented {
            if let Some(ours) = call.ours(&parameter.name) {
                let span = parameter.docs.span.unwrap_or(call.line.span);
                found.extend(report(parameter, ours, span));
            }
        }
    }
    for sent in sent_along(against) {
        let both = sent.both();
        found.extend(both.filter_map(|(span, parameter, ours)| report(parameter, ours, span)));
    }
    tell_once(found, diagnostics);
}

fn report(parameter: &Parameter, ours: &ServiceProperty, span: Span) -> Option<Diagnostic> {
    let (here, there) = (parameter.required?, ours.required?);
    if here == there {
        return None;
    }
    let may = |required| if required { "is required" } else { "may be left out" };
    let (here, there) = (may(here), may(there));
    let headline = format!("`{}` {here} here, and {there} in the service", parameter.name);
    let finding = Diagnostic::new(&SERVICE_REQUIREMENT_MISMATCH, span, headline);
    Some(finding.because(ours.name.span, format!("it {there}")))
}
