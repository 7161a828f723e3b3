//! `malformed-annotation`: a code block annotation is not strict JSON.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::{Problem, ProblemKind};

pub(super) static MALFORMED_ANNOTATION: Rule = Rule {
    name: "malformed-annotation",
    level: Level::Deny,
    summary: "a code block annotation is not strict JSON",
    explanation: include_str!("malformed_annotation.md"),
};

/// The first repair that reading the annotation needed.
pub(crate) fn report(problem: &Problem) -> Diagnostic {
    let headline = "annotation is not strict JSON";
    let finding = Diagnostic::new(&MALFORMED_ANNOTATION, problem.span, headline)
        .label(super::repair(problem.kind));
    super::edited(finding, problem).help(match problem.kind {
        ProblemKind::TrailingComma => "remove the comma",
        ProblemKind::MissingComma => "add a comma before this",
        ProblemKind::UnquotedName => "put the name in double quotes",
        _ => "write it as strict JSON",
    })
}
