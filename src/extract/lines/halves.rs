//! Request lines in two halves: a path in a heading and a method in one below it, or two labelled values.
//!
//! ```markdown
//! ## /lamps/{id}
//!
//! ### GET
//! ```
//!
//! ```markdown
//! **URL** : `/lamps/:id`
//!
//! **Method** : `GET`
//! ```

use super::line::Line;
use super::words::{self, end_of_path};
use crate::dialect::{Column, RequestLines};
use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::{Block, BlockKind, Heading, Section, flatten};
use crate::source::{Span, Spanned};
use crate::spelling::without_number;

/// The line of a heading that has a method, below the nearest heading that has a path.
pub(crate) fn of_heading<'p>(
    cx: &Cx<'_>,
    heading: &Heading,
    above: impl DoubleEndedIterator<Item = &'p Section>,
) -> Option<Line> {
    if cx.dialect.request_lines.headings.is_empty() {
        return None;
    }
    let (method, title) = method_of(&cx.dialect.request_lines, &heading.text)?;
    let headings = above.rev().filter_map(|it| it.heading.as_ref());
    let (path, of_path) =
        headings.into_iter().find_map(|it| Some((path_of(&it.text)?, it.span)))?;
    let line = Line::new(
        Spanned::new(method, words::place(cx, heading.span, method.as_str())),
        Spanned::new(path.to_owned(), words::place(cx, of_path, path)),
        heading.span,
    )?;
    Some(Line { title: title.map(str::to_owned), ..line })
}

/// The method that a heading is, or that stands in brackets behind its title: `GET`, `List lamps [GET]`.
fn method_of<'h>(known: &RequestLines, heading: &'h str) -> Option<(Method, Option<&'h str>)> {
    let text = without_number(heading.trim()).trim_matches('`');
    if let Some(method) = known.method(text.trim_matches(['[', ']'])) {
        return Some((method, None));
    }
    let (title, method) = text.strip_suffix(']')?.rsplit_once('[')?;
    Some((known.method(method.trim())?, Some(title.trim()).filter(|it| !it.is_empty())))
}

/// The path that a heading is, or that stands in brackets behind its title: `/lamps`, `Lamps [/lamps]`.
fn path_of(heading: &str) -> Option<&str> {
    let text = without_number(heading.trim()).trim_matches('`');
    let bracketed = || Some(text.strip_suffix(']')?.rsplit_once('[')?.1.trim());
    let is_path = |it: &&str| it.starts_with('/') && it.len() > 1 && end_of_path(it) == it.len();
    Some(text).filter(is_path).or_else(|| bracketed().filter(is_path))
}

/// The line of blocks in which one value is labelled as a method and one as a path.
pub(crate) fn of_blocks(cx: &Cx<'_>, blocks: &[Block]) -> Option<Line> {
    let mut flat = Vec::new();
    flatten(blocks, &mut flat);
    let mut halves = Halves::default();
    // The label that the next text is the value of.
    let mut open = None;
    for block in flat {
        match &block.kind {
            BlockKind::Paragraph(_) => {
                for (column, value) in labelled(cx, cx.sources().text(block.span), &mut open) {
                    halves.take(cx, column, value, block.span);
                }
            }
            BlockKind::Table(table) => {
                let rows = table.rows.iter().map(|it| &it.cells);
                for row in std::iter::once(&table.header).chain(rows) {
                    let [label, value] = row.as_slice() else { continue };
                    if let Some(column) = cx.dialect.column(&label.inline.plain()) {
                        halves.take(cx, column, cx.sources().text(value.span), block.span);
                    }
                }
            }
            _ => {}
        }
    }
    let (path, block) = halves.path?;
    Line::new(halves.method?, path, block)
}

/// The first labelled method, and the first path with its block.
#[derive(Default)]
struct Halves {
    method: Option<Spanned<Method>>,
    path: Option<(Spanned<String>, Span)>,
}

impl Halves {
    fn take(&mut self, cx: &Cx<'_>, column: Column, value: &str, block: Span) {
        let value = value.trim_matches([' ', '*', '`', '\t']);
        match column {
            Column::HttpMethod if self.method.is_none() => {
                let word = value.split_whitespace().next().unwrap_or_default();
                let named = words::method(cx, word);
                self.method = named.map(|it| Spanned::new(it, words::place(cx, block, word)));
            }
            Column::Path if self.path.is_none() => {
                let target = &value[..end_of_path(value)];
                let is_path = target.starts_with(['/', '{']) && target.len() > 1;
                if is_path || target.contains("://") {
                    let at = words::place(cx, block, target);
                    self.path = Some((Spanned::new(target.to_owned(), at), block));
                }
            }
            _ => {}
        }
    }
}

/// The values that lines of a paragraph label: `**URL** : /lamps`, or the label on a line above its value, where it is open.
fn labelled<'t>(cx: &Cx<'_>, text: &'t str, open: &mut Option<Column>) -> Vec<(Column, &'t str)> {
    let mut found = Vec::new();
    for line in text.lines() {
        let bare = line.trim();
        if let Some(column) = open.take() {
            found.push((column, bare));
            continue;
        }
        let Some(rest) = bare.strip_prefix("**").or_else(|| bare.strip_prefix("__")) else {
            found.extend(bare.split_once(':').and_then(|(label, value)| {
                Some((cx.dialect.column(label.trim_matches(['*', '_', ' ']))?, value))
            }));
            continue;
        };
        let Some((label, value)) = rest.split_once(&bare[..2]) else { continue };
        let Some(column) = cx.dialect.column(label.trim_matches([':', ' '])) else { continue };
        match value.trim_matches([':', ' ', '\\', '-', '–']) {
            "" => *open = Some(column),
            value => found.push((column, value)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{method_of, path_of};
    use crate::dialect::RequestLines;
    use crate::http::Method;

    #[test]
    fn halves_in_headings() {
        let known = RequestLines::default();
        assert_eq!(method_of(&known, "`GET`"), Some((Method::Get, None)));
        assert_eq!(
            method_of(&known, "2.1 List lamps [POST]"),
            Some((Method::Post, Some("List lamps")))
        );
        assert_eq!(method_of(&known, "Get"), None);
        assert_eq!(method_of(&known, "GET it"), None);
        assert_eq!(path_of("`/lamps/{id}`"), Some("/lamps/{id}"));
        assert_eq!(path_of("Lamps [/lamps]"), Some("/lamps"));
        assert_eq!(path_of("/ and more"), None);
    }
}
