//! `namespace-mismatch`: a type's namespace is another in its annotation, or for all who use it.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::TypeName;
use crate::source::Span;

pub(super) static NAMESPACE_MISMATCH: Rule = Rule {
    name: "namespace-mismatch",
    level: Level::Warn,
    summary: "a type's namespace is another in its annotation, or for all who use it",
    explanation: include_str!("namespace_mismatch.md"),
};

/// The namespace in the annotation, which counts, where the namespace line stands, and the annotation.
pub(crate) fn report(namespace: &str, stated: Span, annotated: Span) -> Diagnostic {
    let headline = format!("the namespace is `{namespace}` in the annotation");
    Diagnostic::new(&NAMESPACE_MISMATCH, stated, headline).because(annotated, "this one counts")
}

/// A type's name, the namespace that everybody else puts it into, where its page names it and the first
/// of those who use it.
pub(crate) fn of_users(name: &TypeName, used: &str, named: Span, user: Span) -> Diagnostic {
    let headline = format!("all who use `{}` call its namespace `{used}`", name.name);
    Diagnostic::new(&NAMESPACE_MISMATCH, named, headline)
        .label(format!("here it is `{}`", name.namespace))
        .because(user, "the first of them")
}
