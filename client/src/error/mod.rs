//! What can go wrong, as one type.

mod details;
mod elapsed;
mod places;

use bytes::Bytes;
use details::Details;
pub(crate) use details::{is_annotation, is_error_name};
pub(crate) use elapsed::Elapsed;
#[cfg(feature = "reqwest")]
pub(crate) use elapsed::Late;
use http::{HeaderMap, StatusCode};
pub(crate) use places::Places;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What went wrong with a request.
///
/// One pointer wide. [`kind`](Self::kind) says where it went wrong, the rest is there as far as it is known.
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    message: String,
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: Bytes,
    code: Option<String>,
    message_said: Option<String>,
    inner_code: Option<String>,
    request_id: Option<String>,
    retry_after: Option<Duration>,
    json_path: Option<String>,
    n_tries: u32,
    is_unsure: bool,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
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
    /// No response came, or it broke off.
    Transport,
    /// The service took longer than it was given.
    Timeout,
    /// The service answered with a status that is no success.
    Status,
    /// A link or a redirect leads where the client does not go.
    Redirect,
    /// The answer is not what the docs say.
    Decode,
    /// The answer is longer than what may be held in memory.
    TooLong,
    /// A file of this machine can't be read or written.
    File,
    /// The service accepted the work, and then failed or gave up on it.
    Failed,
}

