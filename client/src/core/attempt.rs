//! One try: a request is sent once, within its time limits, and its answer read as far as is asked.

use super::body::Body;
use super::method::Method;
use super::payload::Unread;
use super::redirect::Hop;
use super::service::Service;
use super::time::Timeouts;
use super::token::Token;
use super::transport::NotSent;
use super::watch::{Progress, counted, guarded, within};
use crate::error::{BoxError, Elapsed, Error, ErrorKind};
use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, HeaderMap, HeaderValue, TRANSFER_ENCODING, USER_AGENT};
use http_body::Body as _;
use std::borrow::Cow;

/// Errors of services are short; of longer ones the beginning is enough.
const MOST_OF_ERROR: u64 = 1 << 20;

/// An answer.
pub(super) enum Answer {
    /// Read to its end.
    Whole(http::Response<Bytes>),
    /// A success whose body is still to come.
    Open(http::Response<Body>),
}

impl Answer {
    pub(super) fn head(&self) -> (StatusCode, &HeaderMap) {
        match self {
            Self::Whole(response) => (response.status(), response.headers()),
            Self::Open(response) => (response.status(), response.headers()),
        }
    }
}

/// Why there is no answer.
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) is_repeatable: bool,
    /// The service may have done what was asked for.
    pub(super) is_unsure: bool,
}

impl Failure {
    fn final_of(error: Error) -> Self {
        Self { error, is_repeatable: false, is_unsure: false }
    }
}

impl Service {
    /// Sends a request once.
    pub(super) async fn attempt(
        &self,
        hop: &Hop,
        token: Option<&Token>,
        timeouts: Timeouts,
        is_open: bool,
    ) -> Result<Answer, Failure> {
        let permit = match &self.places {
            Some(places) => places.clone().acquire_owned().await.ok(),
            None => None,
        };
        let progress = Progress::default();
        let request = self.request(hop, token, &progress).await.map_err(Failure::final_of)?;
        let answer = async {
            let response = self.transport.send(request).await.map_err(|it| lost(hop, it))?;
            let response =
                response.map(|body| guarded(body, self.time.clone(), timeouts.idle, permit));
            if is_open && response.status().is_success() {
                return Ok(Answer::Open(response));
            }
            self.read(hop, response).await
        };
        match within(&*self.time, timeouts.request, &progress, answer).await {
            Ok(answer) => answer,
            Err(elapsed) => Err(lost(hop, elapsed.into())),
        }
    }

    /// Reads an answer to its end, or as far as it may be held in memory.
    async fn read(&self, hop: &Hop, response: http::Response<Body>) -> Result<Answer, Failure> {
        let (parts, body) = response.into_parts();
        let whole = |body| Ok(Answer::Whole(http::Response::from_parts(parts.clone(), body)));
        if !parts.status.is_success() {
            // What turned the request away is known by its status, even if the words break off.
            return whole(body.read(MOST_OF_ERROR).await.0);
        }
        let most = self.most_in_memory;
        // What was done is known, though what was said about it is lost.
        let known = |error: Error| error.in_response(parts.status, &parts.headers, &Bytes::new());
        let too_long = || {
            let failure = Failure::final_of(known(Error::too_long(most)));
            Err(Failure { is_unsure: true, ..failure })
        };
        if body.size_hint().lower() > most {
            return too_long();
        }
        match body.read(most).await {
            (body, Ok(true)) => whole(body),
            (_, Ok(false)) => too_long(),
            (_, Err(source)) => {
                let Failure { error, is_repeatable, is_unsure } = lost(hop, source);
                Err(Failure { error: known(error), is_repeatable, is_unsure })
            }
        }
    }

    async fn request(
        &self,
        hop: &Hop,
        token: Option<&Token>,
        progress: &Progress,
    ) -> Result<http::Request<Body>, Error> {
        let refused = |message: &str| Error::new(ErrorKind::Request, message);
        let mut body = Body::empty();
        let mut is_empty = true;
        if let Some(payload) = &hop.body {
            let n = payload.size().await.map_err(|source| {
                refused("the length of what is to be sent is not to be had").with_source(source)
            })?;
            body = counted(payload.part(0..n), progress);
            is_empty = n == 0;
        }
        let mut request = http::Request::new(body);
        *request.method_mut() = hop.method.try_into()?;
        let mut url = Cow::Borrowed(&hop.url);
        let headers = request.headers_mut();
        *headers = hop.headers.clone();
        if let Some(token) = token {
            self.protocol.token.sign(token, url.to_mut(), headers)?;
        }
        *request.uri_mut() = url.as_str().parse().map_err(|source: http::uri::InvalidUri| {
            refused("the URL is too long or no URL").with_source(source)
        })?;
        if let Some(option) = self.protocol.token.secret_option().filter(|_| token.is_some()) {
            request.extensions_mut().insert(option);
        }
        let headers = request.headers_mut();
        // How long the body is, is not for the caller to say: another length is another request.
        headers.remove(CONTENT_LENGTH);
        headers.remove(TRANSFER_ENCODING);
        // Services answer `411` to a write that does not say that it carries nothing (RFC 9110, section 8.6). Of a body that is
        // there, the transport says how long it is.
        if is_empty && matches!(hop.method, Method::Post | Method::Put | Method::Patch) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let agent =
            HeaderValue::from_static(concat!("docwright-client/", env!("CARGO_PKG_VERSION")));
        headers.entry(USER_AGENT).or_insert(agent);
        Ok(request)
    }
}

/// What a lost answer means.
fn lost(hop: &Hop, source: BoxError) -> Failure {
    let first: &(dyn std::error::Error + 'static) = &*source;
    if std::iter::successors(Some(first), |it| it.source()).any(|it| it.is::<Unread>()) {
        let error = Error::new(ErrorKind::File, "what is to be sent can't be read");
        return Failure::final_of(error.with_source(source));
    }
    let origin = hop.url.origin().ascii_serialization();
    let is_unsent = source.is::<NotSent>();
    let message = match source.downcast_ref::<Elapsed>() {
        Some(Elapsed(limit)) => format!("{origin} sent nothing for {limit:?}"),
        None if is_unsent => format!("no connection to {origin}"),
        None => format!("no whole answer from {origin}"),
    };
    let error = Error::lost(message, source);
    let is_repeatable = is_unsent || hop.method.is_idempotent();
    Failure { error, is_repeatable, is_unsure: !is_unsent }
}
