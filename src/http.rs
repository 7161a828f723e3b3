//! HTTP messages and URL templates as docs write them, with spans. Knows no pages and no rules.

use crate::source::{Span, Spanned};

/// The methods that request lines use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

/// One header line of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// The name as written.
    pub name: Spanned<String>,
    /// The value, trimmed.
    pub value: Spanned<String>,
}

/// A request message.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The method.
    pub method: Spanned<Method>,
    /// The request target as written: absolute URL, path, or path with query.
    pub target: Spanned<String>,
    /// The header lines.
    pub headers: Vec<Header>,
    /// The body's text, when it is not empty.
    pub body: Option<Span>,
}

/// A response message.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The status code.
    pub status: Spanned<u16>,
    /// The header lines.
    pub headers: Vec<Header>,
    /// The body's text, when it is not empty.
    pub body: Option<Span>,
}

/// What a fenced block of HTTP turned out to hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Begins with a method.
    Request(Request),
    /// Begins with a status line.
    Response(Response),
}

/// A request URL taken apart: base, path segments, query.
#[derive(Clone, Debug, PartialEq)]
pub struct UrlTemplate {
    /// Scheme and host of an absolute URL, such as `https://graph.microsoft.com`.
    pub origin: Option<Spanned<String>>,
    /// The path segments, in order, without empty ones.
    pub segments: Vec<Segment>,
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
    /// `roleTemplateId={roleTemplateId}`.
    Key {
        /// Fixed text before the placeholder, such as `roleTemplateId=`.
        prefix: String,
        /// The name between the brackets, trimmed: `id | userPrincipalName`.
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
    /// The value's text, without quotes or brackets.
    pub value: String,
    /// The value stands in single quotes.
    pub quoted: bool,
    /// The type named before the quotes, as enum literals do: `namespace.type'value'`. Mostly empty.
    pub prefix: String,
    /// The value is a placeholder (`{x}`, `<x>`) rather than fixed text.
    pub placeholder: bool,
}

/// What is unusual about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A line before the body that is no header.
    HeaderLine,
    /// A second request in one block; only the first is read.
    SecondRequest,
}

/// Something unusual about a message, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where it stands.
    pub span: Span,
}

impl Method {
    /// Every method with its name on the wire.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Get, "GET"),
        (Self::Post, "POST"),
        (Self::Patch, "PATCH"),
        (Self::Put, "PUT"),
        (Self::Delete, "DELETE"),
    ];

    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(method, _)| *method == self).map_or("", |(_, name)| name)
    }
}

/// Reads a request or response message; `None` when the text begins with neither.
pub fn parse_message(text: &str, at: Span) -> (Option<Message>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut lines = Lines { text, offset: 0 };
    let Some((start, first)) = lines.find(|(_, line)| !line.trim().is_empty()) else {
        return (None, problems);
    };
    if let Some(status) = parse_status_line(first, at.part(start..start + first.len())) {
        let (headers, body) = parse_rest(&mut lines, at, &mut problems);
        return (Some(Message::Response(Response { status, headers, body })), problems);
    }
    let Some((method, target)) = parse_request_line(first, at.part(start..start + first.len()))
    else {
        return (None, problems);
    };
    let (headers, body) = parse_rest(&mut lines, at, &mut problems);
    (Some(Message::Request(Request { method, target, headers, body })), problems)
}

/// Reads `HTTP/1.1 201 Created`, also without version or reason.
fn parse_status_line(line: &str, at: Span) -> Option<Spanned<u16>> {
    let rest = line.trim_start().strip_prefix("HTTP")?;
    let code = rest.find([' ', '\t']).map(|at| rest[at..].trim_start())?;
    let digits = code.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let start = line.len() - code.len();
    Some(Spanned::new(digits.parse().ok()?, at.part(start..start + 3)))
}

/// Reads a method and a URL from one line; the space between them may be missing, and the URL may
/// hold spaces. A trailing `HTTP/1.1` is not part of it.
pub fn parse_request_line(line: &str, at: Span) -> Option<(Spanned<Method>, Spanned<String>)> {
    let start = line.len() - line.trim_start().trim_start_matches('`').len();
    let text = line.trim().trim_matches('`');
    let (method, name) = Method::ALL.iter().find(|(_, name)| {
        text.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
    })?;
    let rest = &text[name.len()..];
    let is_upper = text.starts_with(name);
    let glued = rest.starts_with(['/', '{']) && is_upper;
    if !(glued || rest.starts_with([' ', '\t', '\u{a0}'])) {
        return None;
    }
    let url = rest.trim();
    let url = url.rsplit_once(" HTTP/").map_or(url, |(url, _)| url.trim_end());
    // "Get the item" is a sentence; a URL has no space before its first slash, brace or question mark.
    let head = url.split(['/', '{', '?', '(', '<']).next().unwrap_or_default();
    if url.is_empty() || head.contains(char::is_whitespace) || (!is_upper && !url.contains('/')) {
        return None;
    }
    let url_start = start + text.len() - rest.trim_start().len();
    Some((
        Spanned::new(*method, at.part(start..start + name.len())),
        Spanned::new(url.to_owned(), at.part(url_start..url_start + url.len())),
    ))
}

