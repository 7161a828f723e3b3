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
    /// The value is a placeholder (`{x}`, `<x>`) rather than fixed text.
    pub placeholder: bool,
}
