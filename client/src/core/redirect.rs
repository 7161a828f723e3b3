//! Redirects: followed here and not by the transport, because another origin must not see what was meant for this one.

use super::method::Method;
use super::raw::RawRequest;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, LOCATION, RANGE};
use http::{Response, StatusCode};
use url::Url;

const MAX_REDIRECTS: u32 = 5;

/// A request on its way: where it goes now, with what.
#[derive(Clone, Debug)]
pub(crate) struct Hop {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Bytes>,
    /// It has never left the service's own origin, so it may carry the token.
    pub(crate) is_trusted: bool,
}

impl Hop {
    pub(crate) fn first(url: Url, base: &Url, request: RawRequest) -> Self {
        let RawRequest { method, headers, body, .. } = request;
        let is_trusted = url.origin() == base.origin();
        Self { method, url, headers, body, is_trusted }
    }
}

/// Where a response sends the request next, if it does.
pub(crate) fn next(
    hop: &Hop,
    response: &Response<Bytes>,
    base: &Url,
    n_redirects: u32,
) -> Result<Option<Hop>, Error> {
    let keeps_method = match response.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => {
            matches!(hop.method, Method::Get | Method::Head)
        }
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return Ok(None),
    };
    let Some(location) = response.headers().get(LOCATION) else { return Ok(None) };
    let refuse = |reason: &str| {
        let location = String::from_utf8_lossy(location.as_bytes());
        let message = format!("redirected to `{location}`: {reason}");
        let error = Error::new(ErrorKind::Redirect, message);
        error.in_response(response.status(), response.headers(), response.body())
    };
    let url = location.to_str().ok().and_then(|location| hop.url.join(location).ok());
    let Some(url) = url else { return Err(refuse("no URL")) };
    if n_redirects == MAX_REDIRECTS {
        return Err(refuse("too many redirects"));
    }
    if !matches!(url.scheme(), "http" | "https")
        || (hop.url.scheme() == "https" && url.scheme() != "https")
    {
        return Err(refuse("not over https"));
    }

    let mut next = Hop { url, ..hop.clone() };
    if !keeps_method {
        next.method = Method::Get;
        next.body = None;
        next.headers.remove(CONTENT_TYPE);
        next.headers.remove(CONTENT_LENGTH);
    }
    if next.url.origin() != hop.url.origin() {
        if next.body.is_some() {
            return Err(refuse("the body is for the service alone"));
        }
        let headers = [ACCEPT, RANGE].into_iter();
        let headers =
            headers.filter_map(|name| Some((name.clone(), hop.headers.get(name)?.clone())));
        next.headers = headers.collect();
    }
    next.is_trusted = hop.is_trusted && next.url.origin() == base.origin();
    Ok(Some(next))
}
