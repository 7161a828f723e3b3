//! `unknown-type`: a type name that nothing in the doc set defines.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::TypeText;
use crate::naming::Hint;
use crate::source::Span;

pub(super) static UNKNOWN_TYPE: Rule = Rule {
    name: "unknown-type",
    level: Level::Warn,
    summary: "a type name that nothing in the doc set defines",
    explanation: include_str!("unknown_type.md"),
};

/// A type text that resolves to nothing, and what helps with it; the value becomes any JSON.
pub(crate) fn report(text: &TypeText, hint: Hint<'_>) -> Diagnostic {
    of_text(text, hint, "it is emitted as any JSON")
}

/// A row's type text that resolves to nothing, where another place names the property's type.
pub(crate) fn of_row(text: &TypeText, hint: Hint<'_>) -> Diagnostic {
    of_text(text, hint, "the property's type is taken from another place that names one")
}

fn of_text(text: &TypeText, hint: Hint<'_>, note: &str) -> Diagnostic {
    let headline = format!("nothing defines the type `{}`", text.text);
    let finding = Diagnostic::new(&UNKNOWN_TYPE, text.span, headline).once().note(note);
    match hint.html {
        Some(table) => finding.because(table, "its page has a table in HTML, which is not read"),
        None => finding.did_you_mean(hint.near),
    }
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
