//! Lists, page by page and item by item.

use crate::codec::{self, Decode, Encode, Extra, Member, Model};
use crate::core::{BoxFuture, Client, RawRequest, Response};
use crate::error::Error;
use futures_core::Stream;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// One page of a list.
#[derive(Clone)]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// Where the next page is; none on the last one.
    pub next_link: Option<String>,
    /// Where to ask for changes later; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// How many items the list has on all pages, if it was asked for.
    pub count: Option<i64>,
    /// What else was read.
    pub extra: Extra,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Extra::new(),
        }
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Model for Page<T> {
    const NAME: &'static str = "Page";
    const MEMBERS: &'static [&'static str] =
        &["@odata.count", "value", "@odata.nextLink", "@odata.deltaLink"];

    fn member(&self, index: usize) -> Option<&dyn Member> {
        Some(match index {
            0 => &self.count,
            1 => &self.value,
            2 => &self.next_link,
            3 => &self.delta_link,
            _ => return None,
        })
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Member> {
        Some(match index {
            0 => &mut self.count,
            1 => &mut self.value,
            2 => &mut self.next_link,
            3 => &mut self.delta_link,
            _ => return None,
        })
    }

    fn extra(&self) -> &Extra {
        &self.extra
    }

    fn extra_mut(&mut self) -> &mut Extra {
        &mut self.extra
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        codec::debug(self, f)
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

/// The pages of a list, each asked for when it is needed. A stream; [`try_next`](Self::try_next) needs no import.
#[must_use = "a stream does nothing until it is read"]
pub struct Pages<T> {
    client: Client,
    state: State,
    /// Every page is asked for in the same way: a service may refuse one that lacks what the first one had.
    headers: HeaderMap,
    of: PhantomData<fn() -> T>,
}

enum State {
    /// What to ask for next.
    Next(Box<Result<RawRequest, Error>>),
    Waiting(BoxFuture<'static, Result<Response, Error>>),
    Done,
}

impl<T: Decode + Encode + Send + Sync + 'static> Pages<T> {
    pub(crate) fn new(client: Client, first: Result<RawRequest, Error>) -> Self {
        let mut headers = first.as_ref().map(|it| it.headers.clone()).unwrap_or_default();
        headers.remove(CONTENT_TYPE);
        Self { client, state: State::Next(Box::new(first)), headers, of: PhantomData }
    }

    /// The next page, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<T>, Error>>> {
        let mut response = match std::mem::replace(&mut self.state, State::Done) {
            State::Next(request) => match *request {
                Ok(request) => self.client.send(request),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
            State::Waiting(response) => response,
            State::Done => return Poll::Ready(None),
        };
        let Poll::Ready(response) = response.as_mut().poll(context) else {
            self.state = State::Waiting(response);
            return Poll::Pending;
        };
        let page = response.and_then(|response| response.decode::<Page<T>>());
        if let Ok(Page { next_link: Some(link), .. }) = &page {
            self.state = State::Next(Box::new(self.client.follow(link, self.headers.clone())));
        }
        Poll::Ready(Some(page))
    }
}

impl<T: Decode + Encode + Send + Sync + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// The items of a list, across its pages. A stream; [`try_next`](Self::try_next) needs no import.
#[must_use = "a stream does nothing until it is read"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

/// Items are moved out, never pinned.
impl<T> Unpin for Items<T> {}

impl<T: Decode + Encode + Send + Sync + 'static> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// The next item, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
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
