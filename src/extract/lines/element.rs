//! Request lines in elements: `<Route method="GET">/lamps</Route>`.

use super::line::Line;
use super::words;
use crate::dialect::{ElementPath, ElementPattern};
use crate::extract::cx::Cx;
use crate::markdown::{Block, BlockKind, Inline};
use crate::source::Spanned;
use std::ops::Range;

/// Adds the lines of the elements in a block.
pub(super) fn of_block(cx: &Cx<'_>, block: &Block, found: &mut Vec<Line>) {
    let text = cx.sources().text(block.span);
    for pattern in &cx.dialect.request_lines.elements {
        let mut offset = 0;
        while let Some(at) = text[offset..].find('<').map(|at| offset + at) {
            offset = at + 1;
            let Some(element) = element(pattern, &text[offset..]) else { continue };
            let Some(method) = words::method(cx, &element.method.to_uppercase()) else { continue };
            let place = offset + element.path.start..offset + element.path.end;
            let words = match pattern.path {
                ElementPath::Attribute(_) => text[place.clone()].to_owned(),
                ElementPath::Text => words_at(cx, block, place.clone()),
            };
            let Some(path) = path(&words) else { continue };
            let target = Spanned::new(path.to_owned(), block.span.part(place));
            found.extend(Line::new(Spanned::new(method, block.span), target, block.span));
        }
    }
}

/// An element with more text has no path in it.
const MOST_BYTES: usize = 4096;

/// What a part of a block says. Elements stand in paragraphs, whose words may be links and have backslashes:
/// `/lamps/[\{lamp.id\}](#lamp)`.
fn words_at(cx: &Cx<'_>, block: &Block, place: Range<usize>) -> String {
    let span = block.span.part(place);
    let BlockKind::Paragraph(inline) = &block.kind else {
        return cx.sources().text(span).to_owned();
    };
    let begins = inline.runs.partition_point(|it| it.span.start < span.start);
    let runs = inline.runs[begins..].iter().take_while(|it| it.span.end <= span.end);
    Inline { runs: runs.cloned().collect() }.plain().into_owned()
}

/// The path that the words are, which in MDX may be an expression: `` {`/lamps/{id}`} ``.
fn path(words: &str) -> Option<&str> {
    let marks = ['`', '"', '\'', ' ', '\n', '\r', '\t'];
    let words = words.trim_matches(marks);
    let inner = words.strip_prefix('{').and_then(|it| it.strip_suffix('}'));
    let inner = inner.map(|it| it.trim_matches(marks)).filter(|it| it.starts_with('/'));
    let path = inner.unwrap_or(words);
    (path.contains('/') && !path.contains(char::is_whitespace)).then_some(path)
}

/// The method of an element, and where its path stands.
struct Element<'t> {
    method: &'t str,
    path: Range<usize>,
}

/// The element that a text behind `<` begins with, if it is one of the pattern's.
fn element<'t>(pattern: &ElementPattern, text: &'t str) -> Option<Element<'t>> {
    let rest = text.strip_prefix(pattern.name.as_str())?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let base = pattern.name.len();
    let mut attributes = Vec::new();
    let mut at = 0;
    let end = loop {
        at += rest[at..].len() - rest[at..].trim_start().len();
        let here = &rest[at..];
        if here.starts_with("/>") || here.starts_with('>') {
            break at + here.find('>').map_or(0, |close| close + 1);
        }
        if here.starts_with('<') {
            return None;
        }
        let name_end = here.find(|c: char| c.is_whitespace() || "=/>".contains(c))?;
        let name = &here[..name_end];
        if name.is_empty() {
            // A lone slash or equals sign.
            at += here.chars().next()?.len_utf8();
            continue;
        }
        at += name_end;
        let Some(value) = rest[at..].strip_prefix('=') else { continue };
        at += 1;
        // In MDX a value may stand in braces.
        let braces = usize::from(value.starts_with(['{']));
        let value = &value[braces..];
        at += braces;
        let quote = value.chars().next().filter(|it| matches!(it, '"' | '\'' | '`'));
        let (start, length) = match quote {
            Some(quote) => (at + 1, value[1..].find(quote)?),
            None => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '>' | '}');
                (at, value.find(ends).unwrap_or(value.len()))
            }
        };
        attributes.push((name, start, &rest[start..start + length]));
        at = start + length + usize::from(quote.is_some());
        at += usize::from(braces > 0 && rest[at..].starts_with('}'));
    };
    let of = |name: &str| attributes.iter().find(|(known, ..)| *known == name);
    let (_, _, method) = of(&pattern.method)?;
    let path = match &pattern.path {
        ElementPath::Attribute(name) => {
            of(name).map(|(_, start, value)| *start..*start + value.len())?
        }
        ElementPath::Text => {
            // A placeholder looks like a tag, too: `/lamps/<id>`.
            let inner = &rest[end..];
            let most =
                (0..=inner.len().min(MOST_BYTES)).rev().find(|it| inner.is_char_boundary(*it));
            let inner = &inner[..most.unwrap_or_default()];
            let close = format!("</{}", pattern.name);
            end..end + inner.find(&close).or_else(|| inner.find('<')).unwrap_or(inner.len())
        }
    };
    Some(Element { method, path: base + path.start..base + path.end })
}
