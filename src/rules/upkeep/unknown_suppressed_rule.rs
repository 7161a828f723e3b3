//! `unknown-suppressed-rule`: a suppression names a rule that there is not.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::rules::rules;
use crate::source::Spanned;
use crate::spelling;

pub(super) static UNKNOWN_SUPPRESSED_RULE: Rule = Rule {
    name: "unknown-suppressed-rule",
    level: Level::Warn,
    summary: "a suppression names a rule that there is not",
    explanation: include_str!("unknown_suppressed_rule.md"),
};

/// A name that a suppression gives; `None` if a rule has it.
pub(crate) fn check(name: &Spanned<String>) -> Option<Diagnostic> {
    if rules().any(|rule| rule.name == name.value) {
        return None;
    }
    let near = spelling::meant(&name.value, rules().map(|rule| rule.name));
    let headline = format!("there is no rule `{}`", name.value);
    Some(Diagnostic::new(&UNKNOWN_SUPPRESSED_RULE, name.span, headline).did_you_mean(near))
}
