//! A place in the service: a client and an encoded path.

use crate::codec::Encode;
use crate::{Bytes, Client, Operation, RawRequest, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is inside a path segment: the unreserved characters of RFC 3986, and those
/// delimiters that mean nothing to OData or to URL readers there.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'*')
    .remove(b'@');

/// What also stays in documented text around a value.
const FIXED: &AsciiSet = &SEGMENT.remove(b'=').remove(b':').remove(b',');

/// A place in the service. Generated nodes are newtypes of it.
#[derive(Clone, Debug)]
pub struct At {
    client: Client,
    path: String,
    /// A colon path was opened and has to be closed before the next segment.
    is_colon_open: bool,
}

impl At {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, path: String::new(), is_colon_open: false }
    }

    /// The encoded path so far.
    pub fn path_so_far(&self) -> &str {
        &self.path
    }

    fn step(&self, segment: &str) -> Self {
        let colon = if self.is_colon_open { ":" } else { "" };
        let path = format!("{}{colon}/{segment}", self.path);
        Self { client: self.client.clone(), path, is_colon_open: false }
    }

    /// Goes to a documented segment.
    pub fn literal(&self, text: &str) -> Self {
        self.step(&utf8_percent_encode(text, FIXED).to_string())
    }

    /// Goes to the item of a key, which is encoded so that it can't leave its segment.
    ///
    /// No encoding makes a segment of an empty key, `.` or `..`; a request with one is refused when
    /// it is sent.
    pub fn key(&self, prefix: &str, value: &str, suffix: &str) -> Self {
        let prefix = utf8_percent_encode(prefix, FIXED);
        let value = utf8_percent_encode(value, SEGMENT);
        let suffix = utf8_percent_encode(suffix, FIXED);
        self.step(&format!("{prefix}{value}{suffix}"))
    }

    /// Calls a function.
    pub fn call(&self, name: &str, arguments: &[Argument], suffix: &str) -> Self {
        let arguments: Vec<String> = arguments.iter().map(Argument::encode).collect();
        let name = utf8_percent_encode(name, FIXED);
        let suffix = utf8_percent_encode(suffix, FIXED);
        self.step(&format!("{name}({}){suffix}", arguments.join(",")))
    }

    /// Goes to an item by its path below this one: `/root:/a/b:`. Slashes separate the path's parts,
    /// each of which is encoded.
    pub fn path(&self, path: &str) -> Self {
        let parts: Vec<String> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| utf8_percent_encode(part, SEGMENT).to_string())
            .collect();
        let path = format!("{}:/{}", self.path, parts.join("/"));
        Self { client: self.client.clone(), path, is_colon_open: true }
    }

    /// A request without a body.
    pub fn request<O: Operation>(&self) -> Request<O> {
        Request::new(self.client.clone(), RawRequest::new(O::METHOD, self.path.clone()))
    }

    /// A request with a JSON body.
    pub fn request_with<O: Operation>(&self, body: &(impl Encode + ?Sized)) -> Request<O> {
        let mut raw = RawRequest::new(O::METHOD, self.path.clone());
        raw.set_json(&body.encode());
        Request::new(self.client.clone(), raw)
    }

    /// A request whose body is bytes.
    pub fn request_bytes<O: Operation>(&self, body: Bytes) -> Request<O> {
        let mut raw = RawRequest::new(O::METHOD, self.path.clone());
        raw.body = Some(body);
        Request::new(self.client.clone(), raw)
    }
}

/// An argument of a function in a path.
#[derive(Clone, Debug)]
pub struct Argument {
    name: String,
    value: String,
    is_quoted: bool,
}

impl Argument {
    /// Text: quoted as OData wants it.
    pub fn quoted(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), is_quoted: true }
    }

    /// A number, date or member: as it is.
    pub fn plain(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), is_quoted: false }
    }

    fn encode(&self) -> String {
        let value = if self.is_quoted {
            let doubled = self.value.replace('\'', "''");
            format!("'{}'", utf8_percent_encode(&doubled, SEGMENT))
        } else {
            utf8_percent_encode(&self.value, SEGMENT).to_string()
        };
        if self.name.is_empty() {
            return value;
        }
        format!("{}={value}", utf8_percent_encode(&self.name, FIXED))
    }
}
