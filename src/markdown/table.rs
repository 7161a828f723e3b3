//! Tables, read from the source lines by our own reader.
//!
//! CommonMark's table extension drops surplus cells, refuses a separator of another width and ends
//! the table at a wrapped row. Real pages have all of these, and each would lose facts.

use super::context::Context;
use super::inline::parse_cell;
use super::{Cell, Problem, ProblemKind, Row, Table};
use crate::limits::{self, Limit};
use crate::source::Span;
use memchr::{memchr, memchr2, memchr3};
use std::ops::Range;

/// Where a table begins in a paragraph's source: the ranges of its header and separator lines.
pub(super) fn find(text: &str, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    // Most paragraphs are none.
    memchr(b'|', &text.as_bytes()[range.clone()])?;
    let mut previous: Option<Range<usize>> = None;
    for line in lines(text, range) {
        if let Some(header) = previous
            && is_separator(&text[line.clone()])
            && text[header.clone()].contains('|')
        {
            return Some((header, line));
        }
        previous = Some(line);
    }
    None
}

/// Line ranges without their line ends.
pub(super) fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut offset = range.start;
    std::iter::from_fn(move || {
        let rest = &text.as_bytes()[offset..range.end];
        let length = memchr(b'\n', rest).map_or(rest.len(), |feed| feed + 1);
        let start = offset;
        offset += length;
        let line = text[start..offset].trim_end_matches(['\n', '\r']);
        (length > 0).then(|| start..start + line.len())
    })
}

fn is_separator(line: &str) -> bool {
    let line = line.trim();
    line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
        && line.contains('-')
        && line.contains('|')
}

