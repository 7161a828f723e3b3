//! Request lines in headings and lines of text, by patterns: `Get a lamp % GET /lamps/{id}`, `/lamps/{id} GET`.

use super::line::Line;
use super::words;
use crate::dialect::{LinePattern, without_prefix};
use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::{Block, Heading, Inline};
use crate::source::{Span, Spanned};

/// What a sentence has behind a path that is none of it.
const MARKS: [char; 4] = [',', '.', ';', ':'];
/// A longer text is a sentence, which it would take long to find out.
const MOST_BYTES: usize = 1024;

/// The line of a heading, by the first pattern that fits.
pub(crate) fn of_heading(cx: &Cx<'_>, heading: &Heading) -> Option<Line> {
    of_text(cx, &cx.dialect.request_lines.headings, &heading.text, heading.span)
}

/// The line of a paragraph, of which it is all or what stands between two breaks.
pub(super) fn of_paragraph(cx: &Cx<'_>, block: &Block, inline: &Inline) -> Option<Line> {
    let patterns = &cx.dialect.request_lines.lines;
    if patterns.is_empty() {
        return None;
    }
    let text = inline.plain();
    text.lines().find_map(|line| of_text(cx, patterns, line.trim(), block.span))
}

fn of_text(cx: &Cx<'_>, patterns: &[LinePattern], text: &str, at: Span) -> Option<Line> {
    if text.len() > MOST_BYTES {
        return None;
    }
    // A note in brackets behind the line is none of its words.
    let without_note = text.strip_suffix(')').and_then(|it| Some(it.rsplit_once(" (")?.0));
    let texts = std::iter::once((text, "")).chain(without_note.map(|it| (it, "")));
    // `Share a lamp [POST /lamps/{id}/share]`
    let bracketed = text.strip_suffix(']').and_then(|it| it.rsplit_once(" ["));
    let mut texts = bracketed.map(|(title, line)| (line, title)).into_iter().chain(texts);
    texts.find_map(|(text, beside)| {
        let (method, target, title) = patterns.iter().find_map(|it| fit(cx, it, text))?;
        let title = if beside.is_empty() { title } else { beside };
        let line = Line::new(
            Spanned::new(method, words::place(cx, at, method.as_str())),
            Spanned::new(target.to_owned(), words::place(cx, at, target)),
            at,
        )?;
        let title = (!title.is_empty()).then(|| title.to_owned());
        Some(Line { title, ..line })
    })
}

/// Method, path and title of a text that a pattern fits.
fn fit<'t>(
    cx: &Cx<'_>,
    pattern: &LinePattern,
    text: &'t str,
) -> Option<(Method, &'t str, &'t str)> {
    let begins = |at: usize| match (pattern.is_path_first, text[..at].chars().next_back()) {
        (_, None) => true,
        // A path is not begun again within it.
        (true, Some(c)) => c.is_whitespace() || "`([".contains(c),
        (false, Some(c)) => !c.is_alphanumeric(),
    };
    let mut starts: Vec<usize> =
        text.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).collect();
    // The last line that fits: a title may speak of a method as well.
    starts.reverse();
    starts.into_iter().find_map(|start| {
        let (before, rest) = text.split_at(start);
        let (method, path, after) = line(cx, pattern, rest)?;
        let before = before.trim().trim_end_matches('`').trim_end();
        let before = pattern.before.title(before)?;
        let after = after.trim_start_matches('`');
        let is_end = after.chars().all(|it| MARKS.contains(&it));
        let after = pattern.after.title(after);
        let after = after.or_else(|| pattern.after.title("").filter(|_| is_end))?;
        Some((method, path, if before.is_empty() { after } else { before }))
    })
}

/// Method and path that a text begins with, in the pattern's order, and what follows them.
fn line<'t>(
    cx: &Cx<'_>,
    pattern: &LinePattern,
    text: &'t str,
) -> Option<(Method, &'t str, &'t str)> {
    let between = |rest: &'t str| {
        let rest = rest.trim_start_matches('`').trim_start();
        let rest = without_prefix(rest, &pattern.between)?.trim_start();
        Some(rest.trim_start_matches('`'))
    };
    if pattern.is_path_first {
        let (path, rest) = path(text, &pattern.between)?;
        let (method, rest) = method(cx, between(rest)?)?;
        return Some((method, path, rest));
    }
    let (method, rest) = method(cx, text)?;
    let (path, rest) = path(between(rest)?, pattern.after.first_word())?;
    Some((method, path, rest))
}

fn method<'t>(cx: &Cx<'_>, text: &'t str) -> Option<(Method, &'t str)> {
    let name = text.split(|c: char| !c.is_ascii_uppercase()).next()?;
    Some((words::method(cx, name)?, &text[name.len()..]))
}

/// The path that a text begins with; what follows it may do so without a blank: `(GET /lamps)`.
fn path<'t>(text: &'t str, follows: &str) -> Option<(&'t str, &'t str)> {
    let end = words::end_of_path(text);
    let end = match text[..end].strip_suffix(follows) {
        Some(path) if !path.is_empty() => path.len(),
        _ => end,
    };
    let (path, rest) = text.split_at(end);
    // The sentence's marks are none of the path's, but for an ellipsis.
    let bare = path.trim_end_matches(MARKS);
    let path = if path.ends_with("...") { path } else { bare };
    let is_path = path.starts_with(['/', '{', '<', ':']) || path.contains("://");
    is_path.then_some((path, rest))
}
