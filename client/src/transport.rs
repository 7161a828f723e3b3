//! How requests reach the service.

use crate::Bytes;
use std::pin::Pin;
use std::time::Duration;

/// A boxed future; `Send` wherever there are threads.
#[cfg(not(target_family = "wasm"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future.
#[cfg(target_family = "wasm")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Why a transport got no answer.
pub type TransportError = Box<dyn std::error::Error + Send + Sync>;

/// Sends one HTTP request and returns the answer.
///
/// A transport must not follow redirects: the client does, and drops the token on the way to another
/// host.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. Any status is an answer; only the lack of one is an error.
    fn execute(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Waits, before a request is repeated.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}
