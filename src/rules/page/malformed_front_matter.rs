//! `malformed-front-matter`: front matter is not made of `key: value` lines.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::markdown::ProblemKind;
use crate::source::Span;

pub(super) static MALFORMED_FRONT_MATTER: Rule = Rule {
    name: "malformed-front-matter",
    level: Level::Warn,
    summary: "front matter is not made of `key: value` lines",
    explanation: include_str!("malformed_front_matter.md"),
};

/// A line that is no entry, or front matter without an end.
pub(crate) fn report(problem: &ProblemKind, span: Span) -> Diagnostic {
    let finding = |headline| Diagnostic::new(&MALFORMED_FRONT_MATTER, span, headline);
    match problem {
        ProblemKind::FrontMatterUnclosed => {
            finding("front matter has no end").help("close it with a line of `---`")
        }
        _ => finding("front matter line is not `key: value`"),
    }
}
