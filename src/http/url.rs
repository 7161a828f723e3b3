//! URL templates: the paths that docs write, taken apart.

use super::host::bare_host;
use crate::source::{Span, Spanned};

/// A request URL taken apart: base, path segments, query.
#[derive(Clone, Debug, PartialEq)]
pub struct UrlTemplate {
    /// Scheme and host of an absolute URL, such as `https://graph.microsoft.com`; the scheme may be left out.
    pub origin: Option<Spanned<String>>,
    /// The path segments, in order, without empty ones.
    pub segments: Vec<Segment>,
    /// The path ends in a slash, which some services want.
    pub ends_in_slash: bool,
    /// The text after `?`.
    pub query: Option<Spanned<String>>,
}

/// One path segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// The segment as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of path segment.
#[derive(Clone, Debug, PartialEq)]
pub enum SegmentKind {
    /// Fixed text: `messages`, `$value`, `microsoft.graph.group`, `root:`.
    Literal,
    /// One placeholder, perhaps with fixed text around it: `{id}`, `<id>`, `(team-id)`, `{item-path}:`,
    /// `roleTemplateId={roleTemplateId}`, `borders(<side>)`, `lines('{id}')`.
    Key {
        /// Fixed text before the placeholder, such as `roleTemplateId=`.
        prefix: String,
        /// The name between the brackets, trimmed: `id | userPrincipalName`, also where each has brackets.
        name: String,
        /// Fixed text after the placeholder, such as `:`.
        suffix: String,
    },
    /// A function call with parentheses: `search(q='{text}')`.
    Call {
        /// The function's name.
        name: String,
        /// The arguments, in order.
        arguments: Vec<Argument>,
        /// Fixed text after the closing parenthesis, such as `:`.
        suffix: String,
    },
    /// `...`, which stands for segments left out.
    Elision,
}

/// One argument of a function call in a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// The parameter's name; empty where the docs write only a value.
    pub name: String,
    /// The value's text, without quotes or brackets; a list as it stands: `['a','b']`.
    pub value: String,
    /// The value stands in single quotes. That of an alias does where the query says so, or nothing.
    pub quoted: bool,
    /// The type named before the quotes, as enum literals do: `namespace.type'value'`. Mostly empty.
    pub prefix: String,
    /// The value is a placeholder (`{x}`, `<x>`) rather than fixed text.
    pub placeholder: bool,
    /// The parameter alias that the value stands for: `x` of `text=@x`.
    pub alias: Option<String>,
}

/// URLs past this length are not searched for brackets, which would take quadratic time.
const MAX_URL: usize = 8 * 1024;

/// Takes a request URL apart. Never fails: what is unbalanced stays literal text.
pub fn parse_url(text: &str, at: Span) -> UrlTemplate {
    if text.len() > MAX_URL {
        let kind = SegmentKind::Literal;
        let segment = Segment { kind, text: text.to_owned(), span: at };
        let segments = vec![segment];
        return UrlTemplate { origin: None, segments, ends_in_slash: false, query: None };
    }
    let (path_start, origin) = match text.find("://") {
        Some(scheme) if !text[..scheme].contains(['/', '{', '(', '?']) => {
            let host = scheme + 3;
            let end = text[host..].find(['/', '?']).map_or(text.len(), |end| host + end);
            (end, Some(Spanned::new(text[..end].to_owned(), at.part(0..end))))
        }
        _ => bare_host(text).map_or((0, None), |end| {
            (end, Some(Spanned::new(text[..end].to_owned(), at.part(0..end))))
        }),
    };
    let path_end = find_query(text, path_start);
    let query = (path_end < text.len()).then(|| {
        // `[?query]` stands in brackets that belong to the docs, not to the URL.
        let start = path_end + text[path_end..].find('?').map_or(1, |mark| mark + 1);
        let is_bracketed = text[path_end..].starts_with('[');
        let query = text[start..].trim_end_matches(|c| is_bracketed && c == ']');
        Spanned::new(query.to_owned(), at.part(start..start + query.len()))
    });
    let aliases = query.as_ref().map_or("", |query: &Spanned<String>| query.value.as_str());
    let segments: Vec<Segment> = split_segments(text, path_start..path_end)
        .into_iter()
        .flat_map(|range| split_reference(text, range))
        .map(|range| {
            let text = without_gap(&text[range.clone()]);
            Segment { kind: segment_kind(&text, aliases), text, span: at.part(range) }
        })
        .collect();
    let ends_in_slash =
        !segments.is_empty() && text[path_start..path_end].trim_end().ends_with('/');
    UrlTemplate { origin, segments, ends_in_slash, query }
}

