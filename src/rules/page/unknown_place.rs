//! `unknown-place`: a cell says where a parameter goes in words that the dialect does not know.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNKNOWN_PLACE: Rule = Rule {
    name: "unknown-place",
    level: Level::Warn,
    summary: "a cell says where a parameter goes in words that the dialect does not know",
    explanation: include_str!("unknown_place.md"),
};

/// A cell of a column of places.
pub(crate) fn of_cell(words: &str, span: Span) -> Diagnostic {
    let shown = super::shorten(words);
    let headline = format!("`{shown}` is no place that the dialect knows");
    Diagnostic::new(&UNKNOWN_PLACE, span, headline)
        .help(format!(
            "write it in the dialect under `[places]`: `query = [\"{}\"]` if it goes there",
            shown.to_lowercase()
        ))
        .once()
}

/// The header of a column whose cells are places.
pub(crate) fn of_column(words: &str, span: Span) -> Diagnostic {
    let shown = super::shorten(words);
    let headline =
        format!("`{shown}` is no column that the dialect knows, and its cells are places");
    Diagnostic::new(&UNKNOWN_PLACE, span, headline)
        .help(format!(
            "write it in the dialect under `[columns]`: `place = [\"{}\"]`",
            shown.to_lowercase()
        ))
        .once()
}
