//! `request-absent-from-service`: a documented request that leads nowhere in the service.

use super::against::{Against, tell_once};
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};

pub(super) static REQUEST_ABSENT_FROM_SERVICE: Rule = Rule {
    name: "request-absent-from-service",
    level: Level::Warn,
    summary: "a documented request that leads nowhere in the service",
    explanation: include_str!("request_absent_from_service.md"),
};

/// Looks at the requests whose paths or methods the service does not know.
pub(super) fn check(against: &Against<'_>, diagnostics: &mut Diagnostics) {
    let mut found = Vec::new();
    for asked in &against.requests {
        let Err(stop) = &asked.outcome else { continue };
        let span = stop.span;
        let text = against.cx.sources.text(span);
        let headline = match text.is_empty() {
            true => stop.message.clone(),
            false => format!("`{text}`: {}", stop.message),
        };
        let finding = Diagnostic::new(&REQUEST_ABSENT_FROM_SERVICE, span, headline);
        let name = text.split('(').next().unwrap_or(text);
        let near = against.guesses.meant(name, stop.known.iter().copied());
        let finding = match stop.place {
            Some(place) => finding.because(place, "this is what the path leads to before"),
            None => finding,
        };
        found.push(finding.did_you_mean(near));
    }
    tell_once(found, diagnostics);
}
