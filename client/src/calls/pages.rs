//! Lists, page by page and item by item.

use super::page::Page;
use crate::codec::{Decode, Encode};
use crate::core::{BoxFuture, Client, Label, Paging, Protocol, RawRequest, Response, Timeouts};
use crate::error::{Error, ErrorKind};
use futures_core::Stream;
use http::header::{self, HeaderMap, HeaderName};
use std::collections::HashSet;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Headers that are about one request: its body, and its conditions.
pub(super) const OF_FIRST: [HeaderName; 5] = [
    header::CONTENT_TYPE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::IF_MODIFIED_SINCE,
    header::IF_UNMODIFIED_SINCE,
];

/// The pages of a list, each asked for when it is needed. A stream; [`try_next`](Self::try_next) needs no import.
///
/// After an error it gives that error again, so that nobody takes a list that broke off for one that has ended.
/// [`retry`](Self::retry) goes on where it broke.
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<T> {
    client: Client,
    state: State,
    /// What to ask for next, or what was asked for last.
    request: Option<RawRequest>,
    /// Every page is asked for in the same way: a service may refuse one that lacks what the first one had.
    headers: HeaderMap,
    timeouts: Option<Timeouts>,
    label: Label,
    links: Links,
    of: PhantomData<fn() -> T>,
}

enum State {
    Ready,
    Waiting(BoxFuture<'static, Result<Response, Error>>),
    Failed(Error),
}

impl<T: Decode + Encode + Send + Sync + 'static> Pages<T> {
    pub(crate) fn new(client: Client, first: Result<RawRequest, Error>) -> Self {
        let mut headers = first.as_ref().map(|it| it.headers.clone()).unwrap_or_default();
        OF_FIRST.iter().for_each(|it| drop(headers.remove(it)));
        let label = first.as_ref().map(|it| it.label.clone()).unwrap_or_default();
        let timeouts = first.as_ref().ok().and_then(|it| it.timeouts);
        let (state, request) = match first {
            Ok(request) => (State::Ready, Some(request)),
            Err(error) => (State::Failed(error), None),
        };
        let links = Links::default();
        Self { client, state, request, headers, timeouts, label, links, of: PhantomData }
    }

    /// The next page, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// After an error, asks for the page again that was not to be had. Of a list that can't go on, the error stays.
    pub fn retry(&mut self) {
        if self.request.is_some() && matches!(self.state, State::Failed(_)) {
            self.state = State::Ready;
        }
    }

    /// Where the next page is, for [`Request::resume`](crate::Request::resume) in another run of the program: after an error, the
    /// one that was not to be had. `None` before the second page, and after the last.
    pub fn next_link(&self) -> Option<&str> {
        self.request.as_ref().map(|it| it.path.as_str()).filter(|path| !path.starts_with('/'))
    }

    /// Whether the last page was given.
    pub(super) fn is_at_end(&self) -> bool {
        self.request.is_none() && matches!(self.state, State::Ready)
    }

    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<T>, Error>>> {
        loop {
            match &mut self.state {
                State::Failed(error) => return Poll::Ready(Some(Err(error.clone()))),
                State::Ready => match self.request.clone() {
                    Some(request) => self.state = State::Waiting(self.client.send(request)),
                    None => return Poll::Ready(None),
                },
                State::Waiting(response) => {
                    let response = ready!(response.as_mut().poll(context));
                    let page = response.and_then(|it| {
                        let page = page_of(&it)?;
                        self.links
                            .check_end(self.client.protocol(), it.body())
                            .map_err(|error| it.told(error))?;
                        Ok((it, page))
                    });
                    return Poll::Ready(Some(match page {
                        Ok((response, page)) => {
                            self.go_on(&response, &page);
                            Ok(page)
                        }
                        Err(error) => {
                            self.state = State::Failed(error.clone());
                            Err(error)
                        }
                    }));
                }
            }
        }
    }

    /// Sees what to ask for after a page.
    fn go_on(&mut self, response: &Response, page: &Page<T>) {
        (self.state, self.request) = (State::Ready, None);
        let Some(link) = page.next_link() else {
            // It has more pages, in words that nobody understands.
            if let Some(name) = page.odd_link() {
                let error = Error::mismatch(name.to_owned(), "a link", "something else");
                self.state = State::Failed(response.told(error));
            }
            return;
        };
        self.links.is_new(response.url().as_str());
        match self.client.follow(link, Some(response.url()), self.headers.clone()) {
            Ok(mut next) if self.links.is_new(&next.path) => {
                next.label = self.label.clone();
                next.timeouts = self.timeouts;
                self.request = Some(next);
            }
            Ok(_) => {
                let message = "the list leads back to a page that was read before";
                self.state = State::Failed(Error::new(ErrorKind::Redirect, message));
            }
            Err(error) => self.state = State::Failed(error),
        }
    }
}

/// Reads a page. Even if it was asked for by a POST, which may be answered without a body, nothing at all is not a list
/// without items.
fn page_of<T: Decode + Encode + Send + Sync + 'static>(
    response: &Response,
) -> Result<Page<T>, Error> {
    let page = response.decode()?;
    match response.is_blank() {
        true => Err(response.told(Error::no_body())),
        false => Ok(page),
    }
}

/// Where pages came from, and the links that were followed, by what they hash to.
#[derive(Default)]
struct Links {
    seen: HashSet<u64>,
    hasher: RandomState,
    n_pages: u64,
}

/// So many pages are taken for a list that never ends, where it is the client that numbers them.
const MOST_PAGES: u64 = 100_000;

impl Links {
    /// Of a list whose links are the client's own, whether it ever ends: a service that does not know the parameter answers with the
    /// same page again and again.
    fn check_end(&mut self, protocol: &Protocol, body: &[u8]) -> Result<(), Error> {
        if !matches!(protocol.paging, Paging::Number { .. } | Paging::Offset { .. }) {
            return Ok(());
        }
        self.n_pages += 1;
        let message = match self.seen.insert(self.hasher.hash_one(("page", body))) {
            false => "the list does not end: the same page came twice",
            true if self.n_pages >= MOST_PAGES => "the list does not end: it has too many pages",
            true => return Ok(()),
        };
        Err(Error::new(ErrorKind::Redirect, message))
    }

    /// Whether it was not seen before. It is from now on.
    fn is_new(&mut self, link: &str) -> bool {
        self.seen.insert(self.hasher.hash_one(link))
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.request).finish_non_exhaustive()
    }
}

/// The items of a list, across its pages. A stream; [`try_next`](Self::try_next) needs no import.
///
/// After an error it gives that error again; [`retry`](Self::retry) goes on where it broke.
#[must_use = "a stream does nothing until it is read"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

/// Items are moved out, never pinned.
impl<T> Unpin for Items<T> {}

impl<T> From<Pages<T>> for Items<T> {
    fn from(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Items<T> {
    /// The next item, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// After an error, asks for the page again that was not to be had. Of a list that can't go on, the error stays.
    pub fn retry(&mut self) {
        self.pages.retry();
    }

    /// Where the page after the present item's is, for [`Request::resume`](crate::Request::resume): after an error, the one that
    /// was not to be had. `None` before the second page, and after the last.
    pub fn next_link(&self) -> Option<&str> {
        self.pages.next_link()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("next", &self.pages.request)
            .field("n_here", &self.page.len())
            .finish_non_exhaustive()
    }
}
