//! `unread-page`: a page says what it is about, and nothing is read of it.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNREAD_PAGE: Rule = Rule {
    name: "unread-page",
    level: Level::Warn,
    summary: "a page says what it is about, and nothing is read of it",
    explanation: include_str!("unread_page.md"),
};

/// What a page says that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// An operation.
    Operation,
    /// A type.
    Type,
}

/// The place where something should have been read, and the headings that are.
pub(crate) fn report(about: About, known: &[&str], span: Span) -> Diagnostic {
    let headline = match about {
        About::Operation => "the page says that it is about an operation, and none is read",
        About::Type => "the page says that it is about a type, and no property or member is read",
    };
    let known: Vec<String> = known.iter().map(|it| format!("`{it}`")).collect();
    let help = format!("headings that are read are {}; a dialect adds others", known.join(", "));
    Diagnostic::new(&UNREAD_PAGE, span, headline).help(help)
}
