//! Rows as lines of aligned columns that fit a terminal.

use std::io::IsTerminal;

/// Between columns.
const GAP: &str = "  ";
/// A column keeps so much when a line is too long.
const LEAST: usize = 12;

/// How many characters a line may have: as many as the terminal shows, any number where nobody looks.
pub(super) fn width_of_terminal() -> Option<usize> {
    let is_seen = std::io::stdout().is_terminal();
    let size = is_seen.then(terminal_size::terminal_size).flatten();
    size.map(|(width, _)| usize::from(width.0))
}

/// The lines of rows that all have as many cells. Where they are too long for the width, the last column goes
/// first, then the widest is cut.
pub(super) fn lines(rows: &[Vec<String>], width: Option<usize>) -> Vec<String> {
    let n_columns = rows.first().map_or(0, Vec::len);
    let length = |text: &str| text.chars().count();
    let longest = |column: usize| rows.iter().map(|row| length(&row[column])).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..n_columns).map(longest).collect();
    let total = |widths: &[usize]| {
        widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
    };
    if let Some(width) = width {
        if total(&widths) > width && widths.len() > 2 {
            widths.pop();
        }
        while total(&widths) > width {
            let Some(widest) = widths.iter_mut().max().filter(|it| **it > LEAST) else { break };
            *widest -= 1;
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, &width)| {
            let cell = match length(cell) > width {
                true => cell.chars().take(width - 1).chain(['…']).collect(),
                false => cell.clone(),
            };
            format!("{cell:width$}")
        });
        cells.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Vec<String>> {
        let row = |cells: &[&str]| cells.iter().map(|&it| it.to_owned()).collect();
        vec![
            row(&["GET", "/a/long/path/to/it", "thing", "page.md"]),
            row(&["DELETE", "/a", "", "other.md"]),
        ]
    }

    #[test]
    fn columns_are_aligned() {
        assert_eq!(
            lines(&rows(), None),
            [
                "GET     /a/long/path/to/it  thing  page.md",
                "DELETE  /a                         other.md"
            ]
        );
        assert_eq!(lines(&[], None), Vec::<String>::new());
    }

    #[test]
    fn a_narrow_terminal_sees_less_of_each_line() {
        let at = |width| lines(&rows(), Some(width))[0].clone();
        assert_eq!(at(44), "GET     /a/long/path/to/it  thing  page.md");
        assert_eq!(at(40), "GET     /a/long/path/to/it  thing");
        assert_eq!(at(30), "GET     /a/long/path/t…  thing");
        assert_eq!(at(5), "GET     /a/long/pat…  thing");
    }
}
