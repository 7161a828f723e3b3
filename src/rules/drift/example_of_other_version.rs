//! `example-of-other-version`: an example calls another version of the service.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::http::Segment;
use crate::ledger::Place;
use crate::rules::cx::RuleCx;
use crate::urls::version;

pub(super) static EXAMPLE_OF_OTHER_VERSION: Rule = Rule {
    name: "example-of-other-version",
    level: Level::Warn,
    summary: "an example calls another version of the service",
    explanation: include_str!("example_of_other_version.md"),
};

/// Looks at the versions in the URLs of examples that ask the service.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let service = &cx.dialect.service;
    if service.version.is_empty() {
        return;
    }
    let asks = |place: Place| matches!(place, Place::OwnLine | Place::Continued | Place::NoLine);
    for example in cx.ledger.examples.iter().filter(|it| asks(it.place)) {
        let Some(request) = &example.facts.request else { continue };
        let asked = version(service, &request.template);
        if let Some(asked) = asked.filter(|it| !it.text.eq_ignore_ascii_case(&service.version)) {
            diagnostics.report(report(asked, &service.version));
        }
    }
}

/// The version segment of an example URL that is not the docs' own.
fn report(segment: &Segment, version: &str) -> Diagnostic {
    let headline = format!("example calls version `{}` of the service", segment.text);
    let summary = format!(
        "examples call version `{}` of the service, these docs are of `{version}`",
        segment.text
    );
    Diagnostic::new(&EXAMPLE_OF_OTHER_VERSION, segment.span, headline)
        .habit(summary)
        .help(format!("these docs are of `{version}`"))
}