/// A segment without white space before a bracket: `lamps ({id})`.
fn without_gap(text: &str) -> String {
    match text.split_once('(') {
        Some((name, rest)) if name.ends_with(char::is_whitespace) && is_name(name.trim_end()) => {
            format!("{}({rest}", name.trim_end())
        }
        _ => text.to_owned(),
    }
}

/// Where the path ends: at a `?` outside brackets and quotes, or at `[?`.
fn find_query(text: &str, from: usize) -> usize {
    let mut scan = Nesting::default();
    for (at, byte) in text.bytes().enumerate().skip(from) {
        if !is_mark(byte) && byte != b'?' {
            continue;
        }
        let rest = &text[at..];
        if rest.starts_with("[?") || (byte == b'?' && scan.is_outside()) {
            return at;
        }
        scan.pass(byte.into(), rest);
    }
    // A quote or bracket that never closes does not hide the query.
    if !scan.is_outside()
        && let Some(mark) = text[from..].find('?')
    {
        return from + mark;
    }
    text.len()
}

/// Ranges of the non-empty segments: split on `/` outside brackets and quotes. A bracket that never
/// closes does not swallow the segments after it.
fn split_segments(text: &str, path: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut scan = Nesting::default();
    let mut start = path.start;
    for (here, byte) in text.bytes().enumerate().take(path.end).skip(path.start) {
        if byte == b'/' && scan.is_outside() {
            ranges.push(start..here);
            start = here + 1;
        } else if is_mark(byte) {
            scan.pass(byte.into(), &text[here..path.end]);
        }
    }
    ranges.push(start..path.end);
    ranges
        .into_iter()
        .map(|range| {
            let segment = &text[range.clone()];
            let start = range.start + segment.len() - segment.trim_start().len();
            start..start + segment.trim().len()
        })
        .filter(|range| !range.is_empty())
        .collect()
}

/// `{id}$ref` lacks a slash: what begins with `$` is a segment of its own.
fn split_reference(
    text: &str,
    range: std::ops::Range<usize>,
) -> impl Iterator<Item = std::ops::Range<usize>> {
    let at = text[range.clone()].find("}$").map_or(range.end, |at| range.start + at + 1);
    [range.start..at, at..range.end].into_iter().filter(|part| !part.is_empty())
}

/// Whether a byte is a bracket or a quote, as few are.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'{' | b'}' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'\'')
}

/// Whether a scan is inside brackets or quotes. An opening bracket counts only if its closing one
/// follows, so unbalanced text stays harmless.
#[derive(Default)]
struct Nesting {
    open: Vec<char>,
    /// Square brackets make lists; elsewhere they stand around what may be left out.
    is_in_arguments: bool,
}

impl Nesting {
    fn is_outside(&self) -> bool {
        self.open.is_empty()
    }

    fn pass(&mut self, c: char, rest: &str) {
        if self.open.last() == Some(&c) {
            self.open.pop();
            return;
        }
        let close = match c {
            '{' => '}',
            '(' => ')',
            '<' => '>',
            '\'' => '\'',
            '[' if self.is_in_arguments => ']',
            _ => return,
        };
        if self.open.len() < 8 && rest[c.len_utf8()..].contains(close) {
            self.open.push(close);
        }
    }
}

/// What a segment is; `aliases` are the query's pairs, where parameters have their values.
fn segment_kind(text: &str, aliases: &str) -> SegmentKind {
    if matches!(text, "..." | "\u{2026}") {
        return SegmentKind::Elision;
    }
    if let Some(open) = text.find('(')
        && let name = text[..open].trim_end()
        && !name.is_empty()
        && is_name(name)
    {
        // A call whose closing bracket is missing ends with its segment.
        let close = text.rfind(')').filter(|close| open < *close).unwrap_or(text.len());
        let arguments = split_arguments(&text[open + 1..close], aliases);
        let suffix = text.get(close + 1..).unwrap_or_default().to_owned();
        // Without a parameter's name a placeholder is a key.
        if let [only] = arguments.as_slice()
            && only.is_key()
            && close < text.len()
        {
            let quote = if only.quoted { "'" } else { "" };
            let prefix = format!("{name}({quote}");
            let suffix = format!("{quote}{}", &text[close..]);
            return SegmentKind::Key { prefix, name: only.value.clone(), suffix };
        }
        return SegmentKind::Call { name: name.to_owned(), arguments, suffix };
    }
    if let Some(name) = text.strip_prefix(':').filter(|name| !name.is_empty() && is_name(name)) {
        let (prefix, suffix) = (String::new(), String::new());
        return SegmentKind::Key { prefix, name: name.to_owned(), suffix };
    }
    placeholder(text).unwrap_or(SegmentKind::Literal)
}

