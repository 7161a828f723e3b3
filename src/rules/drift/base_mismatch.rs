//! `base-mismatch`: a page gives a type two bases.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static BASE_MISMATCH: Rule = Rule {
    name: "base-mismatch",
    level: Level::Warn,
    summary: "a page gives a type two bases",
    explanation: include_str!("base_mismatch.md"),
};

/// Two places of a page, and the bases they name. The first counts.
pub(crate) fn report([first, other]: [&str; 2], span: Span, other_span: Span) -> Diagnostic {
    Diagnostic::new(
        &BASE_MISMATCH,
        other_span,
        format!("the base is `{other}` here and `{first}` elsewhere"),
    )
    .because(span, "this one counts")
}
