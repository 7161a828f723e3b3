//! What a subscriber is told of calls, with feature `tracing`; without it, nothing is kept and nothing happens.
//!
//! A call is known by its operation and its path with `{}` for every value. No token, id, option, header or body is told, and
//! of another host only its origin.

use super::raw::RawRequest;
use crate::error::Error;
use http::{HeaderMap, StatusCode};
#[cfg(feature = "tracing")]
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use url::Url;

/// A call on its way.
pub(super) struct Call {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
    #[cfg(feature = "tracing")]
    n_tries: AtomicU32,
}

/// Nobody listens.
#[cfg(not(feature = "tracing"))]
impl Call {
    pub(super) fn of(_: &RawRequest) -> Self {
        Self {}
    }

    pub(super) async fn run<F: Future>(&self, call: F) -> F::Output {
        call.await
    }

    pub(super) fn tries(&self, _: u32) {}

    pub(super) fn repeats(&self, _: &Error, _: Duration) {}

    pub(super) fn renews(&self) {}

    pub(super) fn is_redirected(&self, _: StatusCode, _: &Url) {}

    pub(super) fn is_answered(&self, _: StatusCode, _: &HeaderMap, _: &str) {}

    pub(super) fn has_failed(&self, _: &Error) {}
}

#[cfg(feature = "tracing")]
impl Call {
    pub(super) fn of(request: &RawRequest) -> Self {
        use tracing::field::Empty;
        let span = tracing::info_span!(
            target: "docwright_client",
            "docwright.request",
            operation = request.label.operation(),
            method = request.method.as_str(),
            path = request.label.path(),
            status = Empty,
            tries = Empty,
            request_id = Empty,
            error = Empty,
        );
        Self { span, n_tries: AtomicU32::new(0) }
    }

    /// Runs the call inside its span.
    pub(super) async fn run<F: Future>(&self, call: F) -> F::Output {
        tracing::Instrument::instrument(call, self.span.clone()).await
    }

    /// It is sent for the n-th time.
    pub(super) fn tries(&self, n: u32) {
        self.n_tries.store(n, Ordering::Relaxed);
    }

    pub(super) fn repeats(&self, error: &Error, wait: Duration) {
        tracing::info!(
            target: "docwright_client",
            parent: &self.span,
            error = tracing::field::debug(error.kind()),
            status = error.status().map(|it| it.as_u16()),
            wait = tracing::field::debug(wait),
            "sends the request again",
        );
    }

    pub(super) fn renews(&self) {
        tracing::info!(target: "docwright_client", parent: &self.span, "has a new token");
    }

    pub(super) fn is_redirected(&self, status: StatusCode, url: &Url) {
        tracing::info!(
            target: "docwright_client",
            parent: &self.span,
            status = status.as_u16(),
            origin = url.origin().ascii_serialization(),
            "is redirected",
        );
    }

    pub(super) fn is_answered(&self, status: StatusCode, headers: &HeaderMap, secret: &str) {
        let is_safe = |it: &&str| secret.is_empty() || !it.contains(secret);
        let request_id = crate::error::request_id(headers).filter(is_safe);
        self.end(Some(status), request_id);
    }

    pub(super) fn has_failed(&self, error: &Error) {
        self.span.record("error", tracing::field::debug(error.kind()));
        self.end(error.status(), error.request_id());
    }

    fn end(&self, status: Option<StatusCode>, request_id: Option<&str>) {
        self.span.record("status", status.map(|it| it.as_u16()));
        self.span.record("tries", self.n_tries.load(Ordering::Relaxed));
        self.span.record("request_id", request_id);
    }
}
