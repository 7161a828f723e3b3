//! A method and a path as the words of a paragraph: `` `GET /lamps` ``, `` **GET** `/lamps` ``.

use super::line::Line;
use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::{Block, Inline, RunKind};
use crate::source::{Span, Spanned};

/// The method of a word in capitals.
pub(super) fn method(cx: &Cx<'_>, word: &str) -> Option<Method> {
    let word = word.trim_matches(['`', '*', '[', ']']);
    cx.dialect.request_lines.method(word)
}

/// The place of a text within what it was read from, which it may not be in as it is.
pub(crate) fn place(cx: &Cx<'_>, whole: Span, text: &str) -> Span {
    let found = cx.sources().text(whole).find(text);
    found.map_or(whole, |at| whole.part(at..at + text.len()))
}

/// Where a path ends that a text begins with: at the first blank that does not stand in a placeholder, as in
/// `/lamps/(id or name)/shade`.
pub(super) fn end_of_path(text: &str) -> usize {
    const MOST_OF_NAME: usize = 64;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let close = match c {
            '{' => '}',
            '<' => '>',
            '(' => ')',
            _ if c.is_whitespace() || c == '`' => return at,
            _ => continue,
        };
        let is_of_name = |c: char| c.is_alphanumeric() || " _-|".contains(c);
        let inner = chars.as_str().char_indices().take(MOST_OF_NAME);
        let end =
            inner.take_while(|(_, c)| *c == close || is_of_name(*c)).find(|(_, c)| *c == close);
        if let Some((n, _)) = end {
            let n_chars = chars.as_str()[..n].chars().count();
            chars.nth(n_chars);
        }
    }
    text.len()
}

/// The line that a paragraph is: a code span, or a method in bold and a path; nothing before it or behind.
pub(super) fn of_words(cx: &Cx<'_>, block: &Block, inline: &Inline) -> Option<Line> {
    let first = inline.runs.iter().find(|it| !it.text.trim().is_empty())?;
    if !matches!(first.kind, RunKind::Code | RunKind::Strong) {
        return None;
    }
    let text = inline.plain();
    let (named, rest) = text.trim_start().split_once(char::is_whitespace)?;
    let (target, rest) = rest.trim_start().split_at(end_of_path(rest.trim_start()));
    let named = method(cx, named)?;
    let is_path = target.starts_with(['/', '{', '<', ':']) || target.contains("://");
    let rest = rest.trim_start();
    if !is_path || !rest.is_empty() && !rest.starts_with("HTTP/") {
        return None;
    }
    let at = block.span;
    Line::new(
        Spanned::new(named, place(cx, at, named.as_str())),
        Spanned::new(target.to_owned(), place(cx, at, target)),
        at,
    )
}

#[cfg(test)]
mod tests {
    use super::end_of_path;

    #[test]
    fn paths_end_at_blanks_that_are_in_no_placeholder() {
        for (text, path) in [
            ("/lamps/(id or name)/shade HTTP/1.1", "/lamps/(id or name)/shade"),
            ("/lamps/{lamp id} – one", "/lamps/{lamp id}"),
            ("/lamps/<id | name>`", "/lamps/<id | name>"),
            ("/lamps (signed)", "/lamps"),
            ("/lamps(id in it", "/lamps(id"),
            ("/lämps/{größe x}", "/lämps/{größe x}"),
        ] {
            assert_eq!(&text[..end_of_path(text)], path);
        }
    }
}
