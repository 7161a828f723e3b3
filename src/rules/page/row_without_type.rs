//! `row-without-type`: a row of a table with types gives none.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::Span;

pub(super) static ROW_WITHOUT_TYPE: Rule = Rule {
    name: "row-without-type",
    level: Level::Warn,
    summary: "a row of a table with types gives none",
    explanation: include_str!("row_without_type.md"),
};

/// The row's name.
pub(crate) fn report(name: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&ROW_WITHOUT_TYPE, span, format!("`{name}` has no type"))
        .note("unless another place gives one, it is emitted as any JSON")
}
