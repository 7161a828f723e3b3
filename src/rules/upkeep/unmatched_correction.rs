//! `unmatched-correction`: a correction of what is not there.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static UNMATCHED_CORRECTION: Rule = Rule {
    name: "unmatched-correction",
    level: Level::Deny,
    summary: "a correction of what is not there",
    explanation: include_str!("unmatched_correction.md"),
};

/// What is named and not there, and the nearest that is.
pub(crate) fn report(what: &str, name: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let headline = format!("there is no {what} `{name}`");
    let told = Diagnostic::new(&UNMATCHED_CORRECTION, span, headline);
    match near {
        None if ["operation", "parameter", "property"].contains(&what) => {
            told.help("what the docs lack is added with `exists = true`")
        }
        near => told.did_you_mean(near),
    }
}

/// What can't be made true, and what to write.
pub(crate) fn refusal(headline: String, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&UNMATCHED_CORRECTION, span, headline).help(help)
}

/// A thing that two corrections are of.
pub(crate) fn twice(first: Span, span: Span) -> Diagnostic {
    let headline = "this is corrected already, under another name".to_owned();
    refusal(headline, "say all of it in one place", span).because(first, "here")
}
