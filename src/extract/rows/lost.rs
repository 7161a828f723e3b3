//! Rows of which less is read than they say.

use super::property::{is_dash, leads_elsewhere, name_and_type, property_name};
use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::Ledger;
use crate::facts::PropertyClaim;
use crate::markdown::{Cell, Row, RunKind, Table};
use crate::rules::page::{duplicate_row, row_without_type, unread_row};
use crate::source::Span;
use std::collections::BTreeMap;

/// Tells the rows of a table of properties that gave no claim, none with a type, or the second of a name.
pub(crate) fn rows(cx: &Cx<'_>, table: &Table, claims: &[PropertyClaim], ledger: &mut Ledger) {
    if claims.is_empty() {
        return;
    }
    let columns = Columns::of(table, cx.dialect);
    let Some((name, ty)) = name_and_type(cx, table, &columns) else { return };
    let mut first: BTreeMap<String, &PropertyClaim> = BTreeMap::new();
    let mut claims = claims.iter().peekable();
    for row in &table.rows {
        let mut is_read = false;
        while let Some(claim) = claims.next_if(|claim| claim.span == row.span) {
            is_read = true;
            // Of a row with too few cells that is told.
            let is_whole = row.n_written >= table.header.len();
            let is_protocol = claim.name.value.contains('@');
            if ty.is_some() && claim.ty.is_none() && is_whole && !is_protocol {
                ledger.tell(row_without_type::report(&claim.name.value, claim.name.span));
            }
            let known = first.entry(claim.name.value.to_lowercase()).or_insert(claim);
            if known.span != claim.span && !is_same(cx, known.span, claim.span) {
                ledger.tell(duplicate_row::of_name(&known.name, &claim.name));
            }
        }
        let has_no_name = || row.cells.get(name).and_then(property_name).is_none();
        if !is_read && (has_no_name() || leads_elsewhere(row, name, ty)) {
            ledger.tell_some(unread(row, name));
        }
    }
}

/// Tells the rows of a table of headers or parameters that have no name, by the column of names.
pub(crate) fn parameters(
    cx: &Cx<'_>,
    table: &Table,
    name: usize,
    is_read: impl Fn(&Cell) -> bool,
    ledger: &mut Ledger,
) {
    let ty = Columns::of(table, cx.dialect).find(&[Column::Type]);
    for row in &table.rows {
        let is_left = leads_elsewhere(row, name, ty);
        if is_left || !row.cells.get(name).is_some_and(&is_read) {
            ledger.tell_some(unread(row, name));
        }
    }
}

/// A row without one name; nothing of one that is the title of others, or goes on with the one above.
fn unread(row: &Row, name: usize) -> Option<crate::diagnostic::Diagnostic> {
    let is_filled = |cell: &&Cell| !cell.inline.is_blank() && !is_dash(&cell.inline.plain());
    let cell = row.cells.get(name).filter(is_filled)?;
    let n_filled = row.cells.iter().filter(|cell| !cell.inline.is_blank()).count();
    // `$filter` with words behind it tells more of an option that has its own name.
    let is_option = cell.inline.plain().starts_with('$');
    (n_filled > 1 && !is_title(cell) && !is_option)
        .then(|| unread_row::report(&cell.inline.plain(), cell.span))
}

/// Whether all words of a cell are bold.
fn is_title(cell: &Cell) -> bool {
    let mut runs = cell.inline.runs.iter().filter(|run| !run.text.trim().is_empty());
    runs.all(|run| run.kind == RunKind::Strong)
}

/// Whether two rows are the same text; see [`repeated`].
fn is_same(cx: &Cx<'_>, one: Span, other: Span) -> bool {
    let text = |span| cx.sources().text(span);
    text(one) == text(other)
}

/// Tells the rows of a table that are there twice, word for word.
pub(crate) fn repeated(cx: &Cx<'_>, table: &Table, ledger: &mut Ledger) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for row in table.rows.iter().filter(|_| table.rows.len() > 1) {
        let n_filled = row.cells.iter().filter(|cell| !cell.inline.is_blank()).count();
        if n_filled < 2 || n_filled < row.cells.len().min(3) {
            continue;
        }
        let known = *first.entry(cx.sources().text(row.span)).or_insert(row.span);
        if known != row.span {
            let line = line_of(&cx.sources().file(row.span.file).text, row.span);
            ledger.tell(duplicate_row::of_text(known, row.span, line));
        }
    }
}

/// The line of a row, its line feed included, if nothing else stands in it.
fn line_of(text: &str, row: Span) -> Option<Span> {
    let before = text.get(..row.start as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(row.end as usize..)?;
    let end = row.end as usize + rest.find('\n')? + 1;
    let is_alone =
        before[start..].trim().is_empty() && text[row.end as usize..end].trim().is_empty();
    is_alone.then(|| Span::new(row.file, start..end))
}
