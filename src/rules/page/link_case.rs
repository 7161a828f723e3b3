//! `link-case`: a link spells its page in another case.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::Link;

pub(super) static LINK_CASE: Rule = Rule {
    name: "link-case",
    level: Level::Warn,
    summary: "a link spells its page in another case",
    explanation: include_str!("link_case.md"),
};

/// A link that finds its page only where case does not count.
pub(crate) fn report(link: &Link, found: &str) -> Diagnostic {
    let headline = "link spells its page in another case";
    Diagnostic::new(&LINK_CASE, link.written.span, headline)
        .habit("links spell their pages in another case")
        .help(format!("the page is `{found}`"))
}
