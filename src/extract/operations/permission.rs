//! Permissions tables: rows of a kind of caller, or matrices with a column for each kind.

use crate::diagnostic::Diagnostics;
use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::page::columns::Columns;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::page::unfinished;
use crate::facts::{LeftReason, PermissionOrder, PermissionRow};
use crate::markdown::{Cell, Row, Table};
use crate::rules::page;
use crate::source::{Span, Spanned};

/// Reads the permissions tables of a part.
pub(crate) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> Vec<PermissionRow> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        let columns = Columns::of(table, cx.dialect);
        let rows = match columns.find(&[Column::PermissionType]) {
            Some(label) => rows(cx, table, &columns, label, diagnostics),
            None => matrix(cx, table, &columns, diagnostics),
        };
        if rows.is_empty() {
            ledger.left(block, LeftReason::NotModelled);
        } else {
            found.extend(rows);
            ledger.used(block);
        }
    }
    found
}

/// How permissions are ordered below a header.
const ORDERS: &[(Column, PermissionOrder)] = &[
    (Column::PermissionsLeastFirst, PermissionOrder::LeastFirst),
    (Column::PermissionsMostFirst, PermissionOrder::MostFirst),
    (Column::Permissions, PermissionOrder::Unstated),
];

/// One column of permissions, with the one beside it that goes on with the higher ones.
struct PermissionColumn<'t> {
    header: &'t Cell,
    column: usize,
    higher: Option<usize>,
    order: PermissionOrder,
}

/// A row for each kind of caller; several columns of permissions are about different things.
fn rows(
    cx: &Cx<'_>,
    table: &Table,
    columns: &Columns,
    label: usize,
    diagnostics: &mut Diagnostics,
) -> Vec<PermissionRow> {
    let mut wanted: Vec<PermissionColumn<'_>> = Vec::new();
    for (column, header) in table.header.iter().enumerate() {
        let role = columns.role(column);
        let order = ORDERS.iter().find(|(known, _)| Some(*known) == role).map(|(_, order)| *order);
        match (order, wanted.last_mut()) {
            (Some(order), _) => {
                wanted.push(PermissionColumn { header, column, higher: None, order });
            }
            (None, Some(last)) if role == Some(Column::PermissionsHigher) => {
                last.higher = Some(column);
            }
            (None, _) => {}
        }
    }
    let mut found = Vec::new();
    let mut caller: Option<Spanned<String>> = None;
    for (index, row) in table.rows.iter().enumerate() {
        let Some(cell) = row.cells.get(label) else { continue };
        let own = Spanned::new(words(cell), cell.span);
        let (label, part) = match caller.clone().filter(|_| is_indented(cx, cell)) {
            Some(caller) => (caller, Some(own.value)),
            None => {
                // A row whose parts follow says nothing itself.
                let has_parts = table.rows.get(index + 1).is_some_and(|next| {
                    next.cells.get(label).is_some_and(|cell| is_indented(cx, cell))
                });
                caller = Some(own.clone());
                if has_parts {
                    continue;
                }
                (own, None)
            }
        };
        for column in &wanted {
            let header = (wanted.len() > 1).then(|| words(column.header));
            let scope = part.clone().or(header);
            found.extend(permission_row(cx, label.clone(), scope, row, column, diagnostics));
        }
    }
    found
}

/// A column for each kind of caller, a row for each thing.
fn matrix(
    cx: &Cx<'_>,
    table: &Table,
    columns: &Columns,
    diagnostics: &mut Diagnostics,
) -> Vec<PermissionRow> {
    let callers: Vec<(usize, &Cell)> = table
        .header
        .iter()
        .enumerate()
        .filter(|(column, _)| columns.role(*column) == Some(Column::Caller))
        .collect();
    if callers.len() < 2 || columns.role(0) == Some(Column::Caller) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for row in &table.rows {
        let scope = row.cells.first().map(words).filter(|scope| !scope.is_empty());
        for (column, header) in &callers {
            let label = Spanned::new(words(header), header.span);
            let (column, order) = (*column, PermissionOrder::Unstated);
            let column = PermissionColumn { header, column, higher: None, order };
            found.extend(permission_row(cx, label, scope.clone(), row, &column, diagnostics));
        }
    }
    found
}

