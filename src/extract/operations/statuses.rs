//! Statuses that an answer may have: those that text names (`201 Created`, "a 200 OK response", "Returns 204."), and those of a
//! table.

use crate::dialect::Column;
use crate::extract::cx::Cx;
use crate::extract::lines::words;
use crate::extract::page::columns::Columns;
use crate::extract::text::sentence::{last_word, strip_first, strip_last};
use crate::markdown::{Inline, Run, RunKind, Table};
use crate::source::Spanned;

/// The statuses of a table of which each row begins with one, or with a class of them: `404`, `200 OK`, `4xx`.
pub(crate) fn of_table(cx: &Cx<'_>, table: &Table) -> Option<Vec<Spanned<u16>>> {
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

/// The status that a cell begins with beside the only request line of a table: `204 (empty body)`.
pub(crate) fn beside_line(cx: &Cx<'_>, table: &Table) -> Option<Spanned<u16>> {
    let [row] = table.rows.as_slice() else { return None };
    let columns = Columns::of(table, cx.dialect);
    let line = [columns.find(&[Column::HttpMethod])?, columns.find(&[Column::Path])?];
    let others = row.cells.iter().enumerate().filter(|(at, _)| !line.contains(at));
    others.map(|(_, cell)| cell).find_map(|cell| {
        let text = cell.inline.plain();
        let word = text.trim_start().split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let code = word.parse().ok().filter(|it| word.len() == 3 && (200..300).contains(it))?;
        Some(Spanned::new(code, words::place(cx, cell.span, word)))
    })
}

/// Whether a word is the status of a success, in whatever marks.
pub(crate) fn is_success(word: &str) -> bool {
    let status = word.trim_matches(['`', '*', ':', ',', '.']).parse();
    status.is_ok_and(|it: u16| (200..300).contains(&it))
}

/// The statuses of a paragraph. One may stand by itself in docs of several operations a page, which say little else.
pub(crate) fn of(cx: &Cx<'_>, inline: &Inline, may_be_alone: bool) -> Vec<Spanned<u16>> {
    let has_words = |it: &Run| !it.text.trim().is_empty();
    let first = inline.runs.iter().position(has_words);
    let last = inline.runs.iter().rposition(has_words);
    let of_run = |(index, run)| {
        let (is_first, is_last) = (Some(index) == first, Some(index) == last);
        let place = Place { may_be_alone, is_first, is_last };
        of_run(cx, run, place)
    };
    inline.runs.iter().enumerate().flat_map(of_run).collect()
}

/// Where a run stands in its paragraph.
#[derive(Clone, Copy)]
struct Place {
    may_be_alone: bool,
    is_first: bool,
    is_last: bool,
}

/// The status in a code span, or in words: "a 200 OK response code".
fn of_run(cx: &Cx<'_>, run: &Run, place: Place) -> Vec<Spanned<u16>> {
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
        let is_said = is_named
            || is_code && index == 0
            || place.may_be_alone && is_alone(cx, &words, index, place);
        if let Some(status) = status.filter(|_| is_said) {
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

/// Whether a number is said to be answered and nothing of which it is the number follows: "Returns 204 if", "204: the lamp".
fn is_alone(cx: &Cx<'_>, words: &[&str], index: usize, place: Place) -> bool {
    const WORDS: &[&str] = &["code", "http", "status"];
    let phrases = &cx.dialect.phrases;
    let is_told = match words.get(..index) {
        None | Some([]) => place.is_first,
        Some(before) => {
            let before = before.join(" ").to_lowercase();
            let lists = [&phrases.returns, &phrases.joints, &phrases.together];
            // "Success: 201 and a lamp": a colon may stand between.
            let without_colon = before.trim_end_matches(':');
            WORDS.contains(&last_word(without_colon))
                || [&before, without_colon].iter().any(|it| strip_last(it, &lists).is_some())
        }
    };
    let word = words.get(index).copied().unwrap_or_default();
    let goes_on = |next: &str| {
        [&phrases.breaks, &phrases.conditions, &phrases.together, &phrases.joints]
            .iter()
            .any(|it| strip_first(next, it).is_some())
    };
    let ends = match words.get(index + 1) {
        None => place.is_last || word.ends_with(['.', ':', ',']),
        Some(next) => {
            let is_dash = ["-", "–", "—"].contains(next);
            word.ends_with(['.', ',', ':', ';']) || is_dash || goes_on(next)
        }
    };
    is_told && ends
}
