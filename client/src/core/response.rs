//! What a service answered, read to its end.

use super::disguise::disguised;
use super::paging::next_link;
use super::protocol::Protocol;
use super::sign::hide;
use super::token::Token;
use crate::codec::{self, Decode, Mode};
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use std::fmt;
use url::Url;

/// A successful response.
#[derive(Clone)]
pub struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    mode: Mode,
    url: Url,
    /// It came from where it was asked for, and not from where that sent the client to.
    is_own: bool,
    /// The request changed something, so a response without a body is as good as one.
    is_write: bool,
    /// What the request was allowed with, which no error tells.
    secret: Option<Token>,
    n_tries: u32,
    protocol: &'static Protocol,
    /// It may be a page of a list that goes on.
    is_paged: bool,
}

/// What is known of a response beside what it says.
#[derive(Clone, Debug)]
pub(super) struct Circumstances {
    pub(super) mode: Mode,
    pub(super) url: Url,
    pub(super) is_own: bool,
    pub(super) is_write: bool,
    pub(super) secret: Option<Token>,
    pub(super) n_tries: u32,
    pub(super) protocol: &'static Protocol,
    pub(super) is_paged: bool,
}

/// Without values of headers and without the body: they may hold what should not be in a log.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Response");
        output.field("status", &self.status);
        output.field("headers", &self.headers.keys().collect::<Vec<_>>());
        output.field("n_body", &self.body.len()).finish()
    }
}

impl Response {
    pub(super) fn new(response: http::Response<Bytes>, known: Circumstances) -> Self {
        let (parts, body) = response.into_parts();
        let Circumstances { mode, url, is_own, is_write, secret, n_tries, protocol, is_paged } =
            known;
        let (status, headers) = (parts.status, parts.headers);
        Self {
            status,
            headers,
            body,
            mode,
            url,
            is_own,
            is_write,
            secret,
            n_tries,
            protocol,
            is_paged,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// Where it came from, after redirects.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// What the request was allowed with.
    pub(super) fn secret(&self) -> Option<&Token> {
        self.secret.as_ref()
    }

    /// How often the request was sent.
    pub(super) fn n_tries(&self) -> u32 {
        self.n_tries
    }

    /// The same answer, which is the service's although it came from elsewhere: the service itself has named the place.
    pub(crate) fn into_own(self) -> Self {
        Self { is_own: true, ..self }
    }

    /// The same answer, of which the body says nothing to the caller.
    pub(crate) fn without_body(self) -> Self {
        Self { body: Bytes::new(), is_write: true, ..self }
    }

    /// The status and the headers alone.
    pub(crate) fn into_head(self) -> (StatusCode, HeaderMap) {
        (self.status, self.headers)
    }

    /// The body read as JSON, or plain text read as a JSON string. An error knows the whole response.
    ///
    /// No body at all is an error after a request that only reads, unless an `Option` is asked for. After one that changes
    /// something it is an empty value: that the change was made is not to be mistaken for a failure.
    ///
    /// A body that came from another origin than the one that was asked is an error, since it is none of the service's data.
    pub fn decode<T: Decode>(&self) -> Result<T, Error> {
        self.decode_body().map_err(|it| self.told(it))
    }

    /// The body read by other means. An error knows the whole response.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&[u8]) -> Result<T, Error>) -> Result<T, Error> {
        self.check().and_then(|()| read(&self.body)).map_err(|it| self.told(it))
    }

    /// Whether it went well, of an answer whose body is not looked at otherwise: an error or a page for people is no success.
    pub(crate) fn check_done(&self) -> Result<(), Error> {
        let error =
            disguised(self.status, &self.body).or_else(|| Error::web_page(self.status, &self.body));
        error.map_or(Ok(()), |it| Err(self.told(it)))
    }

    /// Whether it went well, of an answer of bytes: those that are JSON may be an error.
    pub(crate) fn check_bytes(&self) -> Result<(), Error> {
        let error = is_json(&self.headers).then(|| disguised(self.status, &self.body));
        error.flatten().map_or(Ok(()), |it| Err(self.told(it)))
    }

    /// An error that is about this response.
    pub(crate) fn told(&self, error: Error) -> Error {
        let secret = self.secret.as_ref().map_or("", |it| it.secret());
        // What is no error of the service is a success that can't be read.
        let is_unsure = self.is_write && error.kind() != ErrorKind::Status;
        let error = error.in_response(self.status, &self.headers, &self.body).unsure(is_unsure);
        hide(error.after_tries(self.n_tries), secret)
    }

    /// Whether this is the service's data at all.
    fn check(&self) -> Result<(), Error> {
        if !self.is_own && !self.is_blank() {
            let origin = self.url.origin().ascii_serialization();
            let message =
                format!("{origin} answered instead of the service, which redirected there");
            return Err(Error::new(ErrorKind::Redirect, message));
        }
        if let Some(error) = disguised(self.status, &self.body) {
            return Err(error);
        }
        Ok(())
    }

    fn decode_body<T: Decode>(&self) -> Result<T, Error> {
        self.check()?;
        let lists = self.protocol.lists;
        let error = match codec::decode_answer::<T>(&self.body, self.mode, lists) {
            Ok(mut value) => {
                if let Some(page) = value.as_list() {
                    self.lead_on(page)?;
                }
                return Ok(value);
            }
            Err(error) => error,
        };
        if self.is_blank() {
            return T::nothing().filter(|_| self.is_write).ok_or_else(Error::no_body);
        }
        match std::str::from_utf8(&self.body) {
            Ok(text) if self.is_plain_text() => {
                codec::decode_text(&codec::to_vec(text), self.mode, T::decode)
            }
            _ => Err(Error::web_page(self.status, &self.body).unwrap_or(error)),
        }
    }

    /// Says of a page where the next one is.
    fn lead_on(&self, page: &mut dyn codec::Listed) -> Result<(), Error> {
        let is_paged = self.is_paged && !(self.is_write && self.protocol.paging.is_asked_for());
        if !is_paged || self.protocol.has_odata_pages() {
            return Ok(());
        }
        let Some(link) = next_link(self.protocol, page, &self.headers, &self.url)? else {
            return Ok(());
        };
        page.set_next_link(self.protocol.token.forgotten(link, &self.url));
        Ok(())
    }

    /// Whether nothing was sent back: no bytes, or none that say anything.
    pub(crate) fn is_blank(&self) -> bool {
        let body = self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body);
        body.trim_ascii().is_empty()
    }

    fn is_plain_text(&self) -> bool {
        let content_type = self.headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok());
        content_type.is_some_and(|it| it.trim_start().starts_with("text/plain"))
    }
}

/// Whether the headers of a body say that it is JSON.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    let ty = headers.get(header::CONTENT_TYPE).map(|it| it.as_bytes()).unwrap_or_default();
    let ty = ty.split(|it| *it == b';').next().unwrap_or_default().trim_ascii();
    let ty = ty.to_ascii_lowercase();
    ty == b"application/json" || ty.ends_with(b"+json")
}
