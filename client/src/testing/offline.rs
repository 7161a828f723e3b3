//! A client without a service.

use crate::core::{BoxFuture, Client, ClientBuilder, Transport};
use crate::error::BoxError;
use bytes::Bytes;
use std::time::Duration;

/// A client that reaches nobody: good for building requests.
pub fn offline() -> Client {
    let builder: ClientBuilder = ClientBuilder::new("https://service.example").transport(Offline);
    builder.build().expect("the URL is a base URL and the transport is set")
}

struct Offline;

impl Transport for Offline {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, BoxError>> {
        Box::pin(std::future::ready(Err("this client is offline".into())))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}
