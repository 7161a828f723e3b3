//! `unknown-type`: a type name that nothing in the doc set defines.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::TypeText;
use crate::source::Span;

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
        .once()
        .note("it is emitted as any JSON")
        .did_you_mean(near)
}

/// A row's type text that resolves to nothing, where another place names the property's type.
pub(crate) fn of_row(text: &TypeText, near: Option<&str>) -> Diagnostic {
    let headline = format!("nothing defines the type `{}`", text.text);
    Diagnostic::new(&UNKNOWN_TYPE, text.span, headline)
        .once()
        .note("the property's type is taken from another place that names one")
        .did_you_mean(near)
}

/// An example object that says that it is of a type that nothing defines, and the only type of that name
/// in another namespace.
pub(crate) fn of_object(name: &str, elsewhere: Option<&str>, span: Span) -> Diagnostic {
    let mut headline = format!("nothing defines the type `{name}`");
    if let Some(elsewhere) = elsewhere {
        headline.push_str(&format!(", only `{elsewhere}`"));
    }
    Diagnostic::new(&UNKNOWN_TYPE, span, headline)
        .once()
        .note("the example's object says that it is one")
}
