//! What a request was answered, with what stood around it.

use super::operation::Answer;
use crate::core::Response;
use crate::error::Error;
use bytes::Bytes;
use http::header::{AsHeaderName, CONTENT_TYPE, ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use std::fmt;

/// A value that a service answered, with the response's status and headers. What [`Request::send`](crate::Request::send)
/// gives.
#[derive(Clone)]
pub struct Reply<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
    is_empty: bool,
}

impl<T: Answer> Reply<T> {
    pub(crate) fn of(response: Response) -> Result<Self, Error> {
        // Of bytes, blanks are some.
        let is_bytes = T::ACCEPT == Bytes::ACCEPT;
        let is_empty = response.body().is_empty() || (!is_bytes && response.is_blank());
        let value = T::answer(&response)?;
        let (status, headers) = response.into_head();
        Ok(Self { value, status, headers, is_empty })
    }
}

impl<T> Reply<T> {
    /// The value.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The value alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Whether nothing was sent back: a write that took effect may be answered without a body. The value is then an empty one.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header's text.
    pub fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The thing's version, for [`Request::if_match`](crate::Request::if_match).
    pub fn etag(&self) -> Option<&str> {
        self.header(ETAG)
    }

    /// Where what was made is, or where to ask how far it is.
    pub fn location(&self) -> Option<&str> {
        self.header(LOCATION)
    }

    /// The media type of the body.
    pub fn content_type(&self) -> Option<&str> {
        self.header(CONTENT_TYPE)
    }
}

/// Without values of headers: they may hold what should not be in a log.
impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Reply");
        output.field("value", &self.value).field("status", &self.status);
        output.field("headers", &self.headers.keys().collect::<Vec<_>>());
        output.field("is_empty", &self.is_empty).finish()
    }
}
