//! The client: where the service is, who is asking, and the one loop that sends a request.

use super::raw::{RawRequest, Response};
use super::redirect::{self, Hop};
use super::retry;
use super::token::{Token, TokenProvider};
use super::transport::{BoxFuture, Transport};
use crate::calls::At;
use crate::codec::Mode;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use percent_encoding::percent_decode_str;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use url::Url;

/// A client of one service. Generated clients wrap it. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    base: Url,
    transport: Box<dyn Transport>,
    tokens: Option<Box<dyn TokenProvider>>,
    max_retries: u32,
    mode: Mode,
}

/// Settings of a client to be. `C` is the generated client that [`build`](Self::build) makes.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    base_url: String,
    transport: Option<Box<dyn Transport>>,
    tokens: Option<Box<dyn TokenProvider>>,
    max_retries: u32,
    mode: Mode,
    of: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A client of the service below this URL.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            transport: None,
            tokens: None,
            max_retries: 3,
            mode: Mode::Lenient,
            of: PhantomData,
        }
    }

    /// The service is below another URL: a national cloud, a test server.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Speaks for the owner of this token. It goes to the base URL's origin only.
    pub fn token(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Box::new(provider));
        self
    }

    /// Sends with another transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Repeats a request at most so often when the service is too busy for it. 3 if not said.
    pub fn max_retries(mut self, n: u32) -> Self {
        self.max_retries = n;
        self
    }

    /// Takes it for an error when a documented member has another JSON type than documented.
    pub fn strict(mut self) -> Self {
        self.mode = Mode::Strict;
        self
    }

    /// The client.
    pub fn build(self) -> Result<C, Error> {
        let base = parse_url(&self.base_url)?;
        if base.cannot_be_a_base() || base.query().is_some() || base.fragment().is_some() {
            let message = format!("`{}` is no URL that paths can be below", self.base_url);
            return Err(Error::new(ErrorKind::Request, message));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let Self { tokens, max_retries, mode, .. } = self;
        Ok(Client(Arc::new(Inner { base, transport, tokens, max_retries, mode })).into())
    }
}

#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
fn default_transport() -> Result<Box<dyn Transport>, Error> {
    Ok(Box::new(super::reqwest_transport::ReqwestTransport::new()?))
}

#[cfg(not(all(feature = "reqwest", not(target_arch = "wasm32"))))]
fn default_transport() -> Result<Box<dyn Transport>, Error> {
    Err(Error::new(ErrorKind::Request, "no transport: set one, or enable feature `reqwest`"))
}

fn parse_url(text: &str) -> Result<Url, Error> {
    let error =
        |source| Error::new(ErrorKind::Request, format!("`{text}` is no URL")).with_source(source);
    Url::parse(text).map_err(error)
}

impl Client {
    /// Begins a client of the service below this URL.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(base_url)
    }

    /// The root of the service's paths.
    pub fn at(&self) -> At {
        At::new(self.clone())
    }

    /// Sends a request that no docs describe.
    ///
    /// Adds the token, follows redirects and repeats when it is safe, like every other request. A status that is no success
    /// is an error.
    pub fn send(&self, request: RawRequest) -> BoxFuture<'static, Result<Response, Error>> {
        let client = self.clone();
        Box::pin(async move { client.0.send(request).await })
    }

    /// The request for a link that the service sent: used as it is, but only to the service's own origin.
    pub(crate) fn follow(&self, link: &str, headers: HeaderMap) -> Result<RawRequest, Error> {
        let url = self.0.base.join(link).ok().filter(|url| url.origin() == self.0.base.origin());
        match url {
            Some(url) => {
                let mut request = RawRequest::new(crate::Method::Get, url);
                request.headers = headers;
                Ok(request)
            }
            None => {
                let message = format!("the link `{link}` leaves the service's origin");
                Err(Error::new(ErrorKind::Redirect, message))
            }
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.0.base)
    }
}

impl Inner {
    async fn send(&self, request: RawRequest) -> Result<Response, Error> {
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
