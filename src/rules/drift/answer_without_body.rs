//! `answer-without-body`: an example answer has no body where its annotation or the text says a type.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ResponseExample, TypeText};
use crate::rules::cx::RuleCx;

pub(super) static ANSWER_WITHOUT_BODY: Rule = Rule {
    name: "answer-without-body",
    level: Level::Warn,
    summary: "an example answer has no body, and its annotation or the text says a type",
    explanation: include_str!("answer_without_body.md"),
};

/// Looks at every answer that may have a body.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        let is_empty = |it: &&ResponseExample| it.body.is_none() && has_body(it);
        let empty = cx.successes(operation).filter(is_empty);
        empty.filter_map(annotated).for_each(|it| diagnostics.report(it));
        let mut all = cx.successes(operation).peekable();
        let first = all.peek().copied();
        let are_bare = all.all(|it| is_empty(&it) && it.annotation.odata_type.is_none());
        // Words may be taken for a type: of those that name none nothing follows.
        let is_type = |it: &&TypeText| !it.is_guess || cx.resolve_in_sentence(page, it).is_some();
        let said = operation.response.ty.as_ref().filter(|_| are_bare).filter(is_type);
        if let Some((said, first)) = said.zip(first) {
            diagnostics.report(report(first, "the text says", said));
        }
    }
}

/// Whether a status comes with a body; of what is accepted the body may be elsewhere.
fn has_body(response: &ResponseExample) -> bool {
    matches!(response.status.value, 200 | 201 | 203 | 206)
        && !response.annotation.is_empty
        && !response.annotation.is_ignored()
}

fn annotated(response: &ResponseExample) -> Option<Diagnostic> {
    let ty = response.annotation.odata_type.as_ref()?;
    Some(report(response, "the annotation says", ty))
}

/// An answer, who says what it is of, and what.
fn report(response: &ResponseExample, who_says: &str, ty: &TypeText) -> Diagnostic {
    let status = response.status.value;
    let name = ty.mentions.first().map_or(ty.text.as_str(), |it| it.name.as_str());
    let headline = format!("{who_says} `{name}`, the answer has no body");
    Diagnostic::new(&ANSWER_WITHOUT_BODY, response.status.span, headline)
        .because(ty.span, "said here")
        .help(format!("show the body, or answer `204` and not `{status}`"))
}
