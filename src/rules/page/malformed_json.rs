//! `malformed-json`: an example body is not strict JSON.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Problem;

pub(super) static MALFORMED_JSON: Rule = Rule {
    name: "malformed-json",
    level: Level::Warn,
    summary: "an example body or a JSON representation is not strict JSON",
    explanation: include_str!("malformed_json.md"),
};

/// The first repair of a body, and how many there were.
pub(crate) fn report(problem: &Problem, n_problems: usize) -> Diagnostic {
    told("example body is not strict JSON", problem, n_problems)
}

/// The first repair of JSON that stands for a type, and how many there were.
pub(crate) fn of_representation(problem: &Problem, n_problems: usize) -> Diagnostic {
    told("JSON representation is not strict JSON", problem, n_problems)
}

fn told(headline: &str, problem: &Problem, n_problems: usize) -> Diagnostic {
    let finding =
        Diagnostic::new(&MALFORMED_JSON, problem.span, headline).label(super::repair(problem.kind));
    match n_problems {
        0 | 1 => finding,
        more => finding.note(format!("{} more of its kind follow in this body", more - 1)),
    }
}
