//! Tables by what their columns mean.

use crate::dialect::{Column, Dialect};
use crate::markdown::{Cell, Row, Table};

/// The meaning of a table's columns.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Option<Column>>);

impl Columns {
    pub(crate) fn of(table: &Table, dialect: &Dialect) -> Self {
        let of = |cell: &Cell| dialect.column(&cell.inline.plain());
        let mut columns: Vec<_> = table.header.iter().map(of).collect();
        // Above names some leave the header empty, where others tell what the rows are.
        if let [first @ None, others @ ..] = columns.as_mut_slice()
            && table.header.first().is_some_and(|it| it.inline.is_blank())
            && others.contains(&Some(Column::Type))
            && others.iter().all(|it| it.is_some_and(|it| !NAMES.contains(&it)))
        {
            *first = Some(Column::Name);
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
