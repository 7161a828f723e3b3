//! `unknown-type`: a type name that nothing in the doc set defines.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::{Link, LinkTarget, TypeText};
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
    let target = text.mentions.iter().find_map(|it| it.target.as_ref());
    let finding = match target.and_then(heading) {
        Some(heading) => finding.note(heading),
        None => finding,
    };
    match hint.html {
        Some(table) => finding.because(table, "its page has a table in HTML, which is not read"),
        None => finding.did_you_mean(hint.near),
    }
}

/// A sentence about an answer whose link leads to a heading that is read as no type.
pub(super) fn of_answer(link: &Link) -> Diagnostic {
    let name = link.text.trim_matches(['`', '*', ' ']);
    let headline = format!("nothing defines the type `{name}`");
    let finding = Diagnostic::new(&UNKNOWN_TYPE, link.written.span, headline);
    let finding = finding.once().note("what is answered is emitted as any JSON");
    match link.target.as_ref().and_then(heading) {
        Some(heading) => finding.note(heading),
        None => finding,
    }
}

/// What a link to a heading says of it where that is no type.
fn heading(target: &LinkTarget) -> Option<String> {
    let LinkTarget { path, anchor } = target;
    let anchor = anchor.as_ref().filter(|it| !it.is_empty())?;
    Some(format!("the heading that it leads to, `#{anchor}` of `{path}`, is read as no type"))
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