fn words(cell: &Cell) -> String {
    let text = cell.inline.plain();
    match text.contains('*') {
        true => text.replace("**", "").trim().to_owned(),
        false => text.trim().to_owned(),
    }
}

/// Parts of a row stand below it, indented with no-break spaces, as they are or as entities.
fn is_indented(cx: &Cx<'_>, cell: &Cell) -> bool {
    // The cell's span is trimmed of the spaces themselves.
    let before = &cx.sources().file(cell.span.file).text[..cell.span.start as usize];
    let padding = &before[before.trim_end().len()..];
    let first = cell.inline.runs.first().map_or("", |run| run.text.as_str());
    first.starts_with(char::is_whitespace) || padding.contains(|c: char| !c.is_ascii())
}

fn permission_row(
    cx: &Cx<'_>,
    label: Spanned<String>,
    scope: Option<String>,
    row: &Row,
    column: &PermissionColumn<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<PermissionRow> {
    let phrases = &cx.dialect.phrases;
    let cell = row.cells.get(column.column)?;
    let order = column.order;
    let text = words(cell);
    if unfinished::is_said(cx, &text) {
        let alternatives = Vec::new();
        return Some(PermissionRow { label, scope, alternatives, unsupported: false, order });
    }
    let mut alternatives = names(cx, cell.span);
    if order == PermissionOrder::MostFirst {
        alternatives.reverse();
    }
    let higher = column.higher.and_then(|column| row.cells.get(column));
    for names in higher.map(|cell| names(cx, cell.span)).unwrap_or_default() {
        if !alternatives.contains(&names) {
            alternatives.push(names);
        }
    }
    let lower = text.to_lowercase();
    let says_none = lower.is_empty() || phrases.unsupported.iter().any(|it| lower.starts_with(it));
    // A cell that is missing says nothing.
    let is_missing = row.n_written <= column.column;
    let unsupported = alternatives.is_empty() && says_none && !is_missing;
    match alternatives.first().and_then(|names| names.first()) {
        None if !says_none => {
            diagnostics.report(page::unreadable_permissions::nothing(&text, cell.span));
        }
        Some(name) if says_none && !lower.is_empty() => {
            diagnostics.report(page::unreadable_permissions::both(&name.value, name.span));
        }
        _ => {}
    }
    Some(PermissionRow { label, scope, alternatives, unsupported, order })
}

/// The words of the form `Resource.Operation.Constraint`, each once, in order. "x and y" without a
/// comma are needed together.
fn names(cx: &Cx<'_>, cell: Span) -> Vec<Vec<Spanned<String>>> {
    let text = cx.sources().text(cell);
    let mut found: Vec<Vec<Spanned<String>>> = Vec::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut offset = 0;
    let mut last_end = 0;
    for word in text.split(|c: char| !is_part(c)) {
        let start = offset;
        // One separator stands after each word; its length is that of the character there.
        let end = start + word.len();
        offset = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let name = word.trim_end_matches('.');
        if !is_permission(name) {
            continue;
        }
        let between = text[last_end..start].replace("&nbsp;", " ");
        let between = between.trim_matches([' ', '`', '*', '\u{a0}']);
        let is_joined = cx.dialect.phrases.together.iter().any(|it| it == between);
        last_end = start + name.len();
        let name = Spanned::new(name.to_owned(), cell.part(start..start + name.len()));
        match found.last_mut().filter(|_| is_joined) {
            Some(names) => names.push(name),
            None => found.push(vec![name]),
        }
    }
    let mut unique: Vec<Vec<Spanned<String>>> = Vec::new();
    for names in found {
        let is_same = |known: &Vec<Spanned<String>>| {
            known.iter().map(|it| &it.value).eq(names.iter().map(|it| &it.value))
        };
        if !unique.iter().any(is_same) {
            unique.push(names);
        }
    }
    unique
}

fn is_permission(name: &str) -> bool {
    let mut parts = name.split('.');
    name.contains('.')
        && parts.all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()))
        && !name.ends_with(".md")
}
