//! `unknown-required-word`: a cell says whether a value must be given in words that the dialect does not know.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNKNOWN_REQUIRED_WORD: Rule = Rule {
    name: "unknown-required-word",
    level: Level::Warn,
    summary: "a cell says whether a value must be given in words that the dialect does not know",
    explanation: include_str!("unknown_required_word.md"),
};

/// A cell of a column that says which values must be given.
pub(crate) fn report(words: &str, span: Span) -> Diagnostic {
    let shown = super::shorten(words);
    let headline =
        format!("`{shown}` is read as \"may be left out\": the dialect does not know it");
    Diagnostic::new(&UNKNOWN_REQUIRED_WORD, span, headline)
        .help("write it in the dialect: `required-words` has what must be given, `optional-words` what need not")
        .once()
}
