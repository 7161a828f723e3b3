//! HTTP messages and URL templates as docs write them, with spans. Knows no pages and no rules.

use crate::methods;
use crate::source::{Span, Spanned};
use std::borrow::Cow;

mod asked;
mod fields;
mod host;
mod url;
pub use asked::Asked;
pub use fields::registered;
pub use url::{Argument, Segment, SegmentKind, UrlTemplate, parse_url};

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
    /// `HEAD`
    Head,
    /// `OPTIONS`
    Options,
    /// One that a dialect adds, by its name.
    Other(&'static str),
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
        (Self::Head, "HEAD"),
        (Self::Options, "OPTIONS"),
    ];

    /// The method of a word as it is on the wire.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(method, _)| *method)
    }

    /// One beside these of a word as it is on the wire.
    pub fn other(word: &str) -> Option<Self> {
        methods::named(word).map(Self::Other)
    }

    /// Whether it only asks, so that nothing is sent in a body.
    pub fn is_safe(self) -> bool {
        match self {
            Self::Other(name) => methods::is_safe(name),
            _ => matches!(self, Self::Get | Self::Head | Self::Options),
        }
    }

    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        if let Self::Other(name) = self {
            return name;
        }
        Self::ALL.iter().find(|(method, _)| *method == self).map_or("", |(_, name)| name)
    }
}

/// Reads a request or response message; `None` when the text begins with neither.
///
/// `others` are methods beside the usual ones.
pub fn parse_message(text: &str, at: Span, others: &[Method]) -> (Option<Message>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut lines = Lines { text, offset: 0 };
    let Some((start, first)) = lines.find(|(_, line)| !line.trim().is_empty()) else {
        return (None, problems);
    };
    if let Some(status) = parse_status_line(first, at.part(start..start + first.len())) {
        let (headers, body) = parse_rest(&mut lines, at, &mut problems);
        return (Some(Message::Response(Response { status, headers, body })), problems);
    }
    let place = at.part(start..start + first.len());
    let Some((method, target)) = parse_request_line_of(others, first, place) else {
        return (None, problems);
    };
    let (headers, body) = parse_rest(&mut lines, at, &mut problems);
    (Some(Message::Request(Request { method, target, headers, body })), problems)
}

/// Reads `HTTP/1.1 201 Created`, also without version or reason, and `201 Created` alone.
fn parse_status_line(line: &str, at: Span) -> Option<Spanned<u16>> {
    let code = match line.trim_start().strip_prefix("HTTP") {
        Some(rest) => rest.find([' ', '\t']).map(|at| rest[at..].trim_start())?,
        None => bare_status(line)?,
    };
    let digits = code.get(..3).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let start = line.len() - code.len();
    Some(Spanned::new(digits.parse().ok()?, at.part(start..start + 3)))
}

/// A status with its reason, which are all of a line: `201 Created`, `Status: 404 Not Found`.
fn bare_status(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let code = line.strip_prefix("Status:").unwrap_or(line).trim_start();
    let (digits, reason) = code.split_once(' ')?;
    let is_status = digits.len() == 3 && digits.starts_with(['1', '2', '3', '4', '5']);
    let is_reason = reason.starts_with(|c: char| c.is_ascii_uppercase())
        && reason
            .trim_end()
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '\''));
    (is_status && is_reason).then_some(code)
}

/// Reads a method and a URL from one line; the space between them may be missing, and the URL may
/// hold spaces. A trailing `HTTP/1.1` is not part of it.
pub fn parse_request_line(line: &str, at: Span) -> Option<(Spanned<Method>, Spanned<String>)> {
    parse_request_line_of(&[], line, at)
}

/// The same with more methods, which stand in capitals.
pub fn parse_request_line_of(
    others: &[Method],
    line: &str,
    at: Span,
) -> Option<(Spanned<Method>, Spanned<String>)> {
    let start = line.len() - line.trim_start().trim_start_matches('`').len();
    let text = line.trim().trim_matches('`');
    let usual = Method::ALL.iter().copied().find(|(_, name)| {
        text.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
    });
    let is_word = |name: &str| {
        text.strip_prefix(name).is_some_and(|it| !it.starts_with(char::is_alphanumeric))
    };
    let other = || others.iter().map(|it| (*it, it.as_str())).find(|(_, name)| is_word(name));
    let (method, name) = usual.or_else(other)?;
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
        Spanned::new(method, at.part(start..start + name.len())),
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

fn parse_header(line: &str, from: usize, at: Span) -> Option<Header> {
    let (name, value) = line.split_once(':')?;
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    // Docs indent whole messages.
    let start = from + name.len() - name.trim_start().len();
    let name = name.trim();
    if name.is_empty() || !name.chars().all(is_token) {
        return None;
    }
    let value_start = from + line.len() - value.trim_start().len();
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

/// Where a sentence says the status of a success first: "`201 Created`, and the new lamp". Only those that are registered
/// count (RFC 9110 and others): "250 at most" is none.
pub fn success_in(text: &str) -> Option<usize> {
    let is_joined = |c: char| c.is_alphanumeric() || "/.#-_".contains(c);
    text.match_indices('2').map(|(at, _)| at).find(|at| {
        let (before, rest) = text.split_at(*at);
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mut after = rest[n_digits..].chars();
        let ends = match after.next() {
            // The end of a sentence, not of a version.
            Some('.') => !after.next().is_some_and(char::is_alphanumeric),
            Some(c) => !is_joined(c),
            None => true,
        };
        let is_registered =
            matches!(rest.get(..n_digits), Some(status) if SUCCESSES.contains(&status));
        is_registered && ends && !before.ends_with(is_joined)
    })
}

const SUCCESSES: [&str; 10] =
    ["200", "201", "202", "203", "204", "205", "206", "207", "208", "226"];

/// Decodes `%XX` in a path segment; bytes that are no UTF-8 are replaced.
pub fn decode_segment(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    percent_encoding::percent_decode_str(text).decode_utf8_lossy()
}

/// Decodes a query into its pairs, in order. `+` is kept: OData writes spaces as `%20`.
pub fn decode_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decoded = |text: &str| decode_segment(text.trim()).into_owned();
            (decoded(name), decoded(value))
        })
        .collect()
}

#[cfg(test)]
mod tests;
