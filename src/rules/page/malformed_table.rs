//! `malformed-table`: a table has rows or a separator of another width than its header.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::markdown::ProblemKind;
use crate::source::Span;

pub(super) static MALFORMED_TABLE: Rule = Rule {
    name: "malformed-table",
    level: Level::Warn,
    summary: "a table has rows or a separator of another width than its header",
    explanation: include_str!("malformed_table.md"),
};

/// A row that lacks a pipe at an end, with the pipe.
pub(crate) fn unbordered(row: &str, span: Span) -> Diagnostic {
    let finding = report(&ProblemKind::MissingBorder, span);
    let (start, end) = (row.len() - row.trim_start().len(), row.trim_end().len());
    let opens = row[start..].starts_with('|');
    let closes = row[..end].ends_with('|') && !row[..end].ends_with("\\|");
    let finding = if opens { finding } else { finding.edit(span.part(start..start), "|") };
    if closes { finding } else { finding.edit(span.part(end..end), "|") }
}

/// A table whose shape CommonMark readers would not accept.
pub(crate) fn report(problem: &ProblemKind, span: Span) -> Diagnostic {
    let finding = |headline| Diagnostic::new(&MALFORMED_TABLE, span, headline);
    match problem {
        ProblemKind::TableSeparator => finding("separator row has another width than the header")
            .note("readers of GitHub's markdown see no table here"),
        ProblemKind::NoSeparator => finding("table has no separator row below its header")
            .help("write `|:--|:--|` below the header, a cell for each column"),
        ProblemKind::PartedTable => {
            finding("blank line parts a table").note("readers of GitHub's markdown see no row here")
        }
        ProblemKind::SurplusCells => finding("row has more cells than the header")
            .help("write a pipe inside a cell as `\\|`"),
        ProblemKind::MissingCells => finding("row has fewer cells than the header")
            .help("write every cell, those with nothing in them too"),
        ProblemKind::MissingBorder => finding("row lacks the pipe at its beginning or end")
            .help("begin and end each row with `|`, as the header does"),
        ProblemKind::PipeInCode => finding("pipe inside code parts the cell")
            .help("write it as `\\|`")
            .note("readers of GitHub's markdown see one more cell here"),
        ProblemKind::HtmlRow => finding("row has another number of cells than the header")
            .help("write every cell, those with nothing in them too"),
        _ => finding("row goes on in the next line").help("keep each row on one line"),
    }
}
