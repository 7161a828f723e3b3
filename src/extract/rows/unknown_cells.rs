//! Cells that say where a parameter goes or whether it must be given, in words that the dialect does not know.

use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, cell};
use crate::markdown::Table;
use crate::rules::page::{unknown_place, unknown_required_word};

/// Tells such cells of a table of parameters, and a column of places that is not known as one.
pub(crate) fn tell(cx: &Cx<'_>, table: &Table, ledger: &mut crate::extract::page::outline::Ledger) {
    let columns = Columns::of(table, cx.dialect);
    let cells = |column: usize| {
        let cells = table.rows.iter().filter_map(move |row| cell(row, Some(column)));
        cells.map(|it| (it.inline.plain(), it.span))
    };
    match columns.find(&[Column::Place]) {
        Some(column) => {
            let unknown = cells(column).filter(|(it, _)| !is_place(cx, it) && has_words(it));
            unknown.for_each(|(words, at)| ledger.tell(unknown_place::of_cell(&words, at)));
        }
        None => {
            let unknown = (0..table.header.len()).filter(|it| columns.role(*it).is_none());
            let mut of_places = unknown.filter(|column| {
                let n_said = cells(*column).filter(|(it, _)| has_words(it)).count();
                let n_places =
                    cells(*column).filter(|(it, _)| is_place(cx, it) || is_plain(it)).count();
                n_places * 2 > n_said
            });
            let header = of_places.next().and_then(|it| table.header.get(it));
            let found = header.map(|it| unknown_place::of_column(&it.inline.plain(), it.span));
            ledger.tell_some(found);
        }
    }
    if let Some(column) = columns.find(&[Column::Required]) {
        let unknown = cells(column).filter(|(it, _)| cx.dialect.required(it).is_none());
        let unknown = unknown.filter(|(it, _)| has_words(it));
        unknown.for_each(|(words, at)| ledger.tell(unknown_required_word::report(&words, at)));
    }
}

fn is_place(cx: &Cx<'_>, words: &str) -> bool {
    cx.dialect.place(words).is_some()
}

/// A place by its own name, whatever the dialect calls it.
fn is_plain(words: &str) -> bool {
    let words = words.trim_matches([' ', '*', '`', '.']).to_lowercase();
    matches!(words.as_str(), "path" | "query" | "header" | "body")
}

/// Whether a cell says something: `-` and `–` do not.
fn has_words(words: &str) -> bool {
    words.chars().any(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '*' | '`' | '.'))
}
