//! `pages-of-other-version`: the docs are of several versions, of which one is read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static PAGES_OF_OTHER_VERSION: Rule = Rule {
    name: "pages-of-other-version",
    level: Level::Warn,
    summary: "the docs are of several versions, of which one is read",
    explanation: include_str!("pages_of_other_version.md"),
};

/// A folder of another version, by its first page, and how many pages are in it.
pub(crate) fn report(at: Span, folder: &str, n_pages: usize, own: &str) -> Diagnostic {
    let pages = if n_pages == 1 { "page" } else { "pages" };
    let headline =
        format!("`{folder}` is of another version than `{own}`: {n_pages} {pages} not read");
    Diagnostic::new(&PAGES_OF_OTHER_VERSION, at, headline)
        .help(format!("check it by itself: `docwright check {folder}`"))
        .note("types and requests of two versions have the same names")
}
