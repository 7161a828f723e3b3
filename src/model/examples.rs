//! Documented examples of operations.

use super::operations::ResponseBody;
use crate::json::Value;
use crate::source::Span;

/// One documented example: a request, a response, or both.
#[derive(Clone, Debug)]
pub struct Example {
    /// The page, below the doc set's root.
    pub page: String,
    /// The request.
    pub request: Option<ExampleRequest>,
    /// The response.
    pub response: Option<ExampleResponse>,
}

/// An example request that matches the operation's path.
#[derive(Clone, Debug)]
pub struct ExampleRequest {
    /// The path segments as written, percent-decoded, one for each segment of the operation's path.
    pub segments: Vec<String>,
    /// The values of the path's placeholders in order: keys, then arguments, from left to right.
    pub bindings: Vec<String>,
    /// The decoded query.
    pub query: Vec<(String, String)>,
    /// The headers as written.
    pub headers: Vec<(String, String)>,
    /// The body, if it is JSON.
    pub body: Option<Value>,
    /// Where the request line stands.
    pub span: Span,
    /// Its line on the page, from 1.
    pub line: u32,
}

/// An example response.
#[derive(Clone, Debug)]
pub struct ExampleResponse {
    /// The status code.
    pub status: u16,
    /// The type of the body: the annotation's, else the operation's.
    pub ty: ResponseBody,
    /// The body, if it is JSON.
    pub body: Option<Value>,
    /// Where the status line stands.
    pub span: Span,
    /// Its line on the page, from 1.
    pub line: u32,
}
