//! The client and its settings. It sends requests as data, and knows nothing of typed calls.

use super::raw::{RawRequest, Response};
use super::send::{Service, parse_url};
use super::token::TokenProvider;
use super::transport::{BoxFuture, Transport};
use crate::codec::Mode;
use crate::error::{Error, ErrorKind};
use http::HeaderMap;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A client of one service. Generated clients wrap it. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Service>);

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
        Ok(Client(Arc::new(Service { base, transport, tokens, max_retries, mode })).into())
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

impl Client {
    /// Begins a client of the service below this URL.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(base_url)
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
        self.0.follow(link, headers)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", self.0.base)
    }
}
