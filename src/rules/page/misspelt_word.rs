//! `misspelt-word`: a heading or a word of an annotation is a letter away from one that is read.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static MISSPELT_WORD: Rule = Rule {
    name: "misspelt-word",
    level: Level::Warn,
    summary: "a heading or a word of an annotation is a letter away from one that is read",
    explanation: include_str!("misspelt_word.md"),
};

/// A heading, and the known words that it is read as.
pub(crate) fn heading(text: &str, meant: &str, span: Span) -> Diagnostic {
    report(&format!("the heading `{}`", super::shorten(text)), meant, span)
}

/// A key of an annotation or its block type, and the known word that it is read as.
pub(crate) fn annotation(text: &str, meant: &str, span: Span) -> Diagnostic {
    report(&format!("`{}`", super::shorten(text)), meant, span)
}

fn report(what: &str, meant: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&MISSPELT_WORD, span, format!("{what} is read as `{meant}`"))
        .help(format!("write `{meant}`, or add the spelling to the dialect"))
}