/// A segment with a placeholder in brackets.
fn placeholder(text: &str) -> Option<SegmentKind> {
    const BRACKETS: [(char, char); 3] = [('{', '}'), ('<', '>'), ('(', ')')];
    BRACKETS.into_iter().find_map(|(open, close)| {
        let start = text.find(open)?;
        let length = text[start..].find(close)?;
        let name = text[start + 1..start + length].trim();
        // Some write two brackets for one.
        let doubled = text[start + 1..].starts_with(open);
        let mut suffix = &text[start + length + 1..];
        suffix = suffix.strip_prefix(close).filter(|_| doubled).unwrap_or(suffix);
        let name = name.trim_matches(['{', '}', '<', '>', '\'']).trim();
        let mut prefix = &text[..start];
        let mut names = name.to_owned();
        // `{id} | {name}` is one placeholder: either goes.
        while let Some((other, rest)) = alternative(suffix, open, close) {
            names = format!("{names} | {other}");
            suffix = rest;
        }
        if names.len() > name.len()
            && let (Some(before), Some(after)) =
                (prefix.strip_suffix('('), suffix.strip_prefix(')'))
        {
            (prefix, suffix) = (before, after);
        }
        let (prefix, suffix) = (prefix.to_owned(), suffix.to_owned());
        Some(SegmentKind::Key { prefix, name: names, suffix })
    })
}

/// The placeholder that may stand instead of the one before it, and what follows.
fn alternative(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let rest = text.strip_prefix('|').or_else(|| text.strip_prefix("or "))?.trim_start();
    let (name, rest) = rest.strip_prefix(open)?.split_once(close)?;
    Some((name.trim(), rest))
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'))
}

fn split_arguments(text: &str, aliases: &str) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut scan = Nesting { is_in_arguments: true, ..Nesting::default() };
    let mut start = 0;
    for (offset, c) in text.char_indices() {
        if c == ',' && scan.is_outside() {
            arguments.push(parse_argument(&text[start..offset], aliases));
            start = offset + 1;
        } else {
            scan.pass(c, &text[offset..]);
        }
    }
    if !text[start..].trim().is_empty() {
        arguments.push(parse_argument(&text[start..], aliases));
    }
    arguments
}

fn parse_argument(text: &str, aliases: &str) -> Argument {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) if is_name(name.trim()) => (name.trim(), value.trim()),
        _ => ("", text.trim()),
    };
    // `@x` is an alias whose value stands in the query.
    if let Some(alias) = value.strip_prefix('@') {
        let mut pairs = aliases.split('&').filter_map(|pair| pair.split_once('='));
        let given = pairs.find(|(key, _)| key.trim().strip_prefix('@') == Some(alias));
        let of_alias = Argument {
            name: name.to_owned(),
            value: alias.to_owned(),
            quoted: true,
            prefix: String::new(),
            placeholder: true,
            alias: Some(alias.to_owned()),
        };
        return match given {
            // Of an alias even a value that looks fixed is an example.
            Some((_, value)) => {
                let given = argument_value(value.trim());
                let value = if given.placeholder { given.value } else { alias.to_owned() };
                Argument { value, quoted: given.quoted, prefix: given.prefix, ..of_alias }
            }
            None => of_alias,
        };
    }
    Argument { name: name.to_owned(), ..argument_value(value) }
}

/// The name of a placeholder whose quotes stand within its brackets: `{'id'}`.
fn quoted_within(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?.strip_suffix('}')?.trim();
    let name = inner.strip_prefix('\'')?.strip_suffix('\'')?;
    (!name.is_empty() && is_name(name)).then_some(name)
}

/// What stands after the equals sign.
fn argument_value(text: &str) -> Argument {
    if let Some(name) = quoted_within(text) {
        return argument_value(&format!("'{{{name}}}'"));
    }
    let is_list = text.starts_with('[') && text.ends_with(']');
    let (quoted, prefix, value) = match text.split_once('\'') {
        Some((prefix, value)) if !is_list => {
            (true, prefix, value.strip_suffix('\'').unwrap_or(value))
        }
        _ => (false, "", text),
    };
    let is_hole =
        |open, close| value.len() > 1 && value.starts_with(open) && value.ends_with(close);
    let is_bracketed = is_hole('{', '}') || is_hole('<', '>');
    let placeholder = is_bracketed || (is_list && value.contains(['{', '<']));
    let value = if is_bracketed { value[1..value.len() - 1].trim() } else { value };
    // Inside quotes a quote is doubled.
    let value = if quoted { value.replace("''", "'") } else { value.to_owned() };
    let (name, prefix) = (String::new(), prefix.to_owned());
    Argument { name, value, quoted, prefix, placeholder, alias: None }
}

impl Argument {
    /// A placeholder that names no parameter: the key of a collection.
    fn is_key(&self) -> bool {
        let is_plain =
            self.prefix.is_empty() && self.alias.is_none() && !self.value.starts_with('[');
        self.name.is_empty() && self.placeholder && is_plain && !self.value.is_empty()
    }
}
