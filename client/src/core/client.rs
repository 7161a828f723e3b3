//! The client. It sends requests as data, and knows nothing of typed calls.

use super::bounds::BoxFuture;
use super::link;
use super::part::Part;
use super::raw::RawRequest;
use super::response::Response;
use super::service::Service;
use super::shown::shown;
use super::time::Time;
use crate::core::Body;
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use std::fmt;
use std::sync::Arc;
use url::Url;

/// A client of one service. Generated clients wrap it. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Service>);

impl Client {
    pub(super) fn of(service: Service) -> Self {
        Self(Arc::new(service))
    }

    /// Sends a request that no docs describe.
    ///
    /// Adds the token, follows redirects and repeats when it is safe, like every other request. A status that is no success
    /// is an error.
    pub fn send(&self, request: RawRequest) -> BoxFuture<'static, Result<Response, Error>> {
        let client = self.clone();
        Box::pin(async move { client.0.send(request).await })
    }

    /// Sends a request that no docs describe, and leaves it to the caller to read the body of a success, piece by piece.
    pub fn open(
        &self,
        request: RawRequest,
    ) -> BoxFuture<'static, Result<http::Response<Body>, Error>> {
        let client = self.clone();
        Box::pin(async move { client.0.open(request).await })
    }

    /// How the service answers.
    pub(crate) fn protocol(&self) -> &'static super::Protocol {
        self.0.protocol
    }

    /// What it knows of time.
    pub(crate) fn time(&self) -> &Arc<dyn Time> {
        &self.0.time
    }

    /// How it repeats requests.
    pub(crate) fn retries(&self) -> &super::Retries {
        &self.0.retries
    }

    /// How long it waits.
    pub(crate) fn timeouts(&self) -> super::Timeouts {
        self.0.timeouts
    }

    /// How the service takes batches.
    pub(crate) fn batches(&self) -> &super::Batches {
        &self.0.batches
    }

    /// The longest answer that it holds in memory.
    pub(crate) fn most_in_memory(&self) -> u64 {
        self.0.most_in_memory
    }

    /// The URL of a percent-encoded path below the base URL.
    pub(crate) fn url_of(&self, path: &str) -> Result<String, Error> {
        Ok(self.0.url_below(path, path)?.into())
    }

    /// The URL of a request.
    pub(crate) fn url_of_request(&self, request: &RawRequest) -> Result<Url, Error> {
        self.0.url_of(request)
    }

    /// Whether it is a clone of this one.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The target of a request inside another one, below the service's root.
    pub(crate) fn part_target(&self, request: &RawRequest) -> Result<String, Error> {
        self.0.part_target(request)
    }

    /// What the answer to a request means that came inside the answer `outer`.
    pub(crate) fn part(
        &self,
        request: &RawRequest,
        answer: http::Response<Bytes>,
        outer: &Response,
    ) -> Result<Part, Error> {
        self.0.part(request, answer, outer)
    }

    /// Where something is that a header of the answer to a request at `page` names.
    pub(crate) fn place_of(&self, header: &HeaderValue, page: &Url) -> Option<Url> {
        link::place_of(header, page, &self.0.base)
    }

    /// Whether a URL is on the service's own origin.
    pub(crate) fn is_own(&self, url: &Url) -> bool {
        url.origin() == self.0.base.origin()
    }

    /// A URL that the service named as one to ask, on whatever host. It is not shown in the error: it may be a key. No secret
    /// of a service behind https is to go over the net in the open.
    pub(crate) fn named_url(&self, text: &str) -> Result<Url, Error> {
        let refused = |message| Err(Error::new(ErrorKind::Request, message));
        match Url::parse(text.trim()) {
            Ok(url) if url.scheme() == "https" => Ok(url),
            Ok(url) if url.scheme() == "http" && self.0.base.scheme() == "http" => Ok(url),
            Ok(_) => refused("the URL that the service has named is not one over https"),
            Err(_) => refused("what should be the URL that the service has named is none"),
        }
    }

    /// The request for a link that the service sent in its answer at `page`: used as it is, but only on the service's own
    /// origin.
    pub(crate) fn follow(
        &self,
        link: &str,
        page: Option<&Url>,
        headers: HeaderMap,
    ) -> Result<RawRequest, Error> {
        link::follow(link, page, &self.0.base, self.0.protocol.token, headers)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({})", shown(&self.0.base))
    }
}
