//! `missing-include`: an included file is not there.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static MISSING_INCLUDE: Rule = Rule {
    name: "missing-include",
    level: Level::Warn,
    summary: "an included file is not there",
    explanation: include_str!("missing_include.md"),
};

/// An include whose file is missing, or lies outside the doc set.
pub(crate) fn report(path: &str, is_outside: bool, span: Span) -> Diagnostic {
    let finding = Diagnostic::new(&MISSING_INCLUDE, span, format!("there is no file `{path}`"));
    if is_outside {
        return finding.note("the path leaves the doc set, and includes never do");
    }
    finding
}

/// An include that comes back to itself.
pub(crate) fn cycle(path: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&MISSING_INCLUDE, span, format!("`{path}` includes itself or nests too deep"))
}
