//! Tables by what their columns mean.

use crate::dialect::{Column, Dialect};
use crate::markdown::{Cell, Row, Table};

/// The meaning of a table's columns.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Option<Column>>);

impl Columns {
    pub(crate) fn of(table: &Table, dialect: &Dialect) -> Self {
        Self(meanings(table, dialect))
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

/// What stands in each column of a table, as far as its headers tell.
pub fn meanings(table: &Table, dialect: &Dialect) -> Vec<Option<Column>> {
    let header = table.header.iter();
    let mut columns: Vec<Option<Column>> =
        header.map(|cell| dialect.column(&cell.inline.plain())).collect();
    // Above names some leave the header empty, where others tell what the rows are.
    if let [first @ None, others @ ..] = columns.as_mut_slice()
        && table.header.first().is_some_and(|it| it.inline.is_blank())
        && others.contains(&Some(Column::Type))
        && others.iter().all(|it| it.is_some_and(|it| !NAMES.contains(&it)))
    {
        *first = Some(Column::Name);
    }
    // What stands behind names and types needs no header to say that it is about them.
    let is_typed = columns.contains(&Some(Column::Type));
    if is_typed && !columns.contains(&Some(Column::Description)) && dialect.shape.has_sections() {
        let is_blank = |cell: &Cell| cell.inline.is_blank();
        if let [.., last] = table.header.as_slice()
            && is_blank(last)
            && let Some(column) = columns.last_mut()
        {
            *column = Some(Column::Description);
        }
    }
    // A kind may be a type as well as where a parameter goes: "| Kind |" above `path` and `header`.
    let has_place = columns.contains(&Some(Column::Place));
    for (column, meaning) in columns.iter_mut().enumerate() {
        if *meaning == Some(Column::Type) && !has_place && holds_places(table, column, dialect) {
            *meaning = Some(Column::Place);
        }
    }
    columns
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

/// Whether all that a column says is where parameters go.
fn holds_places(table: &Table, column: usize, dialect: &Dialect) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| cell(row, Some(column))).peekable();
    let is_place = |cell: &Cell| {
        let words = cell.inline.plain();
        dialect.place(words.trim()).is_some() && dialect.primitive(words.trim()).is_none()
    };
    cells.peek().is_some() && cells.all(is_place)
}
