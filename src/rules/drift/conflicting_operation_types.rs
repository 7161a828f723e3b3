//! `conflicting-operation-types`: pages that document one operation say it answers different types.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static CONFLICTING_OPERATION_TYPES: Rule = Rule {
    name: "conflicting-operation-types",
    level: Level::Warn,
    summary: "pages that document one operation say it answers different types",
    explanation: include_str!("conflicting_operation_types.md"),
};

/// The types that pages give one method and path, and the lines that share it.
pub(crate) fn report(types: &[String], first: Span, rest: &[Span]) -> Diagnostic {
    let names = types.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let headline = "pages disagree about what this answers";
    let finding = Diagnostic::new(&CONFLICTING_OPERATION_TYPES, first, headline)
        .note(format!("{names} share no base; the first counts"));
    rest.iter().take(3).fold(finding, |finding, line| finding.because(*line, "and here"))
}
