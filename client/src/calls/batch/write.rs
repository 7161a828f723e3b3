//! A batch as JSON. What a request carries goes in as its text, not a digit changed.

use crate::core::{Client, RawRequest};
use crate::edm::Binary;
use crate::error::{Error, ErrorKind};
use http::header::{
    self, AUTHORIZATION, CONTENT_TYPE, COOKIE, HeaderMap, HeaderName, PROXY_AUTHORIZATION,
};
use serde_json::value::RawValue;
use std::fmt::Write;

/// How the bodies of texts (`text/plain`) are written and read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum TextForm {
    /// As a JSON string, as OData says.
    #[default]
    Text,
    /// In base64, like other bytes.
    Base64,
}

/// Who is asking: all parts of a batch are the client's.
const SECRET: [HeaderName; 3] = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE];

/// What is about the connection, or the body as it is sent there.
const OUTER: [HeaderName; 8] = [
    header::HOST,
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::TE,
    header::UPGRADE,
    header::EXPECT,
    header::ACCEPT_ENCODING,
];

/// A batch of these parts: each with its id, the ids of those that it waits for, and its text.
pub(super) fn batch<'a>(parts: impl Iterator<Item = (usize, Vec<usize>, &'a str)>) -> String {
    let mut json = String::from("{\"requests\":[");
    for (n_before, (id, after, text)) in parts.enumerate() {
        if n_before > 0 {
            json.push(',');
        }
        // Writing to a string does not fail.
        let _ = write!(json, "{{\"id\":\"{id}\",");
        if !after.is_empty() {
            let ids: Vec<String> = after.iter().map(|id| format!("\"{id}\"")).collect();
            let _ = write!(json, "\"dependsOn\":[{}],", ids.join(","));
        }
        json.push_str(text);
        json.push('}');
    }
    json.push_str("]}");
    json
}

/// The members of a part that are always the same.
pub(super) fn part(client: &Client, request: &RawRequest, form: TextForm) -> Result<String, Error> {
    let url = client.part_target(request)?;
    let mut json = format!("\"method\":\"{}\",\"url\":{}", request.method, quoted(&url)?);
    let headers = headers(&request.headers)?;
    if !headers.is_empty() {
        let _ = write!(json, ",\"headers\":{{{}}}", headers.join(","));
    }
    if let Some(payload) = &request.body {
        let bytes = payload.as_bytes().ok_or_else(|| {
            refused("a body that is not in memory can't go in a batch: send the request alone")
        })?;
        json.push_str(",\"body\":");
        json.push_str(&body(bytes, &request.headers, form)?);
    }
    Ok(json)
}

fn headers(headers: &HeaderMap) -> Result<Vec<String>, Error> {
    if let Some(name) = SECRET.iter().find(|it| headers.contains_key(*it)) {
        let message = format!(
            "a request with a header `{name}` of its own can't go in a batch: send it alone"
        );
        return Err(refused(&message));
    }
    let names = headers.keys().filter(|it| !OUTER.contains(it));
    let written = names.map(|name| {
        let values = headers.get_all(name).iter().map(|it| std::str::from_utf8(it.as_bytes()));
        let values = values.collect::<Result<Vec<_>, _>>();
        let values = values.map_err(|source| {
            refused(&format!("the header `{name}` is no text")).with_source(source)
        })?;
        Ok(format!("{}:{}", quoted(&spelled(name))?, quoted(&values.join(", "))?))
    });
    written.collect()
}

/// As headers are written where people read them: `Content-Type`. Some services look for no other spelling.
fn spelled(name: &HeaderName) -> String {
    let words = name.as_str().split('-').map(|word| match word.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join("-")
}

fn body(bytes: &[u8], headers: &HeaderMap, form: TextForm) -> Result<String, Error> {
    match Kind::of(headers) {
        Kind::Json => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            let json = serde_json::from_slice::<&RawValue>(bytes);
            let json = json.map_err(|source| {
                refused("the body is not the JSON that it is said to be").with_source(source)
            })?;
            Ok(json.get().to_owned())
        }
        Kind::Text if form == TextForm::Text => {
            let text = std::str::from_utf8(bytes);
            quoted(text.map_err(|source| refused("the body is no text").with_source(source))?)
        }
        _ => quoted(Binary::from_bytes(bytes).as_str()),
    }
}

/// What a body is, as far as its form in a batch goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Text,
    Bytes,
    /// Nothing says.
    Unsaid,
}

impl Kind {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let Some(value) = headers.get(CONTENT_TYPE) else { return Self::Unsaid };
        let value = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        let ty = value.split(';').next().unwrap_or_default().trim();
        match ty.split_once('/') {
            Some(("application", "json")) => Self::Json,
            Some((_, subtype)) if subtype.ends_with("+json") => Self::Json,
            Some(("text", _)) => Self::Text,
            _ => Self::Bytes,
        }
    }
}

fn quoted(text: &str) -> Result<String, Error> {
    serde_json::to_string(text).map_err(Error::json)
}

fn refused(message: &str) -> Error {
    Error::new(ErrorKind::Request, message)
}
