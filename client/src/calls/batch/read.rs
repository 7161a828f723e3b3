//! The answer to a batch, taken apart without reading what its parts hold: none of them can spoil another.

use super::write::{Kind, TextForm};
use crate::edm::Binary;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The members of an object, unread.
type Members<'a> = BTreeMap<String, &'a RawValue>;

/// One sheet of a batch's answer.
pub(super) struct Sheet {
    pub(super) parts: Vec<Answered>,
    /// Where the rest is.
    pub(super) next: Option<String>,
}

/// An answer, and the id that it has.
pub(super) struct Answered {
    pub(super) id: String,
    pub(super) answer: Result<http::Response<Bytes>, Error>,
}

/// Reads a sheet. What is wrong with a part is that part's error.
pub(super) fn sheet(body: &[u8], form: TextForm) -> Result<Sheet, Error> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let members = serde_json::from_slice::<Members<'_>>(body).map_err(Error::json)?;
    let parts = members.get("responses").map(|it| serde_json::from_str::<Vec<&RawValue>>(it.get()));
    let Some(Ok(parts)) = parts else {
        return Err(Error::mismatch("responses".to_owned(), "an array", "something else"));
    };
    let next = ["@odata.nextLink", "@nextLink"].iter().find_map(|it| members.get(*it));
    let next = next.and_then(|it| string(it)).filter(|it| !it.trim().is_empty());
    Ok(Sheet { parts: parts.into_iter().map(|it| part(it, form)).collect(), next })
}

fn part(json: &RawValue, form: TextForm) -> Answered {
    let members = serde_json::from_str::<Members<'_>>(json.get()).unwrap_or_default();
    let id = members.get("id").map(|it| text(it)).unwrap_or_default();
    Answered { id, answer: answer(&members, form) }
}

fn answer(members: &Members<'_>, form: TextForm) -> Result<http::Response<Bytes>, Error> {
    let status = members.get("status").map(|it| text(it)).unwrap_or_default();
    let status = status.trim().parse::<StatusCode>().map_err(|source| {
        let message = "an answer in the batch has no status that is one";
        Error::new(ErrorKind::Decode, message).with_source(source)
    })?;
    let headers = members.get("headers").map(|it| headers(it)).unwrap_or_default();
    let body = match members.get("body").filter(|it| it.get() != "null") {
        Some(json) => body(json, &headers, form).or_else(|error| match status.is_success() {
            true => Err(error.in_response(status, &headers, &Bytes::new())),
            // Whatever it is, it is what the service says of its error.
            false => Ok(Bytes::copy_from_slice(text(json).as_bytes())),
        })?,
        None => Bytes::new(),
    };
    let mut answer = http::Response::new(body);
    (*answer.status_mut(), *answer.headers_mut()) = (status, headers);
    Ok(answer)
}

/// A body as it would be if it had come alone.
fn body(json: &RawValue, headers: &HeaderMap, form: TextForm) -> Result<Bytes, Error> {
    let as_it_is = || Bytes::copy_from_slice(json.get().as_bytes());
    let is_string = json.get().starts_with('"');
    let kind = match Kind::of(headers) {
        Kind::Text if form == TextForm::Base64 => Kind::Bytes,
        kind => kind,
    };
    match kind {
        _ if !is_string => Ok(as_it_is()),
        Kind::Json | Kind::Unsaid => Ok(as_it_is()),
        Kind::Text => Ok(text(json).into()),
        Kind::Bytes => {
            let bytes = string(json).and_then(|it| Binary::from(it).to_bytes());
            let message = "a body in the batch is not the base64 that it has to be";
            bytes.map(Bytes::from).ok_or_else(|| Error::new(ErrorKind::Decode, message))
        }
    }
}

/// The headers that are some. Most are texts; a service may send numbers, or a list where there are several.
fn headers(json: &RawValue) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let members = serde_json::from_str::<Members<'_>>(json.get()).unwrap_or_default();
    for (name, value) in members {
        let Ok(name) = name.parse::<HeaderName>() else { continue };
        let values = match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
            Ok(values) => values,
            Err(_) => vec![value],
        };
        for value in values.into_iter().filter(|it| it.get() != "null") {
            if let Ok(value) = HeaderValue::try_from(text(value)) {
                headers.append(name.clone(), value);
            }
        }
    }
    headers
}

/// A string's text, or the JSON of anything else.
fn text(json: &RawValue) -> String {
    string(json).unwrap_or_else(|| json.get().to_owned())
}

fn string(json: &RawValue) -> Option<String> {
    serde_json::from_str(json.get()).ok()
}
