//! Tables by what their columns mean.

use crate::dialect::{Column, Dialect};
use crate::markdown::{Cell, Row, Table};

/// The meaning of a table's columns.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Option<Column>>);

impl Columns {
    pub(crate) fn of(table: &Table, dialect: &Dialect) -> Self {
        let columns = table.header.iter().map(|cell| dialect.column(&cell.inline.plain()));
        let mut columns: Vec<Option<Column>> = columns.collect();
        // What stands behind names and types needs no header to say that it is about them.
        let is_typed = columns.contains(&Some(Column::Type));
        if is_typed && !columns.contains(&Some(Column::Description)) && dialect.shape.has_sections()
        {
            let is_blank = |cell: &Cell| cell.inline.is_blank();
            if let [.., last] = table.header.as_slice()
                && is_blank(last)
                && let Some(column) = columns.last_mut()
            {
                *column = Some(Column::Description);
            }
        }
        Self(columns)
    }

    /// The first column of one of the meanings.
    pub(crate) fn find(&self, wanted: &[Column]) -> Option<usize> {
        self.0.iter().position(|column| column.is_some_and(|it| wanted.contains(&it)))
    }

    /// The meaning of one column.
    pub(crate) fn role(&self, column: usize) -> Option<Column> {
        self.0.get(column).copied().flatten()
    }
}

/// Columns that hold a row's name.
pub(crate) const NAMES: &[Column] = &[
    Column::Property,
    Column::Relationship,
    Column::Parameter,
    Column::Header,
    Column::Member,
    Column::Name,
];

/// A cell by column index, if it has words.
pub(crate) fn cell(row: &Row, column: Option<usize>) -> Option<&Cell> {
    row.cells.get(column?).filter(|cell| !cell.inline.is_blank())
}
