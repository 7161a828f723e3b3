//! Rows that the parser takes for a paragraph: the rest of a table that a comment or a blank line
//! parts, and tables without a separator.

use super::context::Context;
use super::section::Flow;
use super::{Block, BlockKind, Problem, ProblemKind, table};
use crate::source::Span;
use std::ops::Range;

/// Joins the rows that `blocks` begin with to the table before them, or makes them a table.
pub(super) fn join(
    flow: &mut [Flow],
    blocks: &mut Vec<Block>,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let Some(first) = blocks.first_mut() else { return };
    let is_rows = matches!(first.kind, BlockKind::Paragraph(_))
        && first.span.file == cx.file
        && cx.text[first.span.range()].starts_with('|');
    if !is_rows {
        return;
    }
    let rows = first.span;
    let Some((previous, is_parted_by_comment)) = table_before(flow, rows, cx) else {
        if let Some(table) = table::without_separator(rows.range(), cx, problems) {
            first.kind = BlockKind::Table(table);
        }
        return;
    };
    let BlockKind::Table(table) = &mut previous.kind else { return };
    if !is_parted_by_comment {
        let line = first_line(cx.text, rows.range());
        problems.push(Problem { kind: ProblemKind::PartedTable, span: Span::new(cx.file, line) });
    }
    table::parse_rows(table, rows.range(), cx, problems);
    previous.span = previous.span.to(rows);
    blocks.remove(0);
}

/// The table that nothing but white space or comments stand after, and whether a comment does.
fn table_before<'f>(
    flow: &'f mut [Flow],
    rows: Span,
    cx: Context<'_>,
) -> Option<(&'f mut Block, bool)> {
    let mut start = rows.start;
    let mut has_comment = false;
    for item in flow.iter_mut().rev() {
        let Flow::Block(block) = item else { return None };
        let is_near = block.span.file == cx.file
            && block.span.end <= start
            && cx.text[block.span.end as usize..start as usize].trim().is_empty();
        match &block.kind {
            BlockKind::Table(_) if is_near => return Some((block, has_comment)),
            BlockKind::Comment(_) if is_near => {
                start = block.span.start;
                has_comment = true;
            }
            _ => return None,
        }
    }
    None
}

fn first_line(text: &str, range: Range<usize>) -> Range<usize> {
    let length = text[range.clone()].lines().next().map_or(0, |line| line.trim_end().len());
    range.start..range.start + length
}
