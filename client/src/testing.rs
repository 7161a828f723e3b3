//! What emitted tests are made of: documented bodies that go through their types, documented requests that are rebuilt.

use crate::client::{Client, ClientBuilder};
use crate::codec::{Decode, Encode, Mismatch, Reader, from_value, json_equal, to_value};
use crate::json::Value;
use crate::patch::Patch;
use crate::raw::RawRequest;
use crate::transport::{BoxError, BoxFuture, Transport};
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use std::time::Duration;

/// A documented body.
#[derive(Clone, Copy, Debug)]
pub struct ExampleBody {
    /// Where it is documented: `page.md:12`.
    pub what: &'static str,
    /// Its text.
    pub json: &'static str,
    /// How to check it: [`round_trip`] of its type.
    pub check: fn(&str) -> Result<(), String>,
}

/// A documented request, and how a generated client makes the same.
#[derive(Debug)]
pub struct ExampleRequest<C> {
    /// Where it is documented: `page.md:12`.
    pub what: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path below the base URL, in decoded segments.
    pub path: &'static [&'static str],
    /// Its query options, decoded.
    pub query: &'static [(&'static str, &'static str)],
    /// Its body's text.
    pub body: Option<&'static str>,
    /// The same request, made by the client.
    pub build: fn(&C, Body) -> RawRequest,
}

impl<C> Clone for ExampleRequest<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for ExampleRequest<C> {}

/// A request as built by a client under test.
pub type Built = RawRequest;

/// Checks documented bodies; panics with everything that differs.
#[track_caller]
pub fn check_bodies(examples: &[ExampleBody]) {
    let problems = examples.iter().filter_map(|it| {
        let problem = (it.check)(it.json).err()?;
        Some(format!("{}: {problem}", it.what))
    });
    report(problems.collect());
}

/// Checks documented requests; panics with everything that differs.
#[track_caller]
pub fn check_requests<C: From<Client>>(examples: &[ExampleRequest<C>]) {
    let client = C::from(offline());
    let problems = examples.iter().filter_map(|it| {
        let body = Body { what: it.what, json: it.body };
        let problem = request_matches(it, &(it.build)(&client, body)).err()?;
        Some(format!("{}: {problem}", it.what))
    });
    report(problems.collect());
}

#[track_caller]
fn report(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} examples differ:\n{}", problems.len(), problems.join("\n"));
}

/// Checks that JSON text goes through a type unchanged (numbers compared as numbers), that every documented member in it has
/// its documented JSON type, and that it has no members that the docs do not know.
pub fn round_trip<T: Decode + Encode>(json: &str) -> Result<(), String> {
    check_round_trip::<T>(json, true)
}

/// The same, for an example with members that the docs do not know.
pub fn round_trip_open<T: Decode + Encode>(json: &str) -> Result<(), String> {
    check_round_trip::<T>(json, false)
}

fn check_round_trip<T: Decode + Encode>(json: &str, is_closed: bool) -> Result<(), String> {
    let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut reader = if is_closed { Reader::auditing(json) } else { Reader::new(json) };
    let decoded = T::decode(&mut reader);
    let mismatches = reader.mismatches().iter().map(|it| {
        let Mismatch { path, expected, found } = it;
        format!("`{path}`: expected {expected}, found {found}")
    });
    let unknown = reader.unknown().iter().map(|path| format!("`{path}`: not documented"));
    let mut problems: Vec<String> = mismatches.chain(unknown).collect();
    match decoded {
        None if problems.is_empty() => problems.push(format!("expected {}", T::EXPECTS)),
        None => {}
        Some(decoded) => {
            let written = to_value(&decoded);
            if !json_equal(&written, &value) {
                problems.push(format!("comes back as {written}"));
            }
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

/// Checks that a request is the documented one. Segments are compared decoded, documented words in any case; the order of
/// query options and of JSON members does not matter.
pub fn request_matches<C>(example: &ExampleRequest<C>, built: &RawRequest) -> Result<(), String> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let path: Vec<String> = built.path.split('/').skip(1).map(decode).collect();
    let same_path = path.len() == example.path.len()
        && path.iter().zip(example.path).all(|(built, own)| built.eq_ignore_ascii_case(own));
    let mut query: Vec<_> =
        built.query.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    let mut own_query = example.query.to_vec();
    query.sort_unstable();
    own_query.sort_unstable();

    let mut problems = Vec::new();
    if built.method.as_str() != example.method {
        problems.push(format!("method {} instead of {}", built.method, example.method));
    }
    if !same_path {
        problems.push(format!("path {path:?} instead of {:?}", example.path));
    }
    if query != own_query {
        problems.push(format!("query {query:?} instead of {own_query:?}"));
    }
    if let Some(own) = example.body {
        problems.extend(body_differs(built.body.as_deref().unwrap_or_default(), own));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

fn body_differs(built: &[u8], own: &str) -> Option<String> {
    let own_json = serde_json::from_str::<Value>(own);
    let built_json = serde_json::from_slice::<Value>(built);
    let is_same = match (&own_json, &built_json) {
        (Ok(own), Ok(built)) => json_equal(own, built),
        _ => own.as_bytes() == built,
    };
    (!is_same).then(|| format!("body {} instead of {own}", String::from_utf8_lossy(built)))
}

/// The documented body of a request, as whatever its method takes.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    what: &'static str,
    json: Option<&'static str>,
}

impl Body {
    /// As JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        let json = self.json.unwrap_or("{}");
        serde_json::from_str(json).unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }

    /// As a type.
    #[track_caller]
    pub fn model<T: Decode>(&self) -> T {
        from_value(&self.value()).unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }

    /// As changes.
    #[track_caller]
    pub fn patch<M>(&self) -> Patch<M> {
        Patch::from_json(self.value())
    }

    /// As bytes.
    pub fn bytes(&self) -> Bytes {
        Bytes::from_static(self.json.unwrap_or_default().as_bytes())
    }
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
