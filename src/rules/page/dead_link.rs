//! `dead-link`: a link leads to a page that is not there.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::Link;

pub(super) static DEAD_LINK: Rule = Rule {
    name: "dead-link",
    level: Level::Deny,
    summary: "a link leads to a page that is not there",
    explanation: include_str!("dead_link.md"),
};

/// A link into the doc set whose page does not exist.
pub(crate) fn report(link: &Link, path: &str) -> Diagnostic {
    let headline = format!("there is no page `{path}`");
    Diagnostic::new(&DEAD_LINK, link.written.span, headline).label("linked here").once()
}
