//! Elements of HTML or MDX that say a method and a path: `<Route method="GET">/lamps</Route>`.

use super::requests::{is_method, is_path};

/// Elements of a text that are looked at.
const MOST: usize = 100;

/// A tag is no longer.
const MOST_BYTES: usize = 4096;

/// The patterns of the elements in a text, one for each element.
pub(super) fn patterns(text: &str) -> Vec<String> {
    let begins = text.match_indices('<').take(MOST);
    begins.filter_map(|(at, _)| pattern(&text[at + 1..])).collect()
}

/// The pattern of the element that a text behind `<` begins with.
fn pattern(text: &str) -> Option<String> {
    let end = end_of_tag(text)?;
    let (head, inner) = (&text[..end], &text[end + 1..]);
    let inner = inner.split('<').next().unwrap_or_default();
    let name_end = head.find(char::is_whitespace)?;
    let (name, rest) = head.split_at(name_end);
    let is_plain =
        |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c));
    let attributes = attributes(rest);
    let of = |is_one: fn(&str) -> bool| {
        attributes
            .iter()
            .find(|(name, value)| is_one(value) && is_plain(name))
            .map(|(name, _)| *name)
    };
    let method = of(|value| is_method(&value.to_ascii_uppercase()))?;
    if name.is_empty() || !is_plain(name) {
        return None;
    }
    match of(is_path) {
        Some(path) => Some(format!("<{name} {method}=\"{{method}}\" {path}=\"{{path}}\" />")),
        None if is_path(inner.trim()) => {
            Some(format!("<{name} {method}=\"{{method}}\">{{path}}</{name}>"))
        }
        None => None,
    }
}

/// Names and values, in quotes or in the braces of MDX.
fn attributes(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((name, behind)) = rest.split_once('=') {
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let behind = behind.trim_start_matches('{');
        let Some(quote) = behind.chars().next().filter(|it| "\"'`".contains(*it)) else {
            rest = behind;
            continue;
        };
        let Some((value, behind)) = behind[1..].split_once(quote) else { break };
        found.push((name, value));
        rest = behind;
    }
    found
}

/// Where a tag ends: at a `>` that is in no quotes, as that of a placeholder may be.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let text = text.get(..MOST_BYTES).unwrap_or(text);
    text.char_indices().find_map(|(at, c)| match (c, quote) {
        ('>', None) => Some(at),
        ('"' | '\'' | '`', None) => {
            quote = Some(c);
            None
        }
        (c, Some(open)) if c == open => {
            quote = None;
            None
        }
        _ => None,
    })
}
