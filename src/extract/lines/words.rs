//! A method and a path as the words of a paragraph: `` `GET /lamps` ``, `` **GET** `/lamps` ``.

use super::line::Line;
use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::{Block, Inline, RunKind};
use crate::source::{Span, Spanned};

/// The method of a word in capitals.
pub(super) fn method(word: &str) -> Option<Method> {
    let word = word.trim_matches(['`', '*', '[', ']']);
    Method::named(word)
}

/// The place of a text within what it was read from, which it may not be in as it is.
pub(crate) fn place(cx: &Cx<'_>, whole: Span, text: &str) -> Span {
    let found = cx.sources().text(whole).find(text);
    found.map_or(whole, |at| whole.part(at..at + text.len()))
}

/// The line that a paragraph is: a code span, or a method in bold and a path; nothing before it or behind.
pub(super) fn of_words(cx: &Cx<'_>, block: &Block, inline: &Inline) -> Option<Line> {
    let first = inline.runs.iter().find(|it| !it.text.trim().is_empty())?;
    if !matches!(first.kind, RunKind::Code | RunKind::Strong) {
        return None;
    }
    let text = inline.plain();
    let mut words = text.split_whitespace();
    let (named, target) = (words.next()?, words.next()?);
    let rest = words.next();
    let named = method(named)?;
    let is_path = target.starts_with(['/', '{', '<', ':']) || target.contains("://");
    if !is_path || rest.is_some_and(|it| !it.starts_with("HTTP/")) {
        return None;
    }
    let at = block.span;
    Line::new(
        Spanned::new(named, place(cx, at, named.as_str())),
        Spanned::new(target.to_owned(), place(cx, at, target)),
        at,
    )
}
