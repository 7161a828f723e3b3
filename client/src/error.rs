//! What can go wrong, as one type.

use crate::json::Value;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// What went wrong with a request.
///
/// One pointer wide. [`kind`](Self::kind) says where it went wrong, the rest is there as far as it is known.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Bytes,
    code: Option<String>,
    inner_code: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    json_path: Option<String>,
    source: Option<BoxError>,
}

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Where it went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request could not be made: nothing was sent.
    Request,
    /// No token was to be had: nothing was sent.
    Token,
    /// No response came.
    Transport,
    /// The service answered with a status that is no success.
    Status,
    /// A link or a redirect leads where the client does not go.
    Redirect,
    /// The answer is not what the docs say.
    Decode,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            status: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            code: None,
            inner_code: None,
            request_id: None,
            retry_after: None,
            json_path: None,
            source: None,
        }))
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn json(error: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Decode, "the text is not JSON").with_source(error)
    }

    pub(crate) fn no_value() -> Self {
        Self::new(ErrorKind::Decode, "the text is not the value that was asked for")
    }

    pub(crate) fn no_body() -> Self {
        Self::new(ErrorKind::Decode, "the response has no body")
    }

    /// A documented member has another JSON type than documented.
    pub(crate) fn mismatch(json_path: String, expected: &str, found: &str) -> Self {
        let place = if json_path.is_empty() { String::new() } else { format!("`{json_path}`: ") };
        let mut error =
            Self::new(ErrorKind::Decode, format!("{place}expected {expected}, found {found}"));
        error.0.json_path = Some(json_path);
        error
    }

    /// The error of a response whose status is no success.
    pub(crate) fn status_of(
        response: http::Response<Bytes>,
        retry_after: Option<Duration>,
    ) -> Self {
        let (parts, body) = response.into_parts();
        let body_error = serde_json::from_slice::<Value>(&body).unwrap_or_default();
        let body_error = body_error.get("error").cloned().unwrap_or_default();
        let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
        let inner = ["innerError", "innererror"].iter().find_map(|it| body_error.get(it));
        let inner = inner.cloned().unwrap_or_default();
        let code = text(&body_error, "code");

        let mut message = format!("the service answered {}", parts.status);
        for part in [&code, &text(&body_error, "message")].into_iter().flatten() {
            message = format!("{message}: {part}");
        }
        let mut error = Self::new(ErrorKind::Status, message);
        error.0.code = code;
        error.0.inner_code = text(&inner, "code");
        error.0.request_id = text(&inner, "request-id");
        error.0.retry_after = retry_after;
        error.in_response(parts.status, &parts.headers, &body)
    }

    pub(crate) fn in_response(
        mut self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Self {
        let request_id = ["request-id", "x-ms-request-id"].iter().find_map(|it| headers.get(*it));
        if let Some(request_id) = request_id.and_then(|it| it.to_str().ok()) {
            self.0.request_id = Some(request_id.to_owned());
        }
        self.0.status = Some(status);
        self.0.headers = headers.clone();
        self.0.body = body.clone();
        self
    }

    /// Where it went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The response's status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The response's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The service's error code: `itemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The more exact code inside the error.
    pub fn inner_code(&self) -> Option<&str> {
        self.0.inner_code.as_deref()
    }

    /// The service's name for the request, for a support case.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the service asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The response's body as it came.
    pub fn raw_body(&self) -> &Bytes {
        &self.0.body
    }

    /// The member that could not be read: `value[3].from.emailAddress`. Empty for the whole answer.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

/// Without headers and body: they may hold what should not be in a log.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Error");
        output.field("kind", &self.0.kind).field("message", &self.0.message);
        if let Some(request_id) = self.request_id() {
            output.field("request_id", &request_id);
        }
        if let Some(source) = &self.0.source {
            output.field("source", source);
        }
        output.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
