//! Requests without types.

use super::label::Label;
use super::method::Method;
use super::payload::Payload;
use super::percent::encode_query;
use super::shown::shown_path;
use super::time::Timeouts;
use crate::error::Error;
use http::{HeaderMap, header};
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
    pub body: Option<Payload>,
    /// How long to wait for the answer, if not as long as the client does otherwise.
    pub timeouts: Option<Timeouts>,
    /// Why it can't be sent: what it was to carry is not in it. Told when it is sent.
    pub(crate) problem: Option<Error>,
    /// How it is sent, where that is not as usual.
    pub(crate) manners: Manners,
    /// What it is called in logs.
    pub(crate) label: Label,
}

/// How a request is sent that is not like the others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manners {
    /// The service has led to it: what another origin answers is none of the service's data.
    pub(crate) is_led: bool,
    /// Without a token, whatever its origin: its URL says all that its server has to know.
    pub(crate) is_unsigned: bool,
    /// A redirect is an answer, which the caller sees as an error with its status and headers.
    pub(crate) stays: bool,
    /// It is never repeated: the caller has something to ask before.
    pub(crate) once: bool,
    /// Its answer is a whole list, although the service has lists of pages.
    pub(crate) is_unpaged: bool,
}

impl RawRequest {
    /// A request without options.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        let (query, headers) = (Vec::new(), HeaderMap::new());
        Self {
            method,
            path: path.into(),
            ends_in_slash: false,
            query,
            headers,
            body: None,
            timeouts: None,
            problem: None,
            manners: Manners::default(),
            label: Label::default(),
        }
    }

    /// With a body and its content type.
    #[must_use]
    pub fn with_body(mut self, content_type: &'static str, body: impl Into<Payload>) -> Self {
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

    /// The body, if there is one and it is in memory.
    pub fn body_bytes(&self) -> Option<&[u8]> {
        self.body.as_ref()?.as_bytes().map(|bytes| &**bytes)
    }

    pub(crate) fn is_absolute(&self) -> bool {
        !self.path.starts_with('/') && !self.path.is_empty()
    }
}

/// Without values of options and headers and without the body: they may hold what should not be in a log.
impl fmt::Debug for RawRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown_path(&self.path);
        let options: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        let mut output = f.debug_struct("RawRequest");
        output.field("method", &self.method).field("path", &path).field("query", &options);
        output.field("headers", &self.headers.keys().collect::<Vec<_>>());
        output.field("body", &self.body).finish()
    }
}
