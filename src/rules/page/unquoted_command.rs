//! `unquoted-command`: the shell ends a command's URL before the docs do.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::{SourceMap, Span};

pub(super) static UNQUOTED_COMMAND: Rule = Rule {
    name: "unquoted-command",
    level: Level::Warn,
    summary: "the shell ends a command's URL at an `&` without quotes",
    explanation: include_str!("unquoted_command.md"),
};

/// The `&` that ends a URL, and the whole as it was meant.
pub(crate) fn report(at: Span, url: Span, sources: &SourceMap) -> Diagnostic {
    let finding = Diagnostic::new(&UNQUOTED_COMMAND, at, "the shell ends the URL here")
        .label("what follows is not sent")
        .help("put the URL in quotes");
    // In double quotes these mean something of their own.
    match sources.text(url).contains(['"', '\'', '$', '`', '\\', '!']) {
        true => finding,
        false => finding.edit(url.part(0..0), "\"").edit(Span { start: url.end, ..url }, "\""),
    }
}
