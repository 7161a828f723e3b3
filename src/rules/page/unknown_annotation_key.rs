//! `unknown-annotation-key`: an annotation has a key that nobody reads.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNKNOWN_ANNOTATION_KEY: Rule = Rule {
    name: "unknown-annotation-key",
    level: Level::Warn,
    summary: "an annotation has a key that nobody reads",
    explanation: include_str!("unknown_annotation_key.md"),
};

/// A key outside the annotation vocabulary, with the key it surely means.
pub(crate) fn report(key: &str, span: Span, near: Option<&str>) -> Diagnostic {
    let headline = format!("annotation key `{key}` is not known");
    let finding = Diagnostic::new(&UNKNOWN_ANNOTATION_KEY, span, headline).did_you_mean(near);
    match near {
        Some(near) => finding.edit(span, format!("\"{near}\"")),
        None => finding,
    }
}
