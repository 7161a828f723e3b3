//! The one loop that sends a request.

use super::method::Method;
use super::raw::{RawRequest, Response};
use super::redirect::{self, Hop};
use super::retry;
use super::token::{Token, TokenProvider};
use super::transport::Transport;
use crate::codec::Mode;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use percent_encoding::percent_decode_str;
use url::Url;

/// Where the service is, who is asking, and how.
pub(super) struct Service {
    pub(super) base: Url,
    pub(super) transport: Box<dyn Transport>,
    pub(super) tokens: Option<Box<dyn TokenProvider>>,
    pub(super) max_retries: u32,
    pub(super) mode: Mode,
}

impl Service {
    /// Sends a request until it is answered. A status that is no success is an error.
    pub(super) async fn send(&self, request: RawRequest) -> Result<Response, Error> {
        let mut hop = Hop::first(self.url_of(&request)?, &self.base, request);
        let (mut n_retries, mut n_redirects) = (0, 0);
        loop {
            let response = self.send_once(&hop).await?;
            if let Some(next) = redirect::next(&hop, &response, &self.base, n_redirects)? {
                hop = next;
                n_redirects += 1;
                continue;
            }
            if response.status().is_success() {
                return Ok(Response::new(response, self.mode));
            }
            let wait = retry::retry_after(&response);
            match retry::wait_before_retry(&response, hop.method, n_retries) {
                Some(wait) if n_retries < self.max_retries => {
                    self.transport.sleep(wait).await;
                    n_retries += 1;
                }
                _ => return Err(Error::status_of(response, wait)),
            }
        }
    }

    /// The request for a link that the service sent: used as it is, but only to the service's own origin.
    pub(super) fn follow(&self, link: &str, headers: HeaderMap) -> Result<RawRequest, Error> {
        let url = self.base.join(link).ok().filter(|url| url.origin() == self.base.origin());
        match url {
            Some(url) => {
                let mut request = RawRequest::new(Method::Get, url);
                request.headers = headers;
                Ok(request)
            }
            None => {
                let message = format!("the link `{link}` leaves the service's origin");
                Err(Error::new(ErrorKind::Redirect, message))
            }
        }
    }

    async fn send_once(&self, hop: &Hop) -> Result<http::Response<Bytes>, Error> {
        let mut request = http::Request::new(hop.body.clone().unwrap_or_default());
        *request.method_mut() = hop.method.into();
        *request.uri_mut() =
            hop.url.as_str().parse().map_err(|source: http::uri::InvalidUri| {
                Error::new(ErrorKind::Request, "the URL is too long or no URL").with_source(source)
            })?;
        *request.headers_mut() = hop.headers.clone();
        let agent =
            HeaderValue::from_static(concat!("docwright-client/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().entry(USER_AGENT).or_insert(agent);
        if hop.is_trusted
            && let Some(tokens) = &self.tokens
            && !request.headers().contains_key(AUTHORIZATION)
        {
            let token = tokens
                .token()
                .await
                .map_err(|source| Error::new(ErrorKind::Token, "no token").with_source(source))?;
            request.headers_mut().insert(AUTHORIZATION, bearer(&token)?);
        }
        self.transport.send(request).await.map_err(|source| {
            let message = format!("no response from {}", hop.url.origin().ascii_serialization());
            Error::new(ErrorKind::Transport, message).with_source(source)
        })
    }

    /// The URL of a request: its path below the base, or the URL it came with.
    fn url_of(&self, request: &RawRequest) -> Result<Url, Error> {
        if request.is_absolute() {
            return parse_url(&request.target());
        }
        check_segments(&request.path)?;
        parse_url(&format!("{}{}", self.base.as_str().trim_end_matches('/'), request.target()))
    }
}

pub(super) fn parse_url(text: &str) -> Result<Url, Error> {
    let error =
        |source| Error::new(ErrorKind::Request, format!("`{text}` is no URL")).with_source(source);
    Url::parse(text).map_err(error)
}

/// URLs drop the segments `.` and `..`, however they are encoded, and services join over empty ones: a value that is
/// one of these would ask for something else than was meant.
fn check_segments(path: &str) -> Result<(), Error> {
    let is_lost = |segment: &str| {
        let decoded = percent_decode_str(segment).decode_utf8_lossy();
        matches!(decoded.as_ref(), "" | "." | "..")
    };
    match path.split('/').skip(1).find(|segment| is_lost(segment)) {
        None => Ok(()),
        Some(segment) => {
            let message = format!("`{segment}` can't be a segment of a path: `{path}`");
            Err(Error::new(ErrorKind::Request, message))
        }
    }
}

fn bearer(token: &Token) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::try_from(format!("Bearer {}", token.secret()))
        .map_err(|_| Error::new(ErrorKind::Token, "the token can't be in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}
