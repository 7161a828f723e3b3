//! The transport over reqwest.

use super::body::Body;
use super::bounds::BoxFuture;
use super::time::Timeouts;
use super::transport::{NotSent, Transport};
use crate::error::{BoxError, Error, ErrorKind, Late};
#[cfg(not(target_arch = "wasm32"))]
use http_body::Body as _;
use std::time::Duration;

/// Sends over reqwest, with rustls, inside a tokio runtime. What a client uses if nothing else is set.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with a pool of connections of its own. It asks for gzip and unpacks it.
    pub fn new() -> Result<Self, Error> {
        Self::with_connect(Timeouts::default().connect)
    }

    /// The same, with another limit for connections.
    pub(super) fn with_connect(limit: Option<Duration>) -> Result<Self, Error> {
        let builder = reqwest::Client::builder();
        #[cfg(not(target_arch = "wasm32"))]
        let builder = match limit {
            Some(limit) => builder.connect_timeout(limit),
            None => builder,
        };
        #[cfg(target_arch = "wasm32")]
        let _ = limit;
        Self::from_builder(builder)
    }

    /// A transport with settings of one's own: proxies, certificates, pools, DNS. Redirects and repeats stay the client's,
    /// so a redirect policy set here has no effect.
    ///
    /// ```
    /// use docwright_client::{Client, ReqwestTransport, reqwest};
    ///
    /// let settings = reqwest::Client::builder().pool_max_idle_per_host(4).no_proxy();
    /// let transport = ReqwestTransport::from_builder(settings)?;
    /// let client: Client = Client::builder("https://shop.example/v1").transport(transport).build()?;
    /// # Ok::<(), docwright_client::Error>(())
    /// ```
    pub fn from_builder(builder: reqwest::ClientBuilder) -> Result<Self, Error> {
        // A browser follows redirects by itself.
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.redirect(reqwest::redirect::Policy::none());
        #[cfg(not(target_arch = "wasm32"))]
        let builder = builder.retry(reqwest::retry::never());
        builder.build().map(Self).map_err(|source| {
            Error::new(ErrorKind::Request, "no reqwest client").with_source(source)
        })
    }
}

/// Without the URL, whose query may hold what should not be in a log.
fn told(error: reqwest::Error) -> BoxError {
    #[cfg(not(target_arch = "wasm32"))]
    let is_sent = !error.is_connect();
    #[cfg(target_arch = "wasm32")]
    let is_sent = true;
    let error = error.without_url();
    let error: BoxError = if error.is_timeout() { Late::new(error).into() } else { error.into() };
    if is_sent { error } else { NotSent::new(error).into() }
}

#[cfg(not(target_arch = "wasm32"))]
impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        Box::pin(async move {
            let is_empty = request.body().is_end_stream();
            let request = request.map(|body| match body.as_bytes() {
                Some(bytes) => reqwest::Body::from(bytes.clone()),
                None => reqwest::Body::wrap(shared::Shared::new(body)),
            });
            let mut request = reqwest::Request::try_from(request).map_err(told)?;
            if is_empty {
                // Or a GET would say that it carries nothing, which some take for a body.
                *request.body_mut() = None;
            }
            let response = self.0.execute(request).await.map_err(told)?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| Body::new(shared::Told(body))))
        })
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod shared {
    use super::{Body, BoxError, told};
    use bytes::Bytes;
    use http_body::{Body as HttpBody, Frame, SizeHint};
    use std::pin::Pin;
    use std::sync::{Mutex, PoisonError};
    use std::task::{Context, Poll, ready};

    /// A body that is `Sync`, which reqwest asks for. It is only ever read by whoever owns it, so nobody waits.
    pub(super) struct Shared(Mutex<Body>, SizeHint);

    impl Shared {
        pub(super) fn new(body: Body) -> Self {
            let size = body.size_hint();
            Self(Mutex::new(body), size)
        }
    }

    impl HttpBody for Shared {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
            Pin::new(body).poll_frame(context)
        }

        fn size_hint(&self) -> SizeHint {
            self.1
        }
    }

    /// A body whose errors do not tell the URL.
    pub(super) struct Told(pub(super) reqwest::Body);

    impl HttpBody for Told {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            Poll::Ready(frame.map(|it| it.map_err(told)))
        }

        fn is_end_stream(&self) -> bool {
            self.0.is_end_stream()
        }

        fn size_hint(&self) -> SizeHint {
            self.0.size_hint()
        }
    }
}

/// The browser's fetch: bodies go and come whole, and redirects are the browser's.
#[cfg(target_arch = "wasm32")]
impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, BoxError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = body.whole().await?;
            let request = http::Request::from_parts(parts, reqwest::Body::from(bytes));
            let response = self.0.execute(request.try_into().map_err(told)?).await.map_err(told)?;
            let mut answer = http::Response::new(Body::empty());
            *answer.status_mut() = response.status();
            *answer.headers_mut() = response.headers().clone();
            *answer.body_mut() = response.bytes().await.map_err(told)?.into();
            Ok(answer)
        })
    }
}
