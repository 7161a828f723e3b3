//! Statuses that an answer may have: those that text names, and those of a table.

use super::cx::Cx;
use super::lines::words;
use crate::markdown::{Run, RunKind, Table};
use crate::source::Spanned;

/// The statuses of a table of which each row begins with one, or with a class of them: `404`, `200 OK`, `4xx`.
pub(super) fn of_table(cx: &Cx<'_>, table: &Table) -> Option<Vec<Spanned<u16>>> {
    let mut found = Vec::new();
    for row in &table.rows {
        let cell = row.cells.first()?;
        let text = cell.inline.plain();
        let code = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let is_class =
            code.len() == 3 && code.get(1..).is_some_and(|it| it.eq_ignore_ascii_case("xx"));
        match code.parse::<u16>() {
            Ok(code) if (100..600).contains(&code) => {
                found.push(Spanned::new(code, words::place(cx, cell.span, &code.to_string())));
            }
            _ if is_class && text.starts_with(|c: char| ('1'..='5').contains(&c)) => {}
            _ => return None,
        }
    }
    (!table.rows.is_empty()).then_some(found)
}

/// The status in a code span, or in words: "a 200 OK response code".
pub(super) fn of_run(cx: &Cx<'_>, run: &Run) -> Vec<Spanned<u16>> {
    let is_code = run.kind == RunKind::Code;
    let mut found = Vec::new();
    if !run.text.contains(|c: char| c.is_ascii_digit()) {
        return found;
    }
    let words: Vec<&str> = run.text.split_whitespace().collect();
    for (index, word) in words.iter().enumerate() {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        // `200-series` and `2xx` are classes of codes.
        let after = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_class = after.starts_with(['-', 'x', 'X']);
        let status = digits.get(..3).filter(|_| !is_class && (digits.len() == 3 || is_code));
        let next = words.get(index + 1).copied().unwrap_or_default();
        let next = next.trim_start_matches('(');
        let is_named = next.starts_with(char::is_uppercase)
            || ["response", "redirect", "status"].iter().any(|it| next.starts_with(it));
        let status = status.and_then(|it| it.parse().ok()).filter(|it| (200..600).contains(it));
        if let Some(status) = status.filter(|_| is_named || (is_code && index == 0)) {
            let place = cx.sources().text(run.span).find(word);
            let place = place.map_or(run.span, |at| run.span.part(at..at + word.len()));
            found.push(Spanned::new(status, place));
        }
        if is_code {
            break;
        }
    }
    found
}
