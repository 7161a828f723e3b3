//! `response-collection-mismatch`: an annotation and the body below it disagree on whether it is a collection.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::json::Value;
use crate::source::Span;

pub(super) static RESPONSE_COLLECTION_MISMATCH: Rule = Rule {
    name: "response-collection-mismatch",
    level: Level::Warn,
    summary: "an annotation and the body below it disagree on whether it is a collection",
    explanation: include_str!("response_collection_mismatch.md"),
};

/// An annotation's type and the body; the annotation says whether it is a collection.
pub(crate) fn report(annotated: Span, body: &Value, says_collection: bool) -> Diagnostic {
    let (said, shown) = match says_collection {
        true => ("a collection", "one value"),
        false => ("one value", "a collection"),
    };
    let headline = format!("the annotation says {said}, the body is {shown}");
    let finding = Diagnostic::new(&RESPONSE_COLLECTION_MISMATCH, annotated, headline)
        .because(body.span, "the body");
    finding.help(match says_collection {
        true => "show a list in `value`, or say `\"isCollection\": false`",
        false => "show one value, or say `\"isCollection\": true`",
    })
}
