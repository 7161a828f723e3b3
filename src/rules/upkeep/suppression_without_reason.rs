//! `suppression-without-reason`: a page passes findings over and does not say why.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static SUPPRESSION_WITHOUT_REASON: Rule = Rule {
    name: "suppression-without-reason",
    level: Level::Deny,
    summary: "a page passes findings over and does not say why",
    explanation: include_str!("suppression_without_reason.md"),
};

/// The suppression's comment.
pub(crate) fn report(span: Span) -> Diagnostic {
    Diagnostic::new(&SUPPRESSION_WITHOUT_REASON, span, "suppression gives no reason")
        .help("say why after the closing parenthesis")
}
