//! `wrapped-answer`: an example wraps a single object in `value`.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static WRAPPED_ANSWER: Rule = Rule {
    name: "wrapped-answer",
    level: Level::Warn,
    summary: "an example wraps a single object in `value`",
    explanation: include_str!("wrapped_answer.md"),
};

/// Where the body around a single object stands.
pub(super) fn report(body: Span) -> Diagnostic {
    let headline = "a single object is not wrapped in `value`";
    Diagnostic::new(&WRAPPED_ANSWER, body.part(0..1), headline)
        .help("show the object itself, or a list in `value`")
}
