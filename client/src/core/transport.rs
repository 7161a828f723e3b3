//! What carries requests to a service.

use super::body::Body;
use super::bounds::{BoxFuture, MaybeSend, MaybeSync};
use crate::error::BoxError;
use std::fmt;

/// Sends one HTTP request and brings back its response, whatever its status.
///
/// Tokens, redirects, repeats and time limits are the client's: a transport must not follow a redirect, since only the client
/// knows which headers another origin may see. A transport may wrap another one. A test's transport answers from memory:
///
/// ```
/// use docwright_client::{Body, BoxError, BoxFuture, Client, Transport, http};
///
/// struct Empty;
///
/// impl Transport for Empty {
///     fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
///         Box::pin(async { Ok(http::Response::new("{}".into())) })
///     }
/// }
///
/// let client: Client = Client::builder("https://shop.example/v1").transport(Empty).build()?;
/// # Ok::<(), docwright_client::Error>(())
/// ```
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends a request. The future ends with the head of the response; the body comes as it is read.
    ///
    /// An error that is [`NotSent`] says that the service has seen nothing, so that any request may be sent again.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>>;
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T>
where
    Self: MaybeSend + MaybeSync,
{
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        (**self).send(request)
    }
}

/// The error of a transport that could not reach the service: nothing of the request was sent.
#[derive(Debug)]
pub struct NotSent(BoxError);

impl NotSent {
    /// For this reason.
    pub fn new(reason: impl Into<BoxError>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for NotSent {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