/// Reads headers and body. Docs leave out the blank line, or put it before the headers.
fn parse_rest(
    lines: &mut Lines<'_>,
    at: Span,
    problems: &mut Vec<Problem>,
) -> (Vec<Header>, Option<Span>) {
    let mut headers = Vec::new();
    let mut body_start = None;
    while let Some((start, line)) = lines.next() {
        if let Some(header) = parse_header(line, start, at) {
            headers.push(header);
            continue;
        }
        if line.trim().is_empty() {
            let next = lines.clone().find(|(_, line)| !line.trim().is_empty());
            let goes_on = headers.is_empty()
                && next.is_some_and(|(start, line)| parse_header(line, start, at).is_some());
            if goes_on {
                continue;
            }
            let second = next.map(|(start, line)| (line, at.part(start..start + line.len())));
            if let Some((line, span)) = second
                && parse_request_line(line, span).is_some_and(|(_, url)| url.value.contains('/'))
            {
                problems.push(Problem { kind: ProblemKind::SecondRequest, span });
                break;
            }
            body_start = next.map(|(start, _)| start);
            break;
        }
        let line_span = at.part(start..start + line.len());
        if parse_request_line(line, line_span).is_some() {
            problems.push(Problem { kind: ProblemKind::SecondRequest, span: line_span });
            return (headers, None);
        }
        if !line.trim_start().starts_with(['{', '[', '<']) {
            problems.push(Problem { kind: ProblemKind::HeaderLine, span: line_span });
        }
        body_start = Some(start);
        break;
    }
    let body = body_start.map(|start| {
        let end = start + lines.text[start..].trim_end().len();
        at.part(start..end)
    });
    (headers, body)
}

fn parse_header(line: &str, start: usize, at: Span) -> Option<Header> {
    let (name, value) = line.split_once(':')?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let name = name.trim_end();
    if name.is_empty() || !name.chars().all(is_token) {
        return None;
    }
    let value_start = start + line.len() - value.trim_start().len();
    let value = value.trim();
    Some(Header {
        name: Spanned::new(name.to_owned(), at.part(start..start + name.len())),
        value: Spanned::new(value.to_owned(), at.part(value_start..value_start + value.len())),
    })
}

/// Lines with their offsets, without line ends.
#[derive(Clone)]
struct Lines<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.offset..).filter(|rest| !rest.is_empty())?;
        let start = self.offset;
        let line = rest.split('\n').next().unwrap_or_default();
        self.offset += line.len() + 1;
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// URLs past this length are not searched for brackets, which would take quadratic time.
const MAX_URL: usize = 8 * 1024;

/// Takes a request URL apart. Never fails: what is unbalanced stays literal text.
pub fn parse_url(text: &str, at: Span) -> UrlTemplate {
    if text.len() > MAX_URL {
        let kind = SegmentKind::Literal;
        let segment = Segment { kind, text: text.to_owned(), span: at };
        return UrlTemplate { origin: None, segments: vec![segment], query: None };
    }
    let (path_start, origin) = match text.find("://") {
        Some(scheme) if !text[..scheme].contains(['/', '{', '(', '?']) => {
            let host = scheme + 3;
            let end = text[host..].find(['/', '?']).map_or(text.len(), |end| host + end);
            (end, Some(Spanned::new(text[..end].to_owned(), at.part(0..end))))
        }
        _ => (0, None),
    };
    let path_end = find_query(text, path_start);
    let query = (path_end < text.len()).then(|| {
        // `[?query]` stands in brackets that belong to the docs, not to the URL.
        let start = path_end + text[path_end..].find('?').map_or(1, |mark| mark + 1);
        let query = text[start..].trim_end_matches(']');
        Spanned::new(query.to_owned(), at.part(start..start + query.len()))
    });
    let segments = split_segments(text, path_start..path_end)
        .into_iter()
        .flat_map(|range| split_reference(text, range))
        .map(|range| {
            let text = &text[range.clone()];
            Segment { kind: segment_kind(text), text: text.to_owned(), span: at.part(range) }
        })
        .collect();
    UrlTemplate { origin, segments, query }
}