/// Reads the table whose header and separator stand at the given lines; its rows go on to the end of
/// `range`.
pub(super) fn parse(
    header: Range<usize>,
    separator: Range<usize>,
    range: Range<usize>,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Table {
    let n_separated = split_cells(cx.text, separator.clone(), Backticks::Ignored).len();
    let (header_cells, is_spared) = split_row(cx.text, header.clone(), n_separated);
    if is_spared && header_cells.len() == n_separated {
        let span = Span::new(cx.file, header);
        problems.push(Problem { kind: ProblemKind::PipeInCode, span });
    }
    if n_separated != header_cells.len() {
        let span = Span::new(cx.file, separator.clone());
        problems.push(Problem { kind: ProblemKind::TableSeparator, span });
    }
    let mut table = with_header(header_cells, cx, problems);
    let after =
        cx.text[separator.end..range.end].find('\n').map_or(range.end, |at| separator.end + at + 1);
    parse_rows(&mut table, after..range.end, cx, problems);
    table
}

/// Reads a table whose first row is followed by rows rather than by a separator; `None` if the lines
/// are no rows of one width.
pub(super) fn without_separator(
    range: Range<usize>,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Table> {
    let mut all = lines(cx.text, range.clone());
    let header = all.next()?;
    let header_cells = split_cells(cx.text, header.clone(), Backticks::Ignored);
    let n_columns = header_cells.len();
    let is_row = |line: Range<usize>| {
        cx.text[line.clone()].trim_start().starts_with('|')
            && split_row(cx.text, line, n_columns).0.len() == n_columns
    };
    if n_columns < 2 || !all.next().is_some_and(is_row) {
        return None;
    }
    let span = Span::new(cx.file, header.clone());
    problems.push(Problem { kind: ProblemKind::NoSeparator, span });
    let mut table = with_header(header_cells, cx, problems);
    let after =
        cx.text[header.end..range.end].find('\n').map_or(range.end, |at| header.end + at + 1);
    parse_rows(&mut table, after..range.end, cx, problems);
    Some(table)
}

/// A table without rows yet.
fn with_header(header: Vec<Range<usize>>, cx: Context<'_>, problems: &mut Vec<Problem>) -> Table {
    if let Some(first) = header.get(limits::COLUMNS.most).cloned() {
        let mut table = Table { header: Vec::new(), rows: Vec::new(), is_beyond: false };
        beyond(&mut table, limits::COLUMNS, Span::new(cx.file, first), problems);
        return table;
    }
    Table { header: cells(header, cx), rows: Vec::new(), is_beyond: false }
}

/// Leaves a table that is larger than is read.
fn beyond(table: &mut Table, limit: Limit, span: Span, problems: &mut Vec<Problem>) {
    problems.push(Problem { kind: ProblemKind::Beyond(limit), span });
    table.rows = Vec::new();
    table.is_beyond = true;
}

/// What the header says of the rows below it.
#[derive(Clone, Copy, Debug)]
struct Shape {
    n_columns: usize,
    /// The header begins with a pipe.
    opens: bool,
    /// The header ends with a pipe.
    closes: bool,
}

impl Shape {
    fn of(table: &Table, cx: Context<'_>) -> Self {
        let first = table.header.first().map_or(0, |cell| cell.span.start as usize);
        let last = table.header.last().map_or(0, |cell| cell.span.end as usize);
        let before = cx.text[..first].rsplit('\n').next().unwrap_or_default();
        let after = cx.text[last..].split('\n').next().unwrap_or_default();
        let n_columns = table.header.len();
        Self { n_columns, opens: before.contains('|'), closes: after.contains('|') }
    }
}

/// Reads the rows in `range` into a table, which may have rows already.
pub(super) fn parse_rows(
    table: &mut Table,
    range: Range<usize>,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let shape = Shape::of(table, cx);
    let n_columns = shape.n_columns;
    let mut open: Option<Range<usize>> = None;
    for line in lines(cx.text, range) {
        if table.is_beyond {
            return;
        }
        let source = cx.text[line.clone()].trim();
        if source.is_empty() {
            continue;
        }
        match &mut open {
            Some(row)
                if !source.starts_with('|')
                    // Without pipes around rows a line with one is a row.
                    && (shape.opens || !source.contains('|'))
                    && goes_on(cx.text, row, line.clone(), n_columns) =>
            {
                row.end = line.end;
            }
            _ => {
                if let Some(row) = open.replace(line) {
                    push_row(table, row, shape, cx, problems);
                }
            }
        }
    }
    if let Some(row) = open {
        push_row(table, row, shape, cx, problems);
    }
}

fn push_row(
    table: &mut Table,
    row: Range<usize>,
    shape: Shape,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) {
    let row = parse_row(row, shape, cx, problems);
    if table.rows.len() == limits::ROWS.most {
        beyond(table, limits::ROWS, row.span, problems);
    } else {
        table.rows.push(row);
    }
}

/// Whether a row goes on in a line that has no opening pipe: the row lacks its closing pipe or has
/// room for the line's cells. A line that is a whole row merely lacks its pipe.
fn goes_on(text: &str, row: &Range<usize>, line: Range<usize>, n_columns: usize) -> bool {
    let n_more = split_row(text, line, n_columns).0.len();
    let is_open = !text[row.clone()].trim_end().ends_with('|');
    // Only a row of whole cells is looked through again: each of its lines adds one, so they are few.
    let n_cells = || split_row(text, row.clone(), n_columns).0.len();
    n_more < n_columns && (is_open || n_cells() + n_more <= n_columns)
}

fn parse_row(
    range: Range<usize>,
    shape: Shape,
    cx: Context<'_>,
    problems: &mut Vec<Problem>,
) -> Row {
    let n_columns = shape.n_columns;
    let source = cx.text[range.clone()].trim();
    let start = range.end - cx.text[range.clone()].trim_start().len();
    let span = Span::new(cx.file, start..start + source.len());
    let is_wrapped = source.contains('\n');
    if is_wrapped {
        problems.push(Problem { kind: ProblemKind::WrappedRow, span });
    }
    let (mut ranges, is_spared) = split_row(cx.text, range, n_columns);
    let n_written = ranges.len();
    if let Some(kind) = slip(cx.text, source, &ranges, is_spared, shape).filter(|_| !is_wrapped) {
        problems.push(Problem { kind, span });
    }
    if n_written > n_columns && n_columns > 0 {
        let surplus = ranges.split_off(n_columns);
        let end = surplus.last().map_or(0, |last| last.end);
        if let Some(last) = ranges.last_mut() {
            // Surplus cells without text are a doubled pipe at the end of the row.
            if surplus.iter().any(|cell| !cell.is_empty()) {
                problems.push(Problem { kind: ProblemKind::SurplusCells, span });
                last.end = end;
            }
        }
    }
    let end = ranges.last().map_or(span.end as usize, |last| last.end);
    ranges.resize(n_columns, end..end);
    Row { cells: cells(ranges, cx), n_written, span }
}

/// What is amiss with a row that is read all the same, if anything.
fn slip(
    text: &str,
    source: &str,
    cells: &[Range<usize>],
    is_spared: bool,
    shape: Shape,
) -> Option<ProblemKind> {
    if cells.len() > shape.n_columns {
        return None;
    }
    if is_spared {
        return Some(ProblemKind::PipeInCode);
    }
    let is_title = || matches!(cells, [only] if text[only.clone()].starts_with("**"));
    // Without pipes around rows the last pipe has a cell behind it, with nothing in it.
    let is_bare = !shape.opens && !shape.closes && !source.starts_with('|');
    let ends_empty = is_bare && source.ends_with('|') && !source.ends_with("\\|");
    if cells.len() + usize::from(ends_empty) < shape.n_columns && !is_title() {
        return Some(ProblemKind::MissingCells);
    }
    let lacks_border = (shape.opens && !source.starts_with('|'))
        || (shape.closes && (!source.ends_with('|') || source.ends_with("\\|")));
    (lacks_border && cells.len() == shape.n_columns).then_some(ProblemKind::MissingBorder)
}

fn cells(ranges: Vec<Range<usize>>, cx: Context<'_>) -> Vec<Cell> {
    ranges
        .into_iter()
        .map(|range| Cell {
            inline: parse_cell(range.clone(), cx),
            span: Span::new(cx.file, range),
        })
        .collect()
}

/// The trimmed cells of a row, of which there should be `n_columns`.
///
/// A pipe splits unless it is escaped. Pages also leave pipes bare inside code spans; these are
/// spared only when splitting at every pipe gives too many cells, since a stray backtick is as common.
/// Tells whether they were.
fn split_row(text: &str, line: Range<usize>, n_columns: usize) -> (Vec<Range<usize>>, bool) {
    let plain = split_cells(text, line.clone(), Backticks::Ignored);
    if plain.len() <= n_columns {
        return (plain, false);
    }
    let spared = split_cells(text, line, Backticks::Spared);
    let is_spared = (n_columns..plain.len()).contains(&spared.len());
    if is_spared { (spared, true) } else { (plain, false) }
}

#[derive(Clone, Copy, PartialEq)]
enum Backticks {
    /// Every unescaped pipe splits.
    Ignored,
    /// A pipe inside a code span does not.
    Spared,
}

fn split_cells(text: &str, line: Range<usize>, backticks: Backticks) -> Vec<Range<usize>> {
    let source = &text[line.clone()];
    let bytes = source.as_bytes();
    let next = |from: usize| {
        let rest = bytes.get(from..)?;
        let at = match backticks {
            Backticks::Ignored => memchr2(b'|', b'\\', rest),
            Backticks::Spared => memchr3(b'|', b'\\', b'`', rest),
        };
        Some(from + at?)
    };
    // Most tables have no more columns.
    let mut ranges = Vec::with_capacity(4);
    let has_opening_pipe = source.trim_start().starts_with('|');
    let mut start = match has_opening_pipe {
        true => source.len() - source.trim_start().len() + 1,
        false => 0,
    };
    let mut offset = start;
    while let Some(at) = next(offset) {
        offset = match bytes[at] {
            b'\\' => at + 2,
            b'`' => memchr(b'`', &bytes[at + 1..]).map_or(bytes.len(), |length| at + length + 2),
            _ => {
                ranges.push(start..at);
                start = at + 1;
                start
            }
        };
    }
    ranges.push(start..source.len());
    let has_closing_pipe = ranges.len() > 1 || has_opening_pipe;
    if has_closing_pipe && ranges.last().is_some_and(|last| source[last.clone()].trim().is_empty())
    {
        ranges.pop();
    }
    ranges.into_iter().map(|range| trim(source, range, line.start)).collect()
}

/// White space that real cells are padded with: also no-break and zero-width spaces.
fn is_padding(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn trim(source: &str, range: Range<usize>, base: usize) -> Range<usize> {
    let cell = &source[range.clone()];
    let rest = cell.trim_start_matches(is_padding);
    let start = base + range.start + cell.len() - rest.len();
    start..start + rest.trim_end_matches(is_padding).len()
}
