//! Tables written in HTML: their elements in, rows and cells out, as of any other table.
//!
//! Only the elements of a table are looked at; what stands in a cell is read as the words of any cell. End tags may
//! be left out as in HTML, and blank lines may stand anywhere in a table.

use super::context::Context;
use super::inline::parse_cell;
use super::tags::{self, Tag};
use super::{Cell, Inline, Problem, ProblemKind, Row, Table};
use crate::limits::{self, Limit};
use crate::source::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// The tables of a file that have an end: where each begins and ends. Found once, by looking at each tag once.
#[derive(Debug, Default)]
pub(super) struct Tables(BTreeMap<usize, usize>);

impl Tables {
    pub(super) fn find(text: &str) -> Self {
        let mut found = BTreeMap::new();
        let mut open: Vec<usize> = Vec::new();
        if !has_table(text) {
            return Self(found);
        }
        let (mut offset, mut comment_end) = (0, 0);
        let mut fence: Option<&str> = None;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            let trimmed = line.trim_start();
            let mark = ["```", "~~~"].into_iter().find(|it| trimmed.starts_with(it));
            match (fence, mark) {
                (None, Some(mark)) => fence = Some(mark),
                (Some(known), Some(mark)) if known == mark => fence = None,
                // No table goes on below a heading: one before it has no end.
                (None, None) if is_heading(line) => open.clear(),
                _ => {}
            }
            let mut tags = if fence.is_some() || mark.is_some() { "" } else { line };
            while let Some(at) = tags.find('<').filter(|_| offset > comment_end) {
                let here = start + line.len() - tags.len() + at;
                tags = &tags[at + 1..];
                if here < comment_end {
                    continue;
                }
                if tags.starts_with("!--") {
                    let end =
                        (comment_end < text.len()).then(|| text[here..].find("-->")).flatten();
                    // Without an end it goes on to the end of the page.
                    comment_end = end.map_or(text.len(), |end| here + end + 3);
                    continue;
                }
                match tags::name(tags) {
                    (name, false) if name.eq_ignore_ascii_case("table") => open.push(here),
                    (name, true) if name.eq_ignore_ascii_case("table") => {
                        let end = tags.find('>').map_or(offset, |end| here + end + 2);
                        found.extend(open.pop().map(|start| (start, end)));
                    }
                    _ => {}
                }
            }
        }
        Self(found)
    }

    /// Where the last table that begins in a range ends.
    pub(super) fn end_in(&self, range: Range<usize>) -> Option<usize> {
        let mut found = (!range.is_empty()).then(|| self.0.range(range))?;
        found.next_back().map(|(_, end)| *end)
    }

    /// The first table that begins in a range.
    pub(super) fn first_in(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut found = (!range.is_empty()).then(|| self.0.range(range))?;
        found.next().map(|(start, end)| *start..*end)
    }
}

fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// Whether a text may hold a table.
pub(super) fn has_table(text: &str) -> bool {
    let mut tags = memchr::memchr_iter(b'<', text.as_bytes());
    tags.any(|at| tags::name(&text[at + 1..]).0.eq_ignore_ascii_case("table"))
}

/// A row as it is written: its cells, and where it stands.
#[derive(Debug)]
struct Written {
    cells: Vec<WrittenCell>,
    span: Range<usize>,
}

/// The place of a cell's words, and how many columns and rows it takes.
#[derive(Debug)]
struct WrittenCell {
    words: Range<usize>,
    n_columns: usize,
    n_rows: usize,
}

/// Reads the table that stands at a range, from its first tag to its last.
pub(super) fn parse(range: Range<usize>, cx: Context<'_>, problems: &mut Vec<Problem>) -> Table {
    let mut table = Table { header: Vec::new(), rows: Vec::new(), is_beyond: false };
    let mut beyond = |table: &mut Table, limit: Limit, at: Range<usize>| {
        problems.push(Problem { kind: ProblemKind::Beyond(limit), span: Span::new(cx.file, at) });
        *table = Table { header: Vec::new(), rows: Vec::new(), is_beyond: true };
    };
    let written = rows(cx.text, range);
    if let Some(row) = written.get(limits::ROWS.most + 1) {
        beyond(&mut table, limits::ROWS, row.span.clone());
        return table;
    }
    let mut above = Above::default();
    let mut narrow = Vec::new();
    for (index, row) in written.into_iter().enumerate() {
        let at = row.span.clone();
        let cells = match above.placed(row.cells, &at, cx) {
            Ok(cells) => cells,
            Err(limit) => {
                beyond(&mut table, limit, at);
                return table;
            }
        };
        if index == 0 {
            table.header = cells;
            continue;
        }
        let span = Span::new(cx.file, at.clone());
        let (n_written, n_columns) = (cells.len(), table.header.len());
        // One cell alone is the title of the rows below it.
        if n_written > n_columns || (1 < n_written && n_written < n_columns) {
            narrow.push(Problem { kind: ProblemKind::HtmlRow, span });
        }
        table.rows.push(Row { cells: fitted(cells, n_columns, &at, cx), n_written, span });
    }
    problems.extend(narrow);
    table
}

/// The cells above that go on in the rows below.
#[derive(Debug, Default)]
struct Above {
    /// By column, with how many more rows it takes.
    cells: Vec<Option<(Cell, usize)>>,
    /// How many bytes were repeated so far.
    n_bytes: usize,
}

/// What a cell takes beside its words.
const CELL_BYTES: usize = 64;

