//! Front matter: the `key: value` lines between two `---` at the top of a page.
//!
//! Read line by line rather than as YAML: titles hold unquoted colons, which YAML refuses.

use super::{FrontMatterEntry, Problem, ProblemKind};
use crate::source::{FileId, Span, Spanned};

/// Reads the front matter; also returns where the page's body begins.
pub(super) fn parse(
    text: &str,
    file: FileId,
    problems: &mut Vec<Problem>,
) -> (Vec<FrontMatterEntry>, usize) {
    let mut entries = Vec::new();
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return (entries, 0);
    };
    offset += first.len();
    // What stands below a comment is looked through once.
    let mut ends_at = 0;
    // What ends the list or the map that an entry has begun.
    let mut close = None;
    for line in lines {
        let start = offset;
        offset += line.len();
        if line.trim_end() == "---" {
            return (entries, offset);
        }
        // A comment looks like the heading of a page whose front matter has no end.
        if line.starts_with('#') && offset > ends_at {
            match end_below(&text[offset..]) {
                Some(length) => ends_at = offset + length,
                None => {
                    offset = start;
                    break;
                }
            }
        }
        let is_within = close.is_some();
        close = close.filter(|it| !line.trim_end().trim_end_matches(',').ends_with(*it));
        match parse_entry(line, start, file) {
            Some(entry) => {
                close = unclosed(&entry.value.value);
                entries.push(entry);
            }
            None if is_within => {}
            // Blank lines, comments and the indented lines of lists are no entries of their own.
            None if line.trim().is_empty() || line.starts_with([' ', '\t', '#', '-']) => {}
            None => problems.push(Problem {
                kind: ProblemKind::FrontMatterLine,
                span: Span::new(file, start..start + line.trim_end().len()),
            }),
        }
    }
    let span = Span::new(file, 0..first.trim_end().len());
    problems.push(Problem { kind: ProblemKind::FrontMatterUnclosed, span });
    (entries, if offset == text.len() { first.len() } else { offset })
}

/// What ends a list or a map that goes on in the lines below: `tags: [`.
fn unclosed(value: &str) -> Option<char> {
    let close = match value.chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    (!value.contains(close)).then_some(close)
}

/// Where the next `---` begins, if nothing but front matter stands above it.
fn end_below(text: &str) -> Option<usize> {
    let is_inside = |line: &&str| {
        line.trim().is_empty()
            || line.starts_with([' ', '\t', '#', '-', ']', '}'])
            || line.split_once(':').is_some_and(|(key, _)| key.chars().all(is_key))
    };
    let mut rest = text.lines().skip_while(|line| line.trim_end() != "---" && is_inside(line));
    let end = rest.next().filter(|line| line.trim_end() == "---")?;
    Some(end.as_ptr() as usize - text.as_ptr() as usize)
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-".contains(c)
}

fn parse_entry(line: &str, start: usize, file: FileId) -> Option<FrontMatterEntry> {
    let (key, rest) = line.split_once(':')?;
    if key.is_empty() || !key.chars().all(is_key) {
        return None;
    }
    let value_start = start + line.len() - rest.trim_start().len();
    let value = rest.trim();
    let value_span = Span::new(file, value_start..value_start + value.len());
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value);
    Some(FrontMatterEntry {
        key: Spanned::new(key.to_owned(), Span::new(file, start..start + key.len())),
        value: Spanned::new(unquoted.trim().to_owned(), value_span),
    })
}