/// Where the path ends: at a `?` outside brackets and quotes, or at `[?`.
fn find_query(text: &str, from: usize) -> usize {
    let mut scan = Nesting::default();
    for (offset, c) in text[from..].char_indices() {
        let rest = &text[from + offset..];
        if rest.starts_with("[?") || (c == '?' && scan.is_outside()) {
            return from + offset;
        }
        scan.pass(c, rest);
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
    for (offset, c) in text[path.clone()].char_indices() {
        let here = path.start + offset;
        if c == '/' && scan.is_outside() {
            ranges.push(start..here);
            start = here + 1;
        } else {
            scan.pass(c, &text[here..path.end]);
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

/// Whether a scan is inside brackets or quotes. An opening bracket counts only if its closing one
/// follows, so unbalanced text stays harmless.
#[derive(Default)]
struct Nesting {
    open: Vec<char>,
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
            _ => return,
        };
        if self.open.len() < 8 && rest[c.len_utf8()..].contains(close) {
            self.open.push(close);
        }
    }
}

fn segment_kind(text: &str) -> SegmentKind {
    if matches!(text, "..." | "\u{2026}") {
        return SegmentKind::Elision;
    }
    if let Some(open) = text.find('(')
        && open > 0
        && is_name(&text[..open])
    {
        // A call whose closing bracket is missing ends with its segment.
        let close = text.rfind(')').filter(|close| open < *close).unwrap_or(text.len());
        let arguments = split_arguments(&text[open + 1..close]);
        let suffix = text.get(close + 1..).unwrap_or_default().to_owned();
        return SegmentKind::Call { name: text[..open].to_owned(), arguments, suffix };
    }
    if let Some(name) = text.strip_prefix(':').filter(|name| !name.is_empty() && is_name(name)) {
        let (prefix, suffix) = (String::new(), String::new());
        return SegmentKind::Key { prefix, name: name.to_owned(), suffix };
    }
    for (open, close) in [('{', '}'), ('<', '>'), ('(', ')')] {
        if let Some(start) = text.find(open)
            && let Some(length) = text[start..].find(close)
        {
            let name = text[start + 1..start + length].trim();
            // Some write two brackets for one.
            let doubled = text[start + 1..].starts_with(open);
            let suffix = &text[start + length + 1..];
            let suffix = suffix.strip_prefix(close).filter(|_| doubled).unwrap_or(suffix);
            return SegmentKind::Key {
                prefix: text[..start].to_owned(),
                name: name.trim_matches(['{', '}', '<', '>', '\'']).trim().to_owned(),
                suffix: suffix.to_owned(),
            };
        }
    }
    SegmentKind::Literal
}

fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'))
}

fn split_arguments(text: &str) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut scan = Nesting::default();
    let mut start = 0;
    for (offset, c) in text.char_indices() {
        if c == ',' && scan.is_outside() {
            arguments.push(parse_argument(&text[start..offset]));
            start = offset + 1;
        } else {
            scan.pass(c, &text[offset..]);
        }
    }
    if !text[start..].trim().is_empty() {
        arguments.push(parse_argument(&text[start..]));
    }
    arguments
}

fn parse_argument(text: &str) -> Argument {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) if is_name(name.trim()) => (name.trim(), value.trim()),
        _ => ("", text.trim()),
    };
    let (quoted, prefix, value) = match value.split_once('\'') {
        Some((prefix, value)) => (true, prefix, value.strip_suffix('\'').unwrap_or(value)),
        None => (false, "", value),
    };
    let is_hole = |open, close| value.starts_with(open) && value.ends_with(close);
    // `@x` is an alias whose value stands in the query.
    let is_alias = value.starts_with('@') && !quoted;
    let is_bracketed = is_hole('{', '}') || is_hole('<', '>');
    let placeholder = is_bracketed || is_alias;
    let value = if is_bracketed { value[1..value.len() - 1].trim() } else { value };
    // Inside quotes a quote is doubled.
    let value = if quoted { value.replace("''", "'") } else { value.to_owned() };
    Argument { name: name.to_owned(), value, quoted, prefix: prefix.to_owned(), placeholder }
}

/// Decodes `%XX` in a path segment; bytes that are no UTF-8 are replaced.
pub fn decode_segment(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Decodes a query into its pairs, in order. `+` is kept: OData writes spaces as `%20`.
pub fn decode_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode_segment(name.trim()), decode_segment(value.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests;
