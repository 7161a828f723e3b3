//! `malformed-json`: an example body is not strict JSON.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Problem;

pub(super) static MALFORMED_JSON: Rule = Rule {
    name: "malformed-json",
    level: Level::Warn,
    summary: "an example body or a JSON representation is not strict JSON",
    explanation: include_str!("malformed_json.md"),
};

/// The first repair of a body, and those that follow. The edits are those of its kind.
pub(crate) fn report(problem: &Problem, following: &[&Problem]) -> Diagnostic {
    told("example body is not strict JSON", problem, following)
}

/// The first repair of JSON that stands for a type, and those that follow.
pub(crate) fn of_representation(problem: &Problem, following: &[&Problem]) -> Diagnostic {
    told("JSON representation is not strict JSON", problem, following)
}

fn told(headline: &str, problem: &Problem, following: &[&Problem]) -> Diagnostic {
    let finding =
        Diagnostic::new(&MALFORMED_JSON, problem.span, headline).label(super::repair(problem.kind));
    let alike = following.iter().filter(|it| it.kind == problem.kind);
    let edited = std::iter::once(&problem).chain(alike);
    let finding = edited.fold(finding, |it, problem| super::edited(it, problem));
    match following.len() + 1 {
        0 | 1 => finding,
        more => finding.note(format!("{} more of its kind follow in this body", more - 1)),
    }
}
