//! A request as a value.

use crate::transport::BoxFuture;
use crate::{
    Bytes, Client, Error, Fields, Filter, Items, Lists, Operation, OrderBy, Output, Pages, Selects,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value;
use std::fmt;
use std::marker::PhantomData;

/// The methods of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PATCH`
    Patch,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

impl Method {
    /// As on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// Doing it twice is the same as doing it once.
    pub(crate) fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

/// What is encoded in a query: everything that would end a value or the query, and `+`, which some
/// services read as a space.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'|')
    .add(b'\\')
    .add(b'^')
    .add(b'[')
    .add(b']');

/// A request without types: what goes on the wire, but for the base URL and the token.
#[derive(Clone, Debug)]
pub struct RawRequest {
    /// The method.
    pub method: Method,
    /// The encoded path below the base URL, or an absolute URL that the service gave.
    pub path: String,
    /// The query, not encoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Option<Bytes>,
}

impl RawRequest {
    /// A request of that method and encoded path.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), headers: HeaderMap::new(), body: None }
    }

    /// A GET of a path or of an absolute URL that the service gave.
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    /// Makes JSON the body.
    pub fn set_json(&mut self, value: &Value) {
        self.body = Some(Bytes::from(value.to_string()));
        let json = HeaderValue::from_static("application/json");
        self.headers.insert(http::header::CONTENT_TYPE, json);
    }

    /// Path and encoded query.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (index, (name, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 && !self.path.contains('?') { '?' } else { '&' });
            target.extend(utf8_percent_encode(name, QUERY));
            target.push('=');
            target.extend(utf8_percent_encode(value, QUERY));
        }
        target
    }
}

/// A request for operation `O`: add options, then await it.
pub struct Request<O> {
    client: Client,
    raw: RawRequest,
    /// An option that can't be sent; told when the request is.
    broken: Option<String>,
    operation: PhantomData<fn() -> O>,
}

impl<O> Clone for Request<O> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            raw: self.raw.clone(),
            broken: self.broken.clone(),
            operation: PhantomData,
        }
    }
}

impl<O> fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.raw.method.as_str(), self.raw.target())
    }
}

impl<O> Request<O> {
    pub(crate) fn new(client: Client, raw: RawRequest) -> Self {
        Self { client, raw, broken: None, operation: PhantomData }
    }

    /// What goes on the wire.
    pub fn raw(&self) -> &RawRequest {
        &self.raw
    }

    /// What goes on the wire, owned.
    pub fn into_raw(self) -> RawRequest {
        self.raw
    }

    /// Any header. One whose name or value HTTP does not allow fails when the request is sent.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(value)) => {
                self.raw.headers.insert(name, value);
            }
            _ => {
                self.broken = Some(format!("HTTP does not allow the header `{name}` of this value"))
            }
        }
        self
    }

    /// Any query option, not encoded. One that is there already is replaced.
    pub fn query(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        match self.raw.query.iter_mut().find(|(known, _)| known == name) {
            Some(known) => known.1 = value,
            None => self.raw.query.push((name.to_owned(), value)),
        }
        self
    }
}

impl<O: Selects> Request<O> {
    /// `$select`: only these properties.
    pub fn select(self, fields: impl Fields<O::Model>) -> Self {
        let mut names = Vec::new();
        fields.names(&mut names);
        self.query("$select", names.join(","))
    }
}

impl<O: Lists> Request<O> {
    /// `$filter`: only items that meet a condition.
    pub fn filter(self, filter: Filter<O::Model>) -> Self {
        self.query("$filter", filter.as_str())
    }

    /// `$orderby`: in this order.
    pub fn order_by(self, order: impl Into<OrderBy<O::Model>>) -> Self {
        let order = order.into();
        self.query("$orderby", order.as_str())
    }

    /// `$top`: at most this many items a page.
    pub fn top(self, most: u32) -> Self {
        self.query("$top", most.to_string())
    }

    /// `$skip`: without the first ones.
    pub fn skip(self, count: u32) -> Self {
        self.query("$skip", count.to_string())
    }

    /// `$search`: items that hold these words.
    pub fn search(self, words: &str) -> Self {
        self.query("$search", format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"")))
    }

    /// `$count`: with the number of all items.
    pub fn count(self) -> Self {
        self.query("$count", "true")
    }

    /// All items, fetched page by page.
    pub fn stream(self) -> Items<O::Item> {
        Items::new(self.pages())
    }

    /// All pages.
    pub fn pages(self) -> Pages<O::Item> {
        Pages::new::<O>(self.client, self.raw)
    }
}

impl<O: Operation> Request<O> {
    /// Sends the request and reads the answer; awaiting the request does the same.
    ///
    /// # Errors
    ///
    /// If the request can't be sent, the service answers with an error, or the answer can't be read.
    pub async fn send(self) -> Result<O::Output, Error> {
        if let Some(message) = self.broken {
            return Err(Error::new(crate::ErrorKind::Request, message));
        }
        let response = self.client.send(self.raw).await?;
        let (parts, body) = response.into_parts();
        O::Output::from_body(body.clone())
            .map_err(|error| error.with_response(&http::Response::from_parts(parts, body)))
    }
}

impl<O: Operation> IntoFuture for Request<O> {
    type Output = Result<O::Output, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
