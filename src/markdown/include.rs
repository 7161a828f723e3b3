//! Includes: `[!INCLUDE [title](path)]`, resolved inside the doc set and nowhere else.

use std::ops::Range;

/// One include directive.
#[derive(Debug, PartialEq)]
pub(super) struct Directive {
    /// The path as written.
    pub(super) path: String,
    /// The whole directive, relative to the text it was found in.
    pub(super) range: Range<usize>,
}

const MARK: &str = "[!include";

/// Every include directive of a text.
pub(super) fn find(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(start) = find_mark(text, offset) {
        offset = start + MARK.len();
        let line = text[start..].split('\n').next().unwrap_or_default();
        let Some(open) = line.find("](") else { continue };
        let Some(length) = line[open + 2..].find(')') else { continue };
        let path = line[open + 2..open + 2 + length].trim().to_owned();
        let after = open + 2 + length + 1;
        let end = start + after + usize::from(line[after..].starts_with(']'));
        found.push(Directive { path, range: start..end });
        offset = end;
    }
    found
}

fn find_mark(text: &str, from: usize) -> Option<usize> {
    text[from..]
        .match_indices("[!")
        .map(|(offset, _)| from + offset)
        .find(|&at| text.get(at..at + MARK.len()).is_some_and(|it| it.eq_ignore_ascii_case(MARK)))
}