/// In a few words: `no token`.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Request => "no request that can be sent",
            Self::Token => "no token",
            Self::Transport => "no whole answer",
            Self::Timeout => "a time limit has passed",
            Self::Status => "the service says no",
            Self::Redirect => "a link or redirect that is not followed",
            Self::Decode => "an answer that is not as documented",
            Self::TooLong => "an answer that is too long",
            Self::File => "a file that can't be read or written",
            Self::Failed => "work that has failed",
        })
    }
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
            message_said: None,
            inner_code: None,
            request_id: None,
            retry_after: None,
            json_path: None,
            n_tries: 0,
            is_unsure: false,
            source: None,
        }))
    }

    pub(crate) fn after_tries(mut self, n: u32) -> Self {
        self.0.n_tries = n;
        self
    }

    /// Whether what was asked for may have been done all the same.
    pub(crate) fn unsure(mut self, is_unsure: bool) -> Self {
        self.0.is_unsure = is_unsure;
        self
    }

    /// What came of a request that was sent again after its first answer was lost.
    pub(crate) fn after_lost_answer(mut self) -> Self {
        // What these say is so because of what the first one did.
        if let Some(
            StatusCode::NOT_FOUND
            | StatusCode::GONE
            | StatusCode::CONFLICT
            | StatusCode::PRECONDITION_FAILED,
        ) = self.0.status
        {
            let n = self.0.n_tries;
            self.0.message.push_str(&format!(
                " (tried {n} times: an answer was lost before, and that request may have taken effect)"
            ));
        }
        self.unsure(true)
    }

    /// The same, with what it means to whoever asked.
    pub(crate) fn meaning(mut self, told: &str) -> Self {
        self.0.message = format!("{told}: {}", self.0.message);
        self
    }

    /// Without a secret that a service has sent back in what it says.
    pub(crate) fn without(mut self, secret: &str) -> Self {
        if secret.is_empty() {
            return self;
        }
        let Inner { message, code, message_said, inner_code, request_id, source, .. } =
            &mut *self.0;
        let said = [code, message_said, inner_code, request_id];
        let said = said.into_iter().flatten().chain([message]);
        for text in said.filter(|it| it.contains(secret)) {
            *text = text.replace(secret, "***");
        }
        // A transport of one's own may tell what it was to send.
        if source.as_ref().is_some_and(|it| format!("{it} {it:?}").contains(secret)) {
            *source = Some(Arc::from(BoxError::from("what went wrong tells a secret")));
        }
        self
    }

    pub(crate) fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        let source: BoxError = source.into();
        self.0.source = Some(Arc::from(source));
        self
    }

    /// Something that was to come did not, or not in time.
    pub(crate) fn lost(message: impl Into<String>, source: BoxError) -> Self {
        let is_timeout = elapsed::is_timeout(&*source);
        let kind = if is_timeout { ErrorKind::Timeout } else { ErrorKind::Transport };
        Self::new(kind, message).with_source(source)
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

    /// An answer is not what was asked for, but a part of it, or another part.
    pub(crate) fn unasked_part(response: http::Response<Bytes>) -> Self {
        let (parts, body) = response.into_parts();
        let error = Self::new(ErrorKind::Decode, "the service sent a part that was not asked for");
        error.in_response(parts.status, &parts.headers, &body)
    }

    pub(crate) fn too_long(most: u64) -> Self {
        let message = format!(
            "the answer is longer than {most} bytes: read it as a stream, or allow more with `max_in_memory`"
        );
        Self::new(ErrorKind::TooLong, message)
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
        places: Places,
    ) -> Self {
        let (parts, body) = response.into_parts();
        let message = format!("the service answered {}", parts.status);
        let mut error = Self::said(message, Details::by(&body, places));
        error.0.retry_after = retry_after;
        error.in_response(parts.status, &parts.headers, &body)
    }

    /// The error that a response is whose status says that all went well.
    pub(crate) fn in_success(status: StatusCode, body: &[u8]) -> Option<Self> {
        let details = Details::of_disguised(body)?;
        Some(Self::said(format!("the service answered {status} with an error"), details))
    }

    /// A web page came in place of an answer.
    pub(crate) fn web_page(status: StatusCode, body: &[u8]) -> Option<Self> {
        let title = Details::title_of_page(body)?;
        let colon = if title.is_empty() { "" } else { ": " };
        let message = format!("the service answered {status} with a web page{colon}{title}");
        Some(Self::new(ErrorKind::Decode, message))
    }

    /// Long-running work that has failed, as its monitor says. What it has no members for that errors have, its status may say.
    pub(crate) fn failed(
        told: String,
        body: &[u8],
        code: Option<&str>,
        words: Option<&str>,
    ) -> Self {
        let mut details = Details::of(body);
        details.code = details.code.or_else(|| code.map(str::to_owned));
        details.message = details.message.or_else(|| words.map(str::to_owned));
        let mut error = Self::said(told, details);
        error.0.kind = ErrorKind::Failed;
        error
    }

    fn said(mut told: String, details: Details) -> Self {
        let Details { code, message, inner_code, request_id } = details;
        for part in [&code, &message].into_iter().flatten() {
            told = format!("{told}: {part}");
        }
        let mut error = Self::new(ErrorKind::Status, told);
        error.0.code = code;
        error.0.message_said = message;
        error.0.inner_code = inner_code;
        error.0.request_id = request_id;
        error
    }

    pub(crate) fn in_response(
        mut self,
        status: StatusCode,
        headers: &HeaderMap,
        body: &Bytes,
    ) -> Self {
        if let Some(request_id) = request_id(headers) {
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

    /// The service's own words: `The specified object was not found.` The title of a web page, where that is what came.
    pub fn message(&self) -> Option<&str> {
        self.0.message_said.as_deref()
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

    /// How often the request was sent. 0 if it never was.
    pub fn tries(&self) -> u32 {
        self.0.n_tries
    }

    /// Whether a request that changes something may have done so although it failed: an answer was lost, of this try or of one
    /// before, or could not be read. See how things are before it is sent again. A DELETE or PUT that was repeated so, and then
    /// answered `404`, `410`, `409` or `412`, has most likely done what it was to do.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.is_unsure
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

/// The service's name for a request, where its answer's headers have one.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let header =
        ["request-id", "x-ms-request-id", "x-request-id"].iter().find_map(|it| headers.get(*it));
    header.and_then(|it| it.to_str().ok())
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
        self.0.source.as_ref().map(|source| source.as_ref() as _)
    }
}
