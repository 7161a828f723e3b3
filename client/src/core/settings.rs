//! The settings of a client to be.

use super::batches::Batches;
use super::bounds::{MaybeSend, MaybeSync};
use super::client::Client;
use super::keeper::Keeper;
use super::protocol::Protocol;
use super::retry::Retries;
use super::service::{Service, parse_url};
use super::shown::shown_text;
use super::time::{Time, Timeouts};
use super::token::{IntoTokenProvider, TokenProvider};
use super::transport::Transport;
use crate::codec::Mode;
use crate::error::{Error, ErrorKind};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use url::Url;

/// What an answer may be long that is held in memory, if nothing else is said: 64 MiB.
const MOST_IN_MEMORY: u64 = 64 << 20;

/// Makes the token provider of a client once its base URL is known.
trait MakeProvider: FnOnce(&Url) -> Box<dyn TokenProvider> + MaybeSend + MaybeSync {}

impl<F: FnOnce(&Url) -> Box<dyn TokenProvider> + MaybeSend + MaybeSync> MakeProvider for F {}

/// Settings of a client to be. `C` is the generated client that [`build`](Self::build) makes.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Client> {
    base_url: String,
    transport: Option<Box<dyn Transport>>,
    time: Option<Arc<dyn Time>>,
    tokens: Option<Box<dyn MakeProvider>>,
    retries: Retries,
    timeouts: Timeouts,
    most_in_memory: u64,
    most_at_once: Option<usize>,
    batches: Batches,
    mode: Mode,
    protocol: &'static Protocol,
    of: PhantomData<fn() -> C>,
}

impl<C: From<Client>> ClientBuilder<C> {
    /// A client of the service below this URL.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            transport: None,
            time: None,
            tokens: None,
            retries: Retries::default(),
            timeouts: Timeouts::default(),
            most_in_memory: MOST_IN_MEMORY,
            most_at_once: None,
            batches: Batches::default(),
            mode: Mode::Lenient,
            protocol: &Protocol::ODATA,
            of: PhantomData,
        }
    }

    /// The service is below another URL: a national cloud, a test server.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = base_url.into();
        self
    }

    /// Speaks for the owner of this token: a text, a [`TokenProvider`](crate::TokenProvider), or an async closure that gives
    /// one. It goes to the base URL's origin only.
    ///
    /// ```
    /// # use docwright_client::{Client, Token};
    /// let client: Client = Client::builder("https://shop.example/v1")
    ///     .token(|| async { Ok::<_, std::io::Error>(Token::new("eyJ0eXAi")) })
    ///     .build()?;
    /// # Ok::<(), docwright_client::Error>(())
    /// ```
    pub fn token<Kind>(self, provider: impl IntoTokenProvider<Kind>) -> Self {
        let provider = provider.into_provider();
        self.tokens_of(move |_| Box::new(provider))
    }

    /// Speaks for whom a provider says that needs to know the base URL, which may be set later.
    pub(crate) fn tokens_of(
        mut self,
        make: impl FnOnce(&Url) -> Box<dyn TokenProvider> + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        self.tokens = Some(Box::new(make));
        self
    }

    /// Sends with another transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Waits with another clock: a test's, which takes no time.
    pub fn time(mut self, time: impl Time) -> Self {
        self.time = Some(Arc::new(time));
        self
    }

    /// How requests are repeated.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Repeats a request at most so often. 3 if not said.
    pub fn max_retries(mut self, n: u32) -> Self {
        self.retries.most = n;
        self
    }

    /// How long to wait for an answer, of each try: from the sending, or the last piece of a body that was sent, to the end;
    /// and before that for a token, if one has to be asked for. 100 seconds if not said.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.request = limit.into();
        self
    }

    /// How long to wait for the next piece of an answer that has begun. 60 seconds if not said.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.idle = limit.into();
        self
    }

    /// How long to wait for a connection. 30 seconds if not said. A transport of one's own has a limit of its own.
    pub fn connect_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeouts.connect = limit.into();
        self
    }

    /// The longest answer that is held in memory, in bytes: of a JSON call, or of bytes that are not read as a stream.
    /// 64 MiB if not said. A longer one is an error.
    pub fn max_in_memory(mut self, bytes: u64) -> Self {
        self.most_in_memory = bytes;
        self
    }

    /// Sends at most so many requests at a time; others wait for their turn, however long. A body that is read as a stream
    /// counts until its end or until it is dropped: who holds as many of them unread as there are places, and then waits for
    /// another request, waits for ever.
    pub fn max_concurrent(mut self, n: usize) -> Self {
        self.most_at_once = Some(n.clamp(1, Semaphore::MAX_PERMITS));
        self
    }

    /// Where the service takes batches, as a percent-encoded path below its root. `/$batch` if not said.
    pub fn batch_path(mut self, path: impl Into<String>) -> Self {
        self.batches.path = path.into();
        self
    }

    /// The service takes at most so many requests in one batch. 20 if not said.
    pub fn batch_limit(mut self, n: usize) -> Self {
        self.batches.limit = n.max(1);
        self
    }

    /// Takes it for an error when a documented member has another JSON type than documented.
    pub fn strict(mut self) -> Self {
        self.mode = Mode::Strict;
        self
    }

    /// The service answers so. As OData says if not said; generated clients say it where it is otherwise.
    pub fn protocol(mut self, protocol: &'static Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// The client.
    pub fn build(self) -> Result<C, Error> {
        let base = parse_url(&self.base_url)?;
        if base.cannot_be_a_base() || base.query().is_some() || base.fragment().is_some() {
            let message =
                format!("`{}` is no URL that paths can be below", shown_text(&self.base_url));
            return Err(Error::new(ErrorKind::Request, message));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.timeouts)?,
        };
        let time = match self.time {
            Some(time) => time,
            None => default_time()?,
        };
        let tokens = self.tokens.map(|make| Keeper::new(make(&base)));
        let service = Service {
            base,
            transport,
            time,
            tokens,
            retries: self.retries,
            timeouts: self.timeouts,
            most_in_memory: self.most_in_memory,
            places: self.most_at_once.map(|n| Arc::new(Semaphore::new(n))),
            batches: self.batches,
            mode: self.mode,
            protocol: self.protocol,
        };
        Ok(Client::of(service).into())
    }
}

impl Client {
    /// Begins a client of the service below this URL.
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(base_url)
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(timeouts: Timeouts) -> Result<Box<dyn Transport>, Error> {
    let transport = super::reqwest_transport::ReqwestTransport::with_connect(timeouts.connect);
    Ok(Box::new(transport?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Timeouts) -> Result<Box<dyn Transport>, Error> {
    Err(Error::new(ErrorKind::Request, "no transport: set one, or enable feature `reqwest`"))
}

#[cfg(feature = "reqwest")]
fn default_time() -> Result<Arc<dyn Time>, Error> {
    Ok(Arc::new(super::time::MachineTime))
}

#[cfg(not(feature = "reqwest"))]
fn default_time() -> Result<Arc<dyn Time>, Error> {
    Err(Error::new(
        ErrorKind::Request,
        "no clock: set one with `time`, or enable feature `reqwest`",
    ))
}

/// Without the token and the parts of the URL that may be secret.
impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("base_url", &shown_text(&self.base_url))
            .field("retries", &self.retries)
            .field("timeouts", &self.timeouts)
            .field("max_in_memory", &self.most_in_memory)
            .field("max_concurrent", &self.most_at_once)
            .finish_non_exhaustive()
    }
}
