//! The default transport.

use crate::{BoxFuture, Bytes, Transport, TransportError};
use std::time::Duration;

/// Sends requests with reqwest. Needs a tokio runtime.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with a connection pool of its own.
    ///
    /// # Errors
    ///
    /// If TLS could not be set up.
    pub fn new() -> Result<Self, TransportError> {
        // Redirects are the client's: it knows which headers may go where.
        let client =
            reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self(client))
    }
}

impl Transport for ReqwestTransport {
    fn execute(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = parts.uri.to_string();
            let sent = self.0.request(parts.method, url).headers(parts.headers).body(body);
            let received = sent.send().await?;
            let mut response = http::Response::new(Bytes::new());
            *response.status_mut() = received.status();
            *response.headers_mut() = received.headers().clone();
            *response.body_mut() = received.bytes().await?;
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
