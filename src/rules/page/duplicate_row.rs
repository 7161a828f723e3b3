//! `duplicate-row`: a table has the same row twice, or two rows of one name.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::source::{Span, Spanned};

pub(super) static DUPLICATE_ROW: Rule = Rule {
    name: "duplicate-row",
    level: Level::Warn,
    summary: "a table has the same row twice, or two rows of one name",
    explanation: include_str!("duplicate_row.md"),
};

/// A row that says the same as one above, and the line that is nothing but it.
pub(crate) fn of_text(first: Span, row: Span, line: Option<Span>) -> Diagnostic {
    let finding = Diagnostic::new(&DUPLICATE_ROW, row, "row is in this table already")
        .because(first, "the same row")
        .help("take one of them out");
    match line {
        Some(line) => finding.edit(line, ""),
        None => finding,
    }
}

/// A row about something that another row is about, perhaps in another case.
pub(crate) fn of_name(first: &Spanned<String>, name: &Spanned<String>) -> Diagnostic {
    let is_same = first.value == name.value;
    let headline = match is_same {
        true => format!("`{}` has two rows in this table", name.value),
        false => format!("`{}` has a row in this table as `{}`", name.value, first.value),
    };
    Diagnostic::new(&DUPLICATE_ROW, name.span, headline).because(first.span, "the first one")
}
