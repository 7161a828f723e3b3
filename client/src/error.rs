//! The one error type.

use serde_json::Value;
use std::fmt;
use std::time::Duration;

/// Why a call did not give an answer.
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: String,
    status: Option<http::StatusCode>,
    code: Option<String>,
    inner_code: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    body: Option<bytes::Bytes>,
    json_path: Option<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What went wrong, in kinds that programs treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request was put together wrongly; nothing was sent.
    Request,
    /// The token provider gave no token.
    Token,
    /// The transport got no answer.
    Transport,
    /// The service answered with an error status.
    Service,
    /// The answer is not of the documented form.
    Decode,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            status: None,
            code: None,
            inner_code: None,
            request_id: None,
            retry_after: None,
            body: None,
            json_path: None,
            source: None,
        }))
    }

    pub(crate) fn caused(
        kind: ErrorKind,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let mut error = Self::new(kind, message);
        error.0.source = Some(source.into());
        error
    }

    pub(crate) fn decode(path: &str, message: &str) -> Self {
        let mut error = Self::new(ErrorKind::Decode, format!("{path} is {message}"));
        error.0.json_path = Some(path.to_owned());
        error
    }

    /// An answer with an error status. OData puts code and message into the body.
    pub(crate) fn service(response: &http::Response<bytes::Bytes>) -> Self {
        let status = response.status();
        let body: Option<Value> = serde_json::from_slice(response.body()).ok();
        let details = body.as_ref().and_then(|body| body.get("error"));
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let code = text(details.and_then(|it| it.get("code")));
        let message = text(details.and_then(|it| it.get("message")));
        let inner = details.and_then(|it| it.get("innerError").or_else(|| it.get("innererror")));
        let header = |name: &str| {
            response.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned)
        };
        let mut summary = status.to_string();
        for part in [&code, &message].into_iter().flatten() {
            summary.push_str(": ");
            summary.push_str(part);
        }
        let mut error = Self::new(ErrorKind::Service, summary);
        error.0.status = Some(status);
        error.0.inner_code = text(inner.and_then(|it| it.get("code")));
        error.0.request_id =
            header("request-id").or_else(|| text(inner.and_then(|it| it.get("request-id"))));
        error.0.retry_after =
            header("retry-after").and_then(|it| it.parse().ok()).map(Duration::from_secs);
        error.0.code = code;
        error.0.body = Some(response.body().clone());
        error
    }

    pub(crate) fn with_response(mut self, response: &http::Response<bytes::Bytes>) -> Self {
        self.0.status = Some(response.status());
        self.0.body = Some(response.body().clone());
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the answer, if there was one.
    pub fn status(&self) -> Option<http::StatusCode> {
        self.0.status
    }

    /// The service's code, such as `ErrorItemNotFound`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The code inside the service's inner error.
    pub fn inner_code(&self) -> Option<&str> {
        self.0.inner_code.as_deref()
    }

    /// The service's id of the request, to be quoted to its support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the service asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The answer's body.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.body.as_deref()
    }

    /// Where in the JSON reading failed, such as `$.value[3].subject`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

/// The body is left out: it may hold what should not be in a log.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
