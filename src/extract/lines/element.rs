//! Request lines in elements: `<Route method="GET">/lamps</Route>`.

use super::line::Line;
use super::words;
use crate::dialect::{ElementPath, ElementPattern};
use crate::extract::cx::Cx;
use crate::markdown::Block;
use crate::source::Spanned;

/// Adds the lines of the elements in a block.
pub(super) fn of_block(cx: &Cx<'_>, block: &Block, found: &mut Vec<Line>) {
    let text = cx.sources().text(block.span);
    for pattern in &cx.dialect.request_lines.elements {
        let mut offset = 0;
        while let Some(at) = text[offset..].find('<').map(|at| offset + at) {
            offset = at + 1;
            let Some(element) = element(pattern, &text[offset..]) else { continue };
            let Some(method) = words::method(&element.method.to_uppercase()) else { continue };
            let (start, length) = (offset + element.path.0, element.path.1.len());
            let target =
                Spanned::new(element.path.1.to_owned(), block.span.part(start..start + length));
            found.extend(Line::new(Spanned::new(method, block.span), target, block.span));
        }
    }
}

/// The method of an element, and its path with its place.
struct Element<'t> {
    method: &'t str,
    path: (usize, &'t str),
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
    let (start, path) = match &pattern.path {
        ElementPath::Attribute(name) => of(name).map(|(_, start, value)| (*start, *value))?,
        ElementPath::Text => {
            let inner = rest[end..].split('<').next().unwrap_or_default();
            (end, inner)
        }
    };
    let path_start =
        start + path.len() - path.trim_start_matches(['`', ' ', '\n', '\r', '\t']).len();
    let path = path.trim_matches(['`', ' ', '\n', '\r', '\t']);
    let is_path = path.contains('/') && !path.contains(char::is_whitespace);
    is_path.then_some(Element { method, path: (base + path_start, path) })
}
