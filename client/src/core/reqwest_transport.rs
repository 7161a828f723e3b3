//! The transport over reqwest.

use super::transport::{BoxFuture, Transport};
use crate::error::{BoxError, Error, ErrorKind};
use bytes::Bytes;
use std::time::Duration;

/// Sends over reqwest, with rustls, inside a tokio runtime. What a client uses if nothing else is set.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with a pool of connections of its own.
    pub fn new() -> Result<Self, Error> {
        let builder = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let client = builder.connect_timeout(Duration::from_secs(30)).build();
        client.map(Self).map_err(|source| {
            Error::new(ErrorKind::Request, "no reqwest client").with_source(source)
        })
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, BoxError>> {
        Box::pin(async move {
            let response = self.0.execute(request.try_into()?).await?;
            let mut answer = http::Response::new(Bytes::new());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = response.headers().clone();
            *answer.body_mut() = response.bytes().await?;
            Ok(answer)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
