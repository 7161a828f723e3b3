//! `example-request-mismatch`: an example request can't be made as its line and its page say.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{Method, Misfit};
use crate::source::Span;

pub(super) static EXAMPLE_REQUEST_MISMATCH: Rule = Rule {
    name: "example-request-mismatch",
    level: Level::Warn,
    summary: "an example request is of another form than documented",
    explanation: include_str!("example_request_mismatch.md"),
};

/// A request, why it does not fit, and the line whose URL it has.
pub(super) fn report(
    method: Method,
    request: Span,
    misfit: &Misfit,
    line: Option<Span>,
) -> Diagnostic {
    let headline = match misfit {
        Misfit::Quotes { argument } => {
            format!("argument {} is quoted here or on its line, not on both", named(argument))
        }
        Misfit::Argument { argument, ty } => {
            format!("argument {} is no `{}`", named(argument), ty.name())
        }
        Misfit::NoArguments { function } => {
            format!("example calls `{function}` without the arguments that the page documents")
        }
        Misfit::Body => {
            format!("example sends a body with `{}`, which takes none here", method.as_str())
        }
        Misfit::NoBody => "example sends no body, the tables of the page describe one".to_owned(),
        Misfit::OtherBody => {
            "example sends another kind of body than the tables describe".to_owned()
        }
    };
    let finding = Diagnostic::new(&EXAMPLE_REQUEST_MISMATCH, request, headline);
    match line {
        Some(line) => finding.because(line, "the documented line"),
        None => finding,
    }
}

fn named(argument: &str) -> String {
    if argument.is_empty() { "without a name".to_owned() } else { format!("`{argument}`") }
}
