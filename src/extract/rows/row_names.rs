//! The names that a row or an item begins with, of which it may have several: `` `after`, `per_page` ``.

use crate::extract::cx::Cx;
use crate::markdown::{Cell, Inline, Run, RunKind};
use crate::source::{Span, Spanned};

/// A row is copied for each of its names; more than these are words.
const MOST_NAMES: usize = 12;

/// How the name in a cell of one name is read.
pub(crate) type NameOf = fn(&Cell) -> Option<Spanned<String>>;

/// The names in a cell of names: several, or the one that `name_of` reads.
pub(crate) fn of_cell(cx: &Cx<'_>, cell: &Cell, name_of: NameOf) -> Vec<Spanned<String>> {
    let several = several(cx, &cell.inline).filter(|it| (2..=MOST_NAMES).contains(&it.len()));
    several.unwrap_or_else(|| name_of(cell).into_iter().collect())
}

/// Names in code or plain words, each apart from the next by nothing but what stands between names; `None` if there is more.
fn several(cx: &Cx<'_>, inline: &Inline) -> Option<Vec<Spanned<String>>> {
    let mut found = Vec::new();
    let mut is_apart = true;
    for run in &inline.runs {
        match run.kind {
            RunKind::Break => is_apart = true,
            RunKind::Html => {}
            RunKind::Text => plain(cx, run, &mut is_apart, &mut found)?,
            RunKind::Code | RunKind::Strong | RunKind::Link { .. } => {
                let name = name(&run.text, run.span).filter(|_| is_apart)?;
                found.push(name);
                is_apart = false;
            }
        }
    }
    Some(found)
}

/// The names among plain words: `from, to`.
fn plain(
    cx: &Cx<'_>,
    run: &Run,
    is_apart: &mut bool,
    found: &mut Vec<Spanned<String>>,
) -> Option<()> {
    // What stands for other characters has another length.
    let is_as_written = run.text.len() == (run.span.end - run.span.start) as usize;
    let mut at = 0;
    for piece in run.text.split_inclusive(|c: char| c.is_whitespace() || SEPARATORS.contains(&c)) {
        let word = piece.trim_end_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
        if is_between(cx, word) {
            *is_apart = true;
        } else if !word.is_empty() {
            let span = if is_as_written { run.span.part(at..at + word.len()) } else { run.span };
            found.push(name(word, span).filter(|_| *is_apart)?);
            *is_apart = false;
        }
        *is_apart |= piece.ends_with(SEPARATORS);
        at += piece.len();
    }
    Some(())
}

/// Names in marks like that of the first run that follow it in an item of a list, and how many runs all of them are. What
/// the dialect knows as a type is said of the name before it.
pub(crate) fn others(cx: &Cx<'_>, inline: &Inline) -> (Vec<Spanned<String>>, usize) {
    let mut found = Vec::new();
    let mut n_runs = 1;
    let Some(first) = inline.runs.first() else { return (found, 0) };
    let is_type = |text: &str| cx.dialect.primitive(text).is_some() || cx.dialect.is_untyped(text);
    while let Some([between, next, ..]) = inline.runs.get(n_runs..)
        && found.len() < MOST_NAMES
    {
        let is_apart = match between.kind {
            RunKind::Break => true,
            RunKind::Text => separates(cx, &between.text),
            _ => false,
        };
        let is_like = next.kind == first.kind && !is_type(next.text.trim());
        let Some(name) = name(&next.text, next.span).filter(|_| is_apart && is_like) else { break };
        found.push(name);
        n_runs += 2;
    }
    // Without words behind a mark the names are a list of something else: "`size`, `large` or not".
    let behind = inline.runs.get(n_runs).map_or("", |it| it.text.trim_start());
    let is_end = behind.is_empty() || behind.starts_with(BEHIND);
    let ends = inline.runs.get(n_runs - 1).is_some_and(|it| it.text.trim_end().ends_with(':'));
    if is_end || ends { (found, n_runs) } else { (Vec::new(), 1) }
}

/// What may stand between names.
const SEPARATORS: [char; 2] = [',', '/'];

/// What the words behind the last name begin with.
const BEHIND: [char; 6] = [':', '-', '–', '—', '(', '\n'];

/// Whether a text is nothing but what stands between names.
fn separates(cx: &Cx<'_>, text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
    words.all(|it| it.is_empty() || is_between(cx, it)) && !text.trim().is_empty()
}

/// Whether a word stands between names that go together.
fn is_between(cx: &Cx<'_>, word: &str) -> bool {
    cx.dialect.phrases.together.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn name(text: &str, span: Span) -> Option<Spanned<String>> {
    let name = text.trim().trim_end_matches([':', '?', '*']);
    let is_one = is_name(name) && !name.trim_start_matches(':').contains(':');
    is_one.then(|| Spanned::new(name.to_owned(), span))
}

/// One word with a letter in it, with what stands between the names of members: `owner.name`, `tags[]`.
pub(crate) fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || "_-.[]$:@".contains(c))
}
