//! `unused-suppression`: a page passes over what is not found there.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Spanned;

pub(super) static UNUSED_SUPPRESSION: Rule = Rule {
    name: "unused-suppression",
    level: Level::Warn,
    summary: "a page passes over what is not found there",
    explanation: include_str!("unused_suppression.md"),
};

/// A rule that a suppression names for nothing.
pub(crate) fn report(rule: &Spanned<String>) -> Diagnostic {
    let headline = format!("`{}` finds nothing here", rule.value);
    Diagnostic::new(&UNUSED_SUPPRESSION, rule.span, headline)
        .label("passed over for nothing")
        .help("take it out")
}
