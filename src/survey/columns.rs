//! What the columns of tables look like by their cells.

use crate::dialect::{Column, Dialect};
use crate::markdown::Table;

/// What the cells of a column look like.
pub(super) fn seems(dialect: &Dialect, table: &Table, column: usize) -> Option<Column> {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let cells: Vec<String> = cells
        .map(|it| it.inline.plain().trim().to_lowercase())
        .filter(|it| !it.is_empty())
        .collect();
    let most = |is_one: &dyn Fn(&String) -> bool| {
        !cells.is_empty() && cells.iter().filter(|it| is_one(it)).count() * 4 >= cells.len() * 3
    };
    let is_type = |it: &String| dialect.primitive(it).is_some() || dialect.is_untyped(it);
    let says_required = |it: &String| dialect.required(it).is_some();
    let is_place = |it: &String| dialect.place(it).is_some();
    let is_name = |it: &String| !it.contains(char::is_whitespace);
    let is_text = |it: &String| it.contains(' ');
    if most(&is_type) {
        Some(Column::Type)
    } else if most(&says_required) {
        Some(Column::Required)
    } else if most(&is_place) {
        Some(Column::Place)
    } else if column == 0 && most(&is_name) {
        Some(Column::Parameter)
    } else {
        most(&is_text).then_some(Column::Description)
    }
}

/// Whether a column holds statuses, of errors among them.
pub(super) fn is_of_statuses(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    let cells: Vec<String> = cells.map(|it| it.inline.plain().trim().to_owned()).collect();
    let status = |it: &String| it.parse::<u16>().ok().filter(|it| (100..600).contains(it));
    let is_error = |it: &String| status(it).is_some_and(|it| it >= 400);
    cells.iter().all(|it| status(it).is_some()) && cells.iter().any(is_error)
}
