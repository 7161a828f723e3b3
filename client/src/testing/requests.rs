//! Documented requests: rebuilt by a generated client.

use super::deviation::Deviation;
use super::read::Types;
use super::reading::Reading;
use crate::calls::Patch;
use crate::codec::{Decode, Extra, RawValue, Reader, from_slice};
use crate::core::RawRequest;
use bytes::Bytes;
use percent_encoding::percent_decode_str;
use std::cell::RefCell;

/// A documented request, and how a generated client makes the same.
#[derive(Debug)]
pub struct ExampleRequest<C> {
    /// Where it is documented: `page.md:12`.
    pub what: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path below the base URL, in decoded segments; the last is empty where a slash ends it.
    pub path: &'static [&'static str],
    /// Its query options, decoded.
    pub query: &'static [(&'static str, &'static str)],
    /// Its body's text.
    pub body: Option<&'static str>,
    /// Where the body differs from its docs.
    pub deviations: &'static [Deviation],
    /// The same request, made by the client.
    pub build: fn(&C, &Body) -> RawRequest,
}

impl<C> Clone for ExampleRequest<C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for ExampleRequest<C> {}

impl<C> ExampleRequest<C> {
    /// What is not as documented and not known.
    pub fn problem(&self, client: &C, types: &'static Types) -> Option<String> {
        let body = Body::of(self, types);
        let built = (self.build)(client, &body);
        let mut problems = body.reading.take().problems(self.deviations);
        problems.extend(request_matches(self, &built).err());
        (!problems.is_empty()).then(|| problems.join("; "))
    }

    /// Whether the client makes the same request.
    pub(super) fn is_rebuilt(&self, client: &C) -> bool {
        request_matches(self, &(self.build)(client, &Body::of(self, &[]))).is_ok()
    }
}

/// Checks that a request is the documented one. Segments are compared decoded, documented words and names of query options in
/// any case; the order of query options and of JSON members does not matter.
pub fn request_matches<C>(example: &ExampleRequest<C>, built: &RawRequest) -> Result<(), String> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut path: Vec<String> = built.path.split('/').skip(1).map(decode).collect();
    path.extend(built.ends_in_slash.then(String::new));
    let same_path = path.len() == example.path.len()
        && path.iter().zip(example.path).all(|(built, own)| built.eq_ignore_ascii_case(own));
    let query: Vec<_> = built.query.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    let (query, own_query) = (in_order(&query), in_order(example.query));

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
    problems.extend(body_differs(built.body_bytes(), example.body));
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

/// Query options by their names in lower case.
fn in_order<'q>(query: &[(&'q str, &'q str)]) -> Vec<(String, &'q str)> {
    let mut query: Vec<_> =
        query.iter().map(|(name, value)| (name.to_ascii_lowercase(), *value)).collect();
    query.sort_unstable();
    query
}

fn body_differs(built: Option<&[u8]>, own: Option<&str>) -> Option<String> {
    let is_same = match (built, own) {
        (Some(built), Some(own)) => {
            let json = |text: &[u8]| from_slice::<RawValue>(text).ok();
            match (json(own.as_bytes()), json(built)) {
                (Some(own), Some(built)) => own == built || are_equal_as_sent(own, built),
                _ => own.as_bytes() == built,
            }
        }
        (built, own) => built.is_none() && own.is_none(),
    };
    let shown = built.map(String::from_utf8_lossy);
    let (built, own) = (shown.as_deref().unwrap_or("none"), own.unwrap_or("none"));
    (!is_same).then(|| format!("body {built} instead of {own}"))
}

/// Whether two objects are equal without the `@odata.context` that some docs show in a body, and that is not sent.
fn are_equal_as_sent(own: RawValue, built: RawValue) -> bool {
    let [own, built] = [own, built].map(|body| {
        let mut members = Extra::of_object(&body);
        members.remove("@odata.context");
        members
    });
    !own.is_empty() && own == built
}

/// The documented body of a request, as whatever its method takes.
#[derive(Debug)]
pub struct Body {
    what: &'static str,
    text: &'static str,
    types: &'static Types,
    /// What was met when it was read as a type.
    reading: RefCell<Reading>,
}

impl Body {
    fn of<C>(example: &ExampleRequest<C>, types: &'static Types) -> Self {
        let text = example.body.unwrap_or_default();
        Self { what: example.what, text, types, reading: RefCell::default() }
    }

    /// As JSON.
    #[track_caller]
    pub fn value(&self) -> RawValue {
        self.text.parse().unwrap_or_else(|error| panic!("{}: {error}", self.what))
    }

    /// As a type.
    #[track_caller]
    pub fn model<T: Decode>(&self) -> T {
        self.read().unwrap_or_else(|| panic!("{}: expected {}", self.what, T::EXPECTS))
    }

    /// As changes to a type.
    #[track_caller]
    pub fn patch<M: Decode>(&self) -> Patch<M> {
        self.read::<M>();
        Patch::from_json(self.value())
    }

    /// As bytes.
    pub fn bytes(&self) -> Bytes {
        Bytes::from_static(self.text.as_bytes())
    }

    fn read<T: Decode>(&self) -> Option<T> {
        let mut reader = Reader::auditing(self.text);
        let decoded = T::decode(&mut reader);
        self.reading.replace(Reading::of(reader, self.text, self.types));
        decoded
    }
}
