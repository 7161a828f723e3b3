//! `parameter-absent-from-service`: a documented parameter that the service does not describe.

use super::against::{Against, tell_once};
use super::parameters::calls;
use super::sent_along::{may_be_unsaid, sent_along};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static PARAMETER_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "parameter-absent-from-service",
    level: Level::Warn,
    summary: "a documented parameter that the service does not describe",
    explanation: include_str!("parameter_absent_from_service.md"),
};

/// Looks at the parameters of actions that both have, and at what goes along with requests.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    for call in calls(against) {
        for parameter in call.documented {
            if call.ours(&parameter.name).is_some() {
                continue;
            }
            let span = parameter.docs.span.unwrap_or(call.line.span);
            let name = &call.operation.name;
            let headline = format!("the service's `{}` takes no `{}`", name.value, parameter.name);
            let finding = Diagnostic::new(&PARAMETER_ABSENT_FROM_SERVICE, span, headline);
            diagnostics.report(finding.because(name.span, "without it"));
        }
    }
    let mut found = Vec::new();
    for sent in sent_along(against) {
        for parameter in sent.absent().filter(|it| !may_be_unsaid(against, sent.along, &it.name)) {
            let (what, name) = (sent.along.as_str(), &parameter.name);
            let span = parameter.docs.span.unwrap_or(sent.line);
            let headline = format!("the service takes no {what} `{name}` here");
            let finding = Diagnostic::new(&PARAMETER_ABSENT_FROM_SERVICE, span, headline);
            let near = sent.undocumented().map(|it| it.name.value.as_str());
            let near = against.guesses.meant(name, near);
            found.push(finding.because(sent.place, "without it").did_you_mean(near));
        }
    }
    tell_once(found, diagnostics);
}
