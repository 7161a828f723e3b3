//! Tags of HTML: where the next one is, its name and its attributes, and what tags say of the words between them.

use super::context::Context;
use super::{Inline, Run, RunKind};
use crate::source::{Span, Spanned};
use std::ops::Range;

/// A tag.
#[derive(Clone, Debug)]
pub struct Tag<'t> {
    /// Its name.
    pub name: &'t str,
    /// It ends an element.
    pub is_end: bool,
    /// From `<` to `>`.
    pub span: Range<usize>,
    /// What stands behind the name, and where.
    rest: &'t str,
    rest_start: usize,
}

/// The name that a text behind `<` begins with, and whether the tag is an end tag.
pub(super) fn name(text: &str) -> (&str, bool) {
    let (text, is_end) = text.strip_prefix('/').map_or((text, false), |it| (it, true));
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | ':' | '_');
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let is_name = text.starts_with(|c: char| c.is_ascii_alphabetic());
    (if is_name { &text[..end] } else { "" }, is_end)
}

/// The next tag in a range; comments are passed over.
pub fn next(text: &str, range: Range<usize>) -> Option<Tag<'_>> {
    let mut offset = range.start;
    while let Some(at) = text[offset..range.end].find('<').map(|at| offset + at) {
        let rest = &text[at + 1..range.end];
        if rest.starts_with("!--") {
            offset = rest.find("-->").map_or(range.end, |end| at + 1 + end + 3);
            continue;
        }
        if let Some(tag) = begin(text, at..range.end) {
            return Some(tag);
        }
        offset = at + 1;
    }
    None
}

/// The tag that a range begins with.
pub(super) fn begin(text: &str, range: Range<usize>) -> Option<Tag<'_>> {
    let (name, is_end) = name(text[range.clone()].strip_prefix('<')?);
    if name.is_empty() {
        return None;
    }
    let rest_start = range.start + 1 + usize::from(is_end) + name.len();
    let length = end(&text[rest_start..range.end])?;
    let rest = text[rest_start..rest_start + length].trim_end_matches('/');
    let span = range.start..rest_start + length + 1;
    Some(Tag { name, is_end, span, rest, rest_start })
}

/// Tags that are longer have no end.
const MOST_BYTES: usize = 4096;

/// Where the `>` is that ends a tag: not in quotes, nor in braces.
fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().take(MOST_BYTES) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.saturating_sub(1),
            (None, b'>') if depth == 0 => return Some(at),
            (None, b'<') if depth == 0 => return None,
            (None, _) => {}
        }
    }
    None
}

impl<'t> Tag<'t> {
    /// The value of an attribute, without its quotes or braces, and where it stands.
    pub fn attribute(&self, wanted: &str) -> Option<(&'t str, Range<usize>)> {
        let mut at = 0;
        loop {
            at += self.rest[at..].len() - self.rest[at..].trim_start().len();
            let here = &self.rest[at..];
            let name_end = here.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(here.len());
            if name_end == 0 {
                at += here.chars().next()?.len_utf8();
                continue;
            }
            let name = &here[..name_end];
            at += name_end;
            let Some(value) = self.rest[at..].strip_prefix('=') else {
                if name == wanted {
                    return Some(("", self.rest_start + at..self.rest_start + at));
                }
                continue;
            };
            let (open, close): (&[char], &[char]) = match value.chars().next()? {
                '"' => (&['"'], &['"']),
                '\'' => (&['\''], &['\'']),
                '{' => (&['{'], &['}']),
                _ => (&[], &[]),
            };
            let start = at + 1 + open.len();
            let inner = self.rest.get(start..)?;
            let length = match close {
                [] => inner.find(char::is_whitespace),
                _ => inner.find(close),
            };
            let length = length.unwrap_or(inner.len());
            if name.eq_ignore_ascii_case(wanted) {
                let place = self.rest_start + start..self.rest_start + start + length;
                return Some((&inner[..length], place));
            }
            at = start + (length + close.len()).min(inner.len());
        }
    }
}

/// A cell whose tags of code, of bold words and of links are what marks of markdown would be.
pub(super) fn marked(inline: Inline, cx: Context<'_>) -> Inline {
    if !inline.runs.iter().any(|it| it.kind == RunKind::Html) {
        return inline;
    }
    let mut runs: Vec<Run> = Vec::with_capacity(inline.runs.len());
    // The names of the elements that are open, each with the place of its tag among the runs.
    let mut open: Vec<(String, usize)> = Vec::new();
    for run in inline.runs {
        let tag = (run.kind == RunKind::Html).then(|| next(cx.text, run.span.range())).flatten();
        let name = tag.as_ref().map(|it| it.name.to_ascii_lowercase()).unwrap_or_default();
        let is_known = matches!(name.as_str(), "code" | "tt" | "kbd" | "strong" | "b" | "a");
        let is_end = tag.is_some_and(|it| it.is_end);
        match is_known {
            true if !is_end => {
                open.push((name, runs.len()));
                runs.push(run);
            }
            true if open.last().is_some_and(|(known, _)| *known == name) => {
                let at = open.pop().map_or(runs.len(), |(_, at)| at);
                let inner = runs.split_off((at + 1).min(runs.len()));
                let start = runs.pop();
                runs.extend(start.and_then(|it| joined(&name, &it, inner, cx)));
            }
            _ => runs.push(run),
        }
    }
    Inline { runs }
}

/// What stands between two tags, as one run: a link, if one of them is.
fn joined(name: &str, tag: &Run, inner: Vec<Run>, cx: Context<'_>) -> Option<Run> {
    let (first, last) = (inner.first()?, inner.last()?);
    let span = first.span.to(last.span);
    let words = inner.iter().filter(|it| it.kind != RunKind::Html);
    let text: String = words.map(|it| it.text.as_str()).collect();
    let link = inner.iter().find_map(|it| match &it.kind {
        RunKind::Link { target } => Some(target.clone()),
        _ => None,
    });
    let own = || {
        let (value, place) = next(cx.text, tag.span.range())?.attribute("href")?;
        Some(Spanned::new(value.to_owned(), Span::new(cx.file, place)))
    };
    let kind = match (name, link) {
        (_, Some(target)) => RunKind::Link { target },
        ("a", None) => own().map_or(RunKind::Text, |target| RunKind::Link { target }),
        ("strong" | "b", None) => RunKind::Strong,
        _ => RunKind::Code,
    };
    Some(Run { kind, text: text.trim().to_owned(), span })
}
