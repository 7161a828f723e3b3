//! What the tests of generated crates are made of: documented examples as tables, checked here.

use crate::codec::{Audit, Decode, Encode, is_same_but_case};
use crate::{
    BoxFuture, Bytes, Client, ClientBuilder, Model, Patch, RawRequest, Transport, TransportError,
    Value,
};
use percent_encoding::percent_decode_str;
use std::time::Duration;

/// A documented body and the type it is of.
#[derive(Debug)]
pub struct ExampleBody {
    /// Where it is documented: `page:line`.
    pub what: &'static str,
    /// The JSON.
    pub json: &'static str,
    /// [`round_trip`] of its type.
    pub check: fn(&str) -> Result<(), String>,
}

/// Checks every body.
///
/// # Panics
///
/// If one fails; the message names all that do.
pub fn check_bodies(bodies: &[ExampleBody]) {
    let failures =
        bodies.iter().filter_map(|it| (it.check)(it.json).err().map(|why| (it.what, why)));
    finish(failures.collect());
}

/// Reads a body into its type and writes it back.
///
/// # Errors
///
/// If what comes back is not equal, or a documented member is not in its typed field.
pub fn round_trip<T: Decode + Encode>(json: &str) -> Result<(), String> {
    let value: Value = serde_json::from_str(json).map_err(|error| format!("not JSON: {error}"))?;
    let decoded =
        T::decode(value.clone()).map_err(|_| "does not decode into its type".to_owned())?;
    let mut audit = Audit::default();
    decoded.audit(&mut audit);
    if !audit.found().is_empty() {
        return Err(format!("not of the documented type: {}", audit.found().join(", ")));
    }
    difference("$", &value, &decoded.encode()).map_or(Ok(()), Err)
}

/// A documented request and how the client builds it.
#[derive(Debug)]
pub struct ExampleRequest<C> {
    /// Where it is documented: `page:line`.
    pub what: &'static str,
    /// The method.
    pub method: &'static str,
    /// The path's segments, decoded.
    pub path: &'static [&'static str],
    /// The query, decoded.
    pub query: &'static [(&'static str, &'static str)],
    /// The JSON body.
    pub body: Option<&'static str>,
    /// Builds the request through the path chain.
    pub build: fn(&C, &Body) -> RawRequest,
}

/// Checks every request.
///
/// # Panics
///
/// If one fails; the message names all that do.
pub fn check_requests<C: From<Client>>(requests: &[ExampleRequest<C>]) {
    let client = ClientBuilder::<C>::new("http://localhost").transport(Unreachable).build();
    let client = match client {
        Ok(client) => client,
        Err(error) => panic!("no client to build requests with: {error}"),
    };
    let check = |it: &ExampleRequest<C>| compare(it, &client).err().map(|why| (it.what, why));
    finish(requests.iter().filter_map(check).collect());
}

/// The documented body, in the form that the request takes.
#[derive(Debug)]
pub struct Body {
    json: Option<Value>,
    failure: std::cell::RefCell<Option<String>>,
}

impl Body {
    /// The body as a model; it must come back equal.
    pub fn model<T: Decode + Encode + Default>(&self) -> T {
        let Some(json) = &self.json else { return T::default() };
        if let Err(why) = round_trip::<T>(&json.to_string()) {
            self.failure.replace(Some(why));
        }
        T::decode(json.clone()).unwrap_or_default()
    }

    /// The body as changes to a model.
    pub fn patch<M: Model>(&self) -> Patch<M> {
        let model = self.model::<M>();
        Patch::from(&model)
    }

    /// The body as any JSON.
    pub fn value(&self) -> Value {
        self.json.clone().unwrap_or_default()
    }

    /// Some bytes: examples do not show real ones.
    pub fn bytes(&self) -> Bytes {
        Bytes::from_static(b"bytes")
    }
}

fn compare<C>(example: &ExampleRequest<C>, client: &C) -> Result<(), String> {
    let json = example.body.map(serde_json::from_str).transpose();
    let json: Option<Value> = json.map_err(|error| format!("body is not JSON: {error}"))?;
    let body = Body { json, failure: std::cell::RefCell::new(None) };
    let raw = (example.build)(client, &body);
    if let Some(why) = body.failure.take() {
        return Err(format!("body: {why}"));
    }
    if raw.method.as_str() != example.method {
        return Err(format!("method {} instead of {}", raw.method.as_str(), example.method));
    }
    let built: Vec<String> = raw
        .path
        .split('/')
        .skip(1)
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
        .collect();
    // A colon path is one value of the example and several segments of the URL.
    let (built, wanted) = (built.join("/"), example.path.join("/"));
    if !bare(&built).eq_ignore_ascii_case(&bare(&wanted)) {
        return Err(format!("path {built} instead of {wanted}"));
    }
    let query: Vec<(&str, &str)> =
        raw.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if query != example.query {
        return Err(format!("query {query:?} instead of {:?}", example.query));
    }
    let Some(wanted) = &body.json else { return Ok(()) };
    let sent = raw.body.as_deref().and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    match sent {
        Some(sent) => difference("body", wanted, &sent).map_or(Ok(()), Err),
        None => Err("no body".to_owned()),
    }
}

/// A path without what may be written in two ways: spaces between arguments.
fn bare(path: &str) -> String {
    path.replace(", ", ",").trim_end_matches([':', '/']).to_owned()
}

/// The first place where two JSON values differ; numbers are compared as numbers.
fn difference(path: &str, wanted: &Value, found: &Value) -> Option<String> {
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            let gone = wanted.keys().find(|name| !found.contains_key(*name));
            if let Some(name) = gone {
                return Some(format!("{path}.{name} is lost"));
            }
            if let Some(name) = found.keys().find(|name| !wanted.contains_key(*name)) {
                return Some(format!("{path}.{name} is new"));
            }
            wanted.iter().find_map(|(name, value)| {
                difference(&format!("{path}.{name}"), value, found.get(name)?)
            })
        }
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => wanted
            .iter()
            .zip(found)
            .enumerate()
            .find_map(|(index, (a, b))| difference(&format!("{path}[{index}]"), a, b)),
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => None,
        (a, b) if a == b => None,
        (a, b) if is_same_but_case(a, b) => Some(format!("{path} changed its case")),
        _ => Some(format!("{path} is {found} instead of {wanted}")),
    }
}

fn finish(failures: Vec<(&str, String)>) {
    let lines: Vec<String> = failures.iter().map(|(what, why)| format!("{what}: {why}")).collect();
    assert!(lines.is_empty(), "{} failed\n{}", lines.len(), lines.join("\n"));
}

/// Requests are built, never sent.
struct Unreachable;

impl Transport for Unreachable {
    fn execute(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Err("this client sends nothing".into())))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}
