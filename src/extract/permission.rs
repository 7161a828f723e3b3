//! Permissions tables.

use super::Cx;
use super::columns::Columns;
use super::outline::{Ledger, Part};
use super::prose::has_phrase;
use crate::diagnostic::Diagnostics;
use crate::dialect::Column;
use crate::facts::{LeftReason, PermissionOrder, PermissionRow};
use crate::markdown::{Cell, Table};
use crate::rules::page;
use crate::source::{Span, Spanned};

/// Reads the permissions tables of a part.
pub(super) fn extract(
    cx: &Cx<'_>,
    part: &Part<'_>,
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> Vec<PermissionRow> {
    let mut found = Vec::new();
    for (block, table) in part.tables() {
        match rows(cx, table, diagnostics) {
            Some(rows) => {
                found.extend(rows);
                ledger.used(block);
            }
            None => ledger.left(block, LeftReason::NotModelled),
        }
    }
    found
}

/// Reads the rows of a table of two columns: kind of caller, permissions. Matrices are left.
fn rows(cx: &Cx<'_>, table: &Table, diagnostics: &mut Diagnostics) -> Option<Vec<PermissionRow>> {
    let columns = Columns::of(table, cx.dialect);
    let label = columns.find(&[Column::PermissionType])?;
    let orders = [
        (Column::PermissionsLeastFirst, PermissionOrder::LeastFirst),
        (Column::PermissionsMostFirst, PermissionOrder::MostFirst),
        (Column::Permissions, PermissionOrder::Unstated),
    ];
    let (column, order) =
        orders.iter().find_map(|(column, order)| Some((columns.find(&[*column])?, *order)))?;
    if columns.len() > 2 {
        return None;
    }
    let rows = table.rows.iter().filter_map(|row| {
        let label_cell = row.cells.get(label)?;
        let text = label_cell.inline.plain().replace("**", "");
        let label = Spanned::new(text.trim().to_owned(), label_cell.span);
        Some(permission_row(cx, label, row.cells.get(column)?, order, diagnostics))
    });
    Some(rows.collect())
}

fn permission_row(
    cx: &Cx<'_>,
    label: Spanned<String>,
    cell: &Cell,
    order: PermissionOrder,
    diagnostics: &mut Diagnostics,
) -> PermissionRow {
    let phrases = &cx.dialect.phrases;
    let text = cell.inline.plain().replace("**", "");
    if has_phrase(&text, &phrases.unfinished) {
        diagnostics.report(page::unfinished_text::report(text.trim(), cell.span));
        return PermissionRow { label, permissions: Vec::new(), unsupported: false, order };
    }
    let mut permissions = names(cx, cell.span);
    if order == PermissionOrder::MostFirst {
        permissions.reverse();
    }
    let lower = text.trim().to_lowercase();
    let unsupported = permissions.is_empty()
        && (lower.is_empty() || phrases.unsupported.iter().any(|it| lower.starts_with(it)));
    PermissionRow { label, permissions, unsupported, order }
}

/// The words of the form `Resource.Operation.Constraint`, each once, in order.
fn names(cx: &Cx<'_>, cell: Span) -> Vec<Spanned<String>> {
    let text = cx.sources().text(cell);
    let mut names: Vec<Spanned<String>> = Vec::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let mut offset = 0;
    for word in text.split(|c: char| !is_part(c)) {
        let start = offset;
        // One separator stands after each word; its length is that of the character there.
        let end = start + word.len();
        offset = end + text[end..].chars().next().map_or(0, char::len_utf8);
        let name = word.trim_end_matches('.');
        let mut parts = name.split('.');
        let is_name = name.contains('.')
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && parts.all(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()))
            && !name.ends_with(".md");
        if is_name && !names.iter().any(|known| known.value == name) {
            names.push(Spanned::new(name.to_owned(), cell.part(start..start + name.len())));
        }
    }
    names
}
