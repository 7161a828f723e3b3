//! The client: where the service is, who asks, and how requests get there.

use crate::{At, Error, ErrorKind, TokenProvider, Transport};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use url::Url;

/// A client of one service. Cheap to clone; clones share connections and tokens.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    /// Without a slash at its end.
    pub(crate) base_url: String,
    pub(crate) origin: url::Origin,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) token: Option<Box<dyn TokenProvider>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

impl Client {
    /// The root of the service. Generated clients start here.
    pub fn at(&self) -> At {
        At::new(self.clone())
    }

    /// The URL that paths are relative to.
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// Whether a URL that the service gave is of the service itself, so that a token may go there.
    pub(crate) fn is_own(&self, url: &str) -> bool {
        Url::parse(url).is_ok_and(|url| url.origin() == self.0.origin)
    }
}

/// Builds a client: a generated one where generated code begins it.
pub struct ClientBuilder<C = Client> {
    base_url: String,
    transport: Option<Box<dyn Transport>>,
    token: Option<Box<dyn TokenProvider>>,
    client: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A client of the service at a URL.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self { base_url: base_url.into(), transport: None, token: None, client: PhantomData }
    }

    /// Another place of the service: a national cloud, a proxy, a test server.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Who asks. Without it requests carry no token.
    pub fn token(mut self, token: impl TokenProvider) -> Self {
        self.token = Some(Box::new(token));
        self
    }

    /// Another way to the service than the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// If the base URL is none, or there is no transport.
    pub fn build(self) -> Result<C, Error> {
        let url = Url::parse(&self.base_url).map_err(|error| {
            let message = format!("the base URL `{}` is none", self.base_url);
            Error::caused(ErrorKind::Request, message, error)
        })?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let base_url = self.base_url.trim_end_matches('/').to_owned();
        let inner = Inner { base_url, origin: url.origin(), transport, token: self.token };
        Ok(C::from(Client(Arc::new(inner))))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Box<dyn Transport>, Error> {
    let transport = crate::ReqwestTransport::new()
        .map_err(|error| Error::caused(ErrorKind::Transport, "could not set up HTTP", error))?;
    Ok(Box::new(transport))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Box<dyn Transport>, Error> {
    let message = "no transport: give one, or enable the feature `reqwest` of docwright-client";
    Err(Error::new(ErrorKind::Request, message))
}
