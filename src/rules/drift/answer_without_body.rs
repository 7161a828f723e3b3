//! `answer-without-body`: an example's annotation names what is answered, and nothing is.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::ResponseExample;
use crate::rules::cx::RuleCx;

pub(super) static ANSWER_WITHOUT_BODY: Rule = Rule {
    name: "answer-without-body",
    level: Level::Warn,
    summary: "an example's annotation says a type, and its answer has no body",
    explanation: include_str!("answer_without_body.md"),
};

/// Looks at every answer that may have a body.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let empty = cx.successes(operation).filter(|it| it.body.is_none() && has_body(it));
        empty.filter_map(report).for_each(|it| diagnostics.report(it));
    }
}

/// Whether a status comes with a body; of what is accepted the body may be elsewhere.
fn has_body(response: &ResponseExample) -> bool {
    matches!(response.status.value, 200 | 201 | 203 | 206)
        && !response.annotation.is_empty
        && !response.annotation.is_ignored()
}

fn report(response: &ResponseExample) -> Option<Diagnostic> {
    let ty = response.annotation.odata_type.as_ref()?;
    let status = response.status.value;
    let headline = format!("the annotation says `{}`, the answer has no body", ty.text);
    let finding = Diagnostic::new(&ANSWER_WITHOUT_BODY, response.status.span, headline)
        .because(ty.span, "said here");
    Some(finding.help(format!("show the body, or answer `204` and not `{status}`")))
}
