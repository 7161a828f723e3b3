//! `example-of-other-host`: an example asks another host for what its page documents.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Spanned;

pub(super) static EXAMPLE_OF_OTHER_HOST: Rule = Rule {
    name: "example-of-other-host",
    level: Level::Warn,
    summary: "an example asks another host for what its page documents",
    explanation: include_str!("example_of_other_host.md"),
};

/// Scheme and host of an example's URL, and the host of the service.
pub(crate) fn report(origin: &Spanned<String>, host: &str) -> Diagnostic {
    let headline = format!("example asks `{}`", origin.value);
    Diagnostic::new(&EXAMPLE_OF_OTHER_HOST, origin.span, headline)
        .help(format!("the service is at `{host}`"))
}
