//! `malformed-json`: an example body is not strict JSON.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Problem;

pub(super) static MALFORMED_JSON: Rule = Rule {
    name: "malformed-json",
    level: Level::Warn,
    summary: "an example body is not strict JSON",
    explanation: include_str!("malformed_json.md"),
};

/// The first repair of a body, and how many there were.
pub(crate) fn report(problem: &Problem, n_problems: usize) -> Diagnostic {
    let finding = Diagnostic::new(&MALFORMED_JSON, problem.span, "example body is not strict JSON")
        .label(super::repair(problem.kind));
    match n_problems {
        0 | 1 => finding,
        more => finding.note(format!("{} more of its kind follow in this body", more - 1)),
    }
}
