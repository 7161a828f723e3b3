//! `unclosed-block`: a comment or code block is never closed.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::markdown::ProblemKind;
use crate::source::Span;

pub(super) static UNCLOSED_BLOCK: Rule = Rule {
    name: "unclosed-block",
    level: Level::Deny,
    summary: "a comment or code block is never closed",
    explanation: include_str!("unclosed_block.md"),
};

/// A comment or fence without its end.
pub(crate) fn report(problem: &ProblemKind, span: Span) -> Diagnostic {
    let finding = |headline| Diagnostic::new(&UNCLOSED_BLOCK, span, headline);
    match problem {
        ProblemKind::FenceParted => finding("code block is not closed before another one begins")
            .help("close it with a line of the same fence above the next one")
            .note("readers of markdown see one block, with the second fence in it"),
        ProblemKind::FenceUnclosed => finding("code block is never closed")
            .help("close it with a line of the same fence")
            .note("reading goes on at the next heading"),
        _ => finding("comment is never closed")
            .help("close it with `-->`")
            .note("reading goes on at the next heading or code block"),
    }
}
