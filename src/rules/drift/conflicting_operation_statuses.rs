//! `conflicting-operation-statuses`: pages that document one operation disagree on whether it answers a body.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::ledger::AnswerClaim;
use crate::model::ResponseBody;
use crate::rules::cx::RuleCx;

pub(super) static CONFLICTING_OPERATION_STATUSES: Rule = Rule {
    name: "conflicting-operation-statuses",
    level: Level::Warn,
    summary: "pages that document one operation disagree on whether it answers a body",
    explanation: include_str!("conflicting_operation_statuses.md"),
};

/// Looks at the operations of several pages.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (entry, operation) in cx.ledger.operations.iter().zip(&cx.model.operations) {
        let mut told = entry.answers.iter().filter(|it| it.is_told);
        let is_none = |it: &&AnswerClaim| it.body == ResponseBody::None;
        let with = told.clone().find(|it| !is_none(it) && !it.is_optional);
        if let Some((without, with)) = told.find(is_none).zip(with) {
            diagnostics.report(report(without, with, operation.response_optional));
        }
    }
}

/// A page's claim that nothing is answered, another page's that something is, and whether callers take
/// both.
fn report(without: &AnswerClaim, with: &AnswerClaim, is_optional: bool) -> Diagnostic {
    let headline = "this answers nothing here and a body on another page";
    let finding = Diagnostic::new(&CONFLICTING_OPERATION_STATUSES, without.line, headline)
        .because(with.line, "here it answers a body");
    finding.note(match is_optional {
        true => "callers take both: the body may be missing",
        false => "the body counts, since what is read is there",
    })
}
