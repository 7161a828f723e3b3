//! `needless-correction`: a correction that changes nothing.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static NEEDLESS_CORRECTION: Rule = Rule {
    name: "needless-correction",
    level: Level::Warn,
    summary: "a correction that changes nothing",
    explanation: include_str!("needless_correction.md"),
};

/// The place of what is so without it.
pub(crate) fn report(span: Span) -> Diagnostic {
    Diagnostic::new(&NEEDLESS_CORRECTION, span, "this is so without the correction")
        .label("changes nothing")
        .help("take it out")
}
