//! Request lines in headings: `Get a lamp % GET /lamps/{id}`.

use super::line::Line;
use super::words;
use crate::dialect::{HeadingPattern, TitlePlace};
use crate::extract::cx::Cx;
use crate::http::Method;
use crate::markdown::Heading;
use crate::source::Spanned;

/// The line of a heading, by the first pattern that fits.
pub(in crate::extract) fn of_heading(cx: &Cx<'_>, heading: &Heading) -> Option<Line> {
    let patterns = &cx.dialect.request_lines.headings;
    patterns.iter().find_map(|pattern| {
        let (method, target, title) = fit(pattern, &heading.text)?;
        let at = heading.span;
        let line = Line::new(
            Spanned::new(method, words::place(cx, at, method.as_str())),
            Spanned::new(target.to_owned(), words::place(cx, at, target)),
            at,
        )?;
        let title = (!title.is_empty()).then(|| title.to_owned());
        Some(Line { title, ..line })
    })
}

/// Method, path and title of a heading that a pattern fits.
fn fit<'t>(pattern: &HeadingPattern, text: &'t str) -> Option<(Method, &'t str, &'t str)> {
    // The last method that fits: a title may speak of one as well.
    let starts = text
        .char_indices()
        .filter(|(at, _)| text[..*at].chars().next_back().is_none_or(|c| !c.is_alphanumeric()));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    starts.reverse();
    starts.into_iter().find_map(|start| {
        let (before, rest) = text.split_at(start);
        let name = rest.split(|c: char| !c.is_ascii_uppercase()).next()?;
        let method = words::method(name)?;
        let rest = rest[name.len()..].trim_start_matches('`').trim_start();
        let rest = rest.strip_prefix(pattern.between.as_str())?.trim_start();
        let rest = rest.trim_start_matches('`');
        let end = rest.find(|c: char| c.is_whitespace() || c == '`').unwrap_or(rest.len());
        // What follows the path may do so without a blank: `(GET /lamps)`.
        let end = match rest[..end].strip_suffix(pattern.after.as_str()) {
            Some(path) if !path.is_empty() => path.len(),
            _ => end,
        };
        let (path, after) = rest.split_at(end);
        let is_path = path.starts_with(['/', '{', '<', ':']) || path.contains("://");
        let before = before.trim().trim_end_matches('`').trim_end();
        let before = before.strip_suffix(pattern.before.as_str())?.trim();
        let after = after.trim_start_matches('`').trim();
        let after = after.strip_prefix(pattern.after.as_str())?.trim();
        let (title, other) = match pattern.title {
            Some(TitlePlace::First) => (before, after),
            Some(TitlePlace::Last) => (after, before),
            None => ("", if before.is_empty() { after } else { before }),
        };
        (is_path && other.is_empty()).then_some((method, path, title))
    })
}
