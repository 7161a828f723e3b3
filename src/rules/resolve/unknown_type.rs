//! `unknown-type`: a type name that nothing in the doc set defines.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::TypeText;

pub(super) static UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-type",
    level: Level::Warn,
    summary: "a type name that nothing in the doc set defines",
    explanation: include_str!("unknown_type.md"),
};

/// A type text that resolves to nothing, and the type it surely means; the value becomes any JSON.
pub(crate) fn report(text: &TypeText, near: Option<&str>) -> Diagnostic {
    let headline = format!("nothing defines the type `{}`", text.text);
    Diagnostic::new(&UNKNOWN_TYPE, text.span, headline)
        .note("it is emitted as any JSON")
        .did_you_mean(near)
}
