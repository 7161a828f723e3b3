//! `example-of-other-version`: an example calls another version of the service.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::http::Segment;

pub(super) static EXAMPLE_OF_OTHER_VERSION: Rule = Rule {
    name: "example-of-other-version",
    level: Level::Warn,
    summary: "an example calls another version of the service",
    explanation: include_str!("example_of_other_version.md"),
};

/// The version segment of an example URL that is not the docs' own.
pub(crate) fn report(segment: &Segment, version: &str) -> Diagnostic {
    let headline = format!("example calls version `{}` of the service", segment.text);
    Diagnostic::new(&EXAMPLE_OF_OTHER_VERSION, segment.span, headline)
        .help(format!("these docs are of `{version}`"))
}
