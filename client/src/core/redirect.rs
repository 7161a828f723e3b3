//! Redirects: followed here and not by the transport, because another origin must not see what was meant for this one.

use super::link;
use super::method::Method;
use super::payload::Payload;
use super::raw::{Manners, RawRequest};
use super::service::Service;
use super::shown::{shown_beside, shown_text};
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::header::{ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, HeaderMap, IF_RANGE, LOCATION, RANGE};
use http::{StatusCode, header};
use url::Url;

const MAX_REDIRECTS: u32 = 5;

/// What another origin may know: what kind of bytes are wanted, and which of them.
const HARMLESS: [header::HeaderName; 4] = [ACCEPT, ACCEPT_ENCODING, RANGE, IF_RANGE];

/// A request on its way: where it goes now, with what.
#[derive(Clone, Debug)]
pub(crate) struct Hop {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Payload>,
    /// It has never left the service's own origin, so it may carry the token.
    pub(crate) is_trusted: bool,
    pub(crate) manners: Manners,
    n_before: u32,
}

impl Hop {
    pub(crate) fn first(url: Url, base: &Url, request: RawRequest) -> Self {
        let RawRequest { method, headers, body, manners, .. } = request;
        let is_trusted = url.origin() == base.origin() && !manners.is_unsigned;
        Self { method, url, headers, body, is_trusted, manners, n_before: 0 }
    }

    /// The request from here on.
    pub(crate) fn into_raw(self) -> RawRequest {
        let mut request = RawRequest::new(self.method, self.url);
        (request.headers, request.body) = (self.headers, self.body);
        request
    }
}

/// Where a response sends the request next, if it does.
pub(crate) fn next(
    hop: &Hop,
    status: StatusCode,
    headers: &HeaderMap,
    service: &Service,
) -> Result<Option<Hop>, Error> {
    let base = &service.base;
    if hop.manners.stays {
        return Ok(None);
    }
    let is_read = matches!(hop.method, Method::Get | Method::Head);
    let keeps_method = match status {
        StatusCode::SEE_OTHER => is_read,
        StatusCode::MOVED_PERMANENTLY
        | StatusCode::FOUND
        | StatusCode::TEMPORARY_REDIRECT
        | StatusCode::PERMANENT_REDIRECT => true,
        _ => return Ok(None),
    };
    let Some(location) = headers.get(LOCATION) else { return Ok(None) };
    let refuse = |reason: &str| {
        let location = link::of_header(location, &hop.url);
        let location = match location {
            Some(url) => shown_beside(&url, base),
            None => shown_text(&String::from_utf8_lossy(headers[LOCATION].as_bytes())),
        };
        let message = format!("redirected to `{location}`: {reason}");
        Err(Error::new(ErrorKind::Redirect, message).in_response(status, headers, &Bytes::new()))
    };
    let Some(mut url) = link::of_header(location, &hop.url) else { return refuse("no URL") };
    service.protocol.token.forget(&mut url);
    if hop.n_before == MAX_REDIRECTS {
        return refuse("too many redirects");
    }
    if !matches!(url.scheme(), "http" | "https")
        || (hop.url.scheme() == "https" && url.scheme() != "https")
    {
        return refuse("not over https");
    }
    // Others make a GET of it, and say that all went well.
    if !is_read && matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND) {
        return refuse("such a redirect does not keep what is to be written");
    }

    let mut next = Hop { url, n_before: hop.n_before + 1, ..hop.clone() };
    if !keeps_method {
        next.method = Method::Get;
        next.body = None;
        next.headers.remove(CONTENT_TYPE);
    }
    if next.url.origin() != hop.url.origin() {
        if !matches!(next.method, Method::Get | Method::Head) {
            return refuse("what is to be written is for the service alone");
        }
        let kept = HARMLESS.iter();
        let kept = kept.filter_map(|name| Some((name.clone(), hop.headers.get(name)?.clone())));
        next.headers = kept.collect();
    }
    next.is_trusted = hop.is_trusted && next.url.origin() == base.origin();
    Ok(Some(next))
}
