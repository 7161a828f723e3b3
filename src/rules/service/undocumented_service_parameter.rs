//! `undocumented-service-parameter`: a parameter that the service describes and the docs do not.

use super::against::Against;
use super::parameters::calls;
use super::sent_along::{Along, SentAlong, may_be_undocumented, sent_along};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::service::ServiceProperty;
use std::collections::BTreeMap;

pub(super) static UNDOCUMENTED_SERVICE_PARAMETER: Rule = Rule {
    name: "undocumented-service-parameter",
    level: Level::Warn,
    summary: "a parameter that the service describes and the docs do not",
    explanation: include_str!("undocumented_service_parameter.md"),
};

/// Looks at the parameters of actions that both have, and at what goes along with requests.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for call in calls(against) {
        let listed =
            |name: &str| call.documented.iter().any(|it| it.name.eq_ignore_ascii_case(name));
        for parameter in call.parameters.iter().filter(|it| !listed(&it.name.value)) {
            let (name, action) = (&parameter.name.value, &call.operation.name.value);
            let headline = format!("the docs of `{action}` have no parameter `{name}`");
            let finding =
                Diagnostic::new(&UNDOCUMENTED_SERVICE_PARAMETER, call.line.span, headline);
            let finding = finding.because(parameter.name.span, "the service has it");
            diagnostics.report(match parameter.nullable == Some(true) {
                true => finding.note("it may be null"),
                false => finding,
            });
        }
    }
    along(against, diagnostics);
}

/// So many requests that lack the same are told together.
const MANY: usize = 3;

/// Places of what is told together.
const MOST_PLACES: usize = 20;

fn along(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let sent = sent_along(against);
    let mut lacking: BTreeMap<(Along, &str), Vec<(&SentAlong<'_>, &ServiceProperty)>> =
        BTreeMap::new();
    for it in &sent {
        for parameter in it.undocumented() {
            let name = parameter.name.value.as_str();
            if !may_be_undocumented(it.along, name) {
                lacking.entry((it.along, name)).or_default().push((it, parameter));
            }
        }
    }
    for ((along, name), all) in &lacking {
        let what = along.as_str();
        let finding = |headline: String, (sent, parameter): &(&SentAlong<'_>, &ServiceProperty)| {
            let finding = Diagnostic::new(&UNDOCUMENTED_SERVICE_PARAMETER, sent.line, headline);
            let finding = finding.because(parameter.name.span, "the service has it");
            match parameter.required == Some(true) {
                true => finding.note("no call goes without it"),
                false => finding,
            }
        };
        let (first, rest) = match all.as_slice() {
            [first, rest @ ..] if all.len() > MANY => (first, rest),
            _ => {
                for it in all {
                    let headline = format!("the docs of `{}` have no {what} `{name}`", it.0.name);
                    diagnostics.report(finding(headline, it));
                }
                continue;
            }
        };
        let headline = format!("the docs of {} requests have no {what} `{name}`", all.len());
        let places = rest.iter().take(MOST_PLACES);
        let finding = places.fold(finding(headline, first), |finding, (sent, _)| {
            finding.because(sent.line, "and here")
        });
        diagnostics.report(finding);
    }
}
