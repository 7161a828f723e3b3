//! `conflicting-operation-types`: pages that document one operation say it answers different types.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::AnswerClaim;
use crate::model::{Agreement, ResponseBody};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static CONFLICTING_OPERATION_TYPES: Rule = Rule {
    name: "conflicting-operation-types",
    level: Level::Warn,
    summary: "pages that document one operation say it answers different types",
    explanation: include_str!("conflicting_operation_types.md"),
};

/// Looks at the operations of which pages say different things.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let operations = cx.model.operations.iter().zip(&cx.ledger.operations);
    for (_, entry) in operations.filter(|(it, _)| it.agreement == Agreement::Conflict) {
        let says = |it: &&AnswerClaim| matches!(it.body, ResponseBody::Type(_));
        let typed: Vec<&AnswerClaim> = entry.answers.iter().filter(says).collect();
        let plain: Vec<&AnswerClaim> =
            typed.iter().copied().filter(|it| !it.is_selection).collect();
        let asked = if plain.is_empty() { typed } else { plain };
        let mut names: Vec<String> = Vec::new();
        for claim in &asked {
            let ResponseBody::Type(ty) = claim.body else { continue };
            let name = cx.name(ty);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let lines: Vec<Span> = asked.iter().map(|claim| claim.line).collect();
        if let [first, rest @ ..] = lines.as_slice() {
            diagnostics.report(report(&names, *first, rest));
        }
    }
}

/// The types that pages give one method and path, and the lines that share it.
fn report(types: &[String], first: Span, rest: &[Span]) -> Diagnostic {
    let names = types.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let headline = "pages disagree about what this answers";
    let finding = Diagnostic::new(&CONFLICTING_OPERATION_TYPES, first, headline)
        .note(format!("{names} share no base; the first counts"));
    rest.iter().take(3).fold(finding, |finding, line| finding.because(*line, "and here"))
}