impl Above {
    /// The cells of a row in their columns: those above that go on, and empty ones where the one beside reaches.
    fn placed(
        &mut self,
        cells: Vec<WrittenCell>,
        row: &Range<usize>,
        cx: Context<'_>,
    ) -> Result<Vec<Cell>, Limit> {
        let mut found: Vec<Cell> = Vec::new();
        let mut cells = cells.into_iter();
        loop {
            let column = found.len();
            if let Some(cell) = self.next(column)? {
                found.push(cell);
                continue;
            }
            let Some(cell) = cells.next() else {
                // A cell above may still reach into the columns behind.
                if self.cells.iter().skip(column).all(Option::is_none) {
                    return Ok(found);
                }
                found.push(empty(row.end, cx));
                continue;
            };
            let end = column + cell.n_columns;
            if end > limits::COLUMNS.most {
                return Err(limits::COLUMNS);
            }
            let place = Span::new(cx.file, cell.words.clone());
            let whole = Cell { inline: tags::marked(parse_cell(cell.words, cx), cx), span: place };
            let beside = |_| empty(place.end as usize, cx);
            let n_more = cell.n_rows - 1;
            self.cells.resize_with(self.cells.len().max(end), || None);
            for one in std::iter::once(whole).chain((1..cell.n_columns).map(beside)) {
                self.cells[found.len()] = (n_more > 0).then(|| (one.clone(), n_more));
                found.push(one);
            }
        }
    }
}

impl Above {
    /// The cell above that goes on in a column, if one does.
    fn next(&mut self, column: usize) -> Result<Option<Cell>, Limit> {
        let Some(place) = self.cells.get_mut(column) else { return Ok(None) };
        let Some((cell, n_more)) = place else { return Ok(None) };
        let words = cell.inline.runs.iter().map(|it| it.text.len()).sum::<usize>();
        self.n_bytes += words + CELL_BYTES;
        if self.n_bytes > limits::SPANNED_BYTES.most {
            return Err(limits::SPANNED_BYTES);
        }
        *n_more -= 1;
        match n_more {
            0 => Ok(place.take().map(|(cell, _)| cell)),
            _ => Ok(Some(cell.clone())),
        }
    }
}

/// As many cells as the header has: what is missing is empty, what is too much joins the last.
fn fitted(mut cells: Vec<Cell>, n: usize, row: &Range<usize>, cx: Context<'_>) -> Vec<Cell> {
    for cell in cells.split_off(n.min(cells.len())) {
        if let Some(last) = cells.last_mut() {
            last.span = last.span.to(cell.span);
            last.inline.runs.extend(cell.inline.runs);
        }
    }
    cells.resize_with(n, || empty(row.end, cx));
    cells
}

fn empty(at: usize, cx: Context<'_>) -> Cell {
    Cell { inline: Inline::default(), span: Span::new(cx.file, at..at) }
}

/// The rows of a table; a table in a cell is part of its words.
fn rows(text: &str, range: Range<usize>) -> Vec<Written> {
    let mut reading = Reading::default();
    let mut depth = 0_usize;
    let mut offset = range.start;
    while let Some(tag) = tags::next(text, offset..range.end) {
        offset = tag.span.end;
        let name = tag.name.to_ascii_lowercase();
        if name == "table" {
            depth = if tag.is_end { depth.saturating_sub(1) } else { depth + 1 };
            if depth == 0 {
                reading.end_row(tag.span.start);
            }
            continue;
        }
        if depth != 1 {
            continue;
        }
        match (name.as_str(), tag.is_end) {
            ("tr", false) => {
                reading.end_row(tag.span.start);
                reading.row = Some(Written { cells: Vec::new(), span: tag.span });
            }
            ("tr", true) => {
                reading.end_cell(text, tag.span.start);
                reading.end_row(tag.span.end);
            }
            ("td" | "th", false) => {
                reading.end_cell(text, tag.span.start);
                let row = || Written { cells: Vec::new(), span: tag.span.clone() };
                reading.row.get_or_insert_with(row);
                reading.cell =
                    Some((tag.span.end, spanned(&tag, "colspan"), spanned(&tag, "rowspan")));
            }
            ("td" | "th", true) => reading.end_cell(text, tag.span.start),
            ("thead" | "tbody" | "tfoot" | "caption", _) => {
                reading.end_cell(text, tag.span.start);
                reading.end_row(tag.span.start);
            }
            _ => {}
        }
        reading.text = text;
    }
    reading.end_row(range.end);
    reading.rows
}

/// What is being read.
#[derive(Debug, Default)]
struct Reading<'t> {
    text: &'t str,
    rows: Vec<Written>,
    row: Option<Written>,
    /// Where the words of a cell begin, how many columns it takes, and how many rows.
    cell: Option<(usize, usize, usize)>,
}

impl Reading<'_> {
    fn end_cell(&mut self, text: &str, at: usize) {
        let (Some((start, n_columns, n_rows)), Some(row)) = (self.cell.take(), &mut self.row)
        else {
            return;
        };
        let words = &text[start..at];
        let start = start + words.len() - words.trim_start().len();
        let words = start..start + words.trim().len();
        row.span.end = at;
        row.cells.push(WrittenCell { words, n_columns, n_rows });
    }

    fn end_row(&mut self, at: usize) {
        let text = self.text;
        self.end_cell(text, at);
        let Some(mut row) = self.row.take().filter(|it| !it.cells.is_empty()) else { return };
        let end = at.max(row.span.end);
        row.span.end = row.span.start + text[row.span.start..end].trim_end().len();
        self.rows.push(row);
    }
}

/// How many columns or rows a cell takes: no more than is read, however many it says.
fn spanned(tag: &Tag<'_>, attribute: &str) -> usize {
    let said = tag.attribute(attribute).and_then(|(value, _)| value.trim().parse().ok());
    said.unwrap_or(1).clamp(1, limits::ROWS.most)
}
