//! Requests and responses without types.

use super::method::Method;
use super::percent::encode_query;
use crate::codec::{self, Decode, Mode};
use crate::error::Error;
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::fmt;

/// A request as data: it can be sent, compared, recorded.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawRequest {
    /// The method.
    pub method: Method,
    /// A percent-encoded path below the client's base URL that begins with `/`; or a whole URL, used as it is.
    pub path: String,
    /// A slash goes behind the path, which some services want.
    pub ends_in_slash: bool,
    /// The query options, not encoded.
    pub query: Vec<(String, String)>,
    /// The headers, without the token.
    pub headers: HeaderMap,
    /// The body.
    pub body: Option<Bytes>,
}

impl RawRequest {
    /// A request without options.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let (query, headers) = (Vec::new(), HeaderMap::new());
        Self { method, path: path.into(), ends_in_slash: false, query, headers, body: None }
    }

    /// With a body and its content type.
    #[must_use]
    pub fn with_body(mut self, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let content_type = header::HeaderValue::from_static(content_type);
        self.headers.insert(header::CONTENT_TYPE, content_type);
        self.body = Some(body.into());
        self
    }

    /// The path with its query options, encoded: what stands in a request line, and in the parts of a batch.
    pub fn target(&self) -> String {
        let slash = if self.ends_in_slash { "/" } else { "" };
        let mut target = format!("{}{slash}", self.path);
        for (name, value) in &self.query {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.push_str(&format!("{}={}", encode_query(name), encode_query(value)));
        }
        target
    }

    pub(crate) fn is_absolute(&self) -> bool {
        !self.path.starts_with('/') && !self.path.is_empty()
    }
}

/// Without values of options and headers and without the body: they may hold what should not be in a log.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.split('?').next().unwrap_or_default();
        let options: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let mut output = f.debug_struct("RawRequest");
        output.field("method", &self.method).field("path", &path).field("query", &options);
        output.field("headers", &self.headers.keys().collect::<Vec<_>>());
        output.field("n_body", &self.body.as_ref().map(Bytes::len)).finish()
    }
}

/// A successful response.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    mode: Mode,
}

/// Without values of headers and without the body: they may hold what should not be in a log.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Response");
        output.field("status", &self.status);
        output.field("headers", &self.headers.keys().collect::<Vec<_>>());
        output.field("n_body", &self.body.len()).finish()
    }
}

impl Response {
    pub(crate) fn new(response: http::Response<Bytes>, mode: Mode) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body, mode }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// The body read as JSON, or plain text read as a JSON string. No body at all is an error, unless an `Option` is asked
    /// for. An error knows the whole response.
    pub fn decode<T: Decode>(&self) -> Result<T, Error> {
        self.decode_body().map_err(|it| it.in_response(self.status, &self.headers, &self.body))
    }

    fn decode_body<T: Decode>(&self) -> Result<T, Error> {
        let decoded = codec::decode_text(&self.body, self.mode, T::decode_answer);
        match (decoded, std::str::from_utf8(&self.body)) {
            (Err(_), _) if self.body.is_empty() => Err(Error::no_body()),
            (Err(_), Ok(text)) if self.is_plain_text() => {
                codec::decode_text(&codec::to_vec(text), self.mode, T::decode)
            }
            (decoded, _) => decoded,
        }
    }

    fn is_plain_text(&self) -> bool {
        let content_type = self.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        content_type.is_some_and(|it| it.trim_start().starts_with("text/plain"))
    }
}
