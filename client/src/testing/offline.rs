//! A client without a service.

use crate::core::{Body, BoxFuture, Client, ClientBuilder, Time, Transport};
use crate::error::BoxError;
use std::time::{Duration, SystemTime};

/// A client that reaches nobody: good for building requests.
pub fn offline() -> Client {
    offline_below("https://service.example")
}

/// A client of the service below this URL that reaches nobody.
pub(super) fn offline_below(base_url: &str) -> Client {
    let builder: ClientBuilder = ClientBuilder::new(base_url).transport(Offline).time(Offline);
    builder.build().expect("the URL is a base URL and the transport is set")
}

struct Offline;

impl Transport for Offline {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        Box::pin(std::future::ready(Err("this client is offline".into())))
    }
}

/// Nobody waits for nobody.
impl Time for Offline {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}
