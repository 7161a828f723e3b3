//! `namespace-mismatch`: a page's namespace line and its annotation disagree.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static NAMESPACE_MISMATCH: Rule = Rule {
    name: "namespace-mismatch",
    level: Level::Warn,
    summary: "a page's namespace line and its annotation disagree",
    explanation: include_str!("namespace_mismatch.md"),
};

/// The namespace in the annotation, which counts, where the namespace line stands, and the annotation.
pub(crate) fn report(namespace: &str, stated: Span, annotated: Span) -> Diagnostic {
    let headline = format!("the namespace is `{namespace}` in the annotation");
    Diagnostic::new(&NAMESPACE_MISMATCH, stated, headline).because(annotated, "this one counts")
}
