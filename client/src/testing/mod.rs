//! What emitted tests are made of: documented bodies that go through their types, documented requests that are rebuilt.
//!
//! An example comes with its known [`Deviation`]s: where, by its JSON path, it differs from what its own docs say. A test
//! holds if exactly these are met and everything else is as documented. So it fails when a type forgets a member, and also
//! when it learns one that the list still has.

mod bodies;
mod deviation;
mod reading;
mod requests;
mod shares;

pub use bodies::{ExampleBody, Read, answer, value};
pub use deviation::Deviation;
pub use requests::{Body, ExampleRequest, request_matches};
pub use shares::Shares;

use crate::core::{BoxFuture, Client, ClientBuilder, Transport};
use crate::error::BoxError;
use bytes::Bytes;
use std::time::Duration;

/// The documented examples of one area of a client.
#[derive(Debug)]
pub struct Examples<C: 'static> {
    /// Answers.
    pub bodies: &'static [ExampleBody],
    /// Requests that the client can make.
    pub requests: &'static [ExampleRequest<C>],
    /// Pages and lines of requests whose URL is documented, but not what else they are: there is a finding about each.
    pub unlike: &'static [(&'static str, u32)],
    /// The types that values say they are.
    pub types: &'static Types,
}

/// The types that values of examples say they are, by qualified name, and how to read one: [`value`] of the type.
pub type Types = [(&'static str, Read)];

impl<C: From<Client>> Examples<C> {
    /// Checks the answers: each goes through its type and comes back equal (numbers compared as numbers), each documented
    /// member has a field that takes it, and the deviations are the known ones. Panics with everything that differs.
    #[track_caller]
    pub fn check_bodies(&self) {
        report(self.bodies.iter().filter_map(|it| Some((it.what, it.problem(self.types)?))));
    }

    /// Checks the requests: each is rebuilt, and where its body has a type, the deviations are the known ones. Panics with
    /// everything that differs.
    #[track_caller]
    pub fn check_requests(&self) {
        let client = C::from(offline());
        let problem = |it: &ExampleRequest<C>| Some((it.what, it.problem(&client, self.types)?));
        report(self.requests.iter().filter_map(problem));
    }

    /// How many of them the client holds.
    pub fn shares(&self) -> Shares {
        Shares::of(self)
    }
}

#[track_caller]
fn report(problems: impl Iterator<Item = (&'static str, String)>) {
    let problems: Vec<String> = problems.map(|(what, it)| format!("{what}: {it}")).collect();
    assert!(problems.is_empty(), "{} examples differ:\n{}", problems.len(), problems.join("\n"));
}

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
