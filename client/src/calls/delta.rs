//! Changes since last time: what a delta query answers, page by page, and the link for next time.

use super::pages::Pages;
use crate::codec::{Model, RawValue};
use crate::error::Error;
use futures_core::Stream;
use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change<T> {
    /// The item is new, or has changed. Services send the changed members only, or all of them.
    Changed(T),
    /// The item is no longer there.
    #[non_exhaustive]
    Removed {
        /// Its id. Empty if the service has sent none that is a text: `item` has then what there is.
        id: String,
        /// Why, in the service's words: `deleted` if it is gone for good, `changed` if it can come back.
        reason: String,
        /// What the service sent, lossless.
        item: T,
    },
}

impl<T: Model> Change<T> {
    fn of(item: T) -> Self {
        let removed = item.extra().get("@removed").filter(|it| !it.is_null());
        let Some(removed) = removed else { return Self::Changed(item) };
        let text = |value: Option<RawValue>| value?.as_str().map(Cow::into_owned);
        let reason = text(removed.get("reason")).unwrap_or_default();
        let id = text(RawValue::new(&item).get("id")).unwrap_or_default();
        Self::Removed { id, reason, item }
    }
}

/// The changes of a delta query, across its pages. A stream; [`try_next`](Self::try_next) needs no import.
///
/// After the last one, [`delta_link`](Self::delta_link) is where to ask next time. After an error it gives that error again;
/// [`retry`](Self::retry) goes on where it broke, and [`next_link`](Self::next_link) can be kept to go on another time.
///
/// A service that no longer knows a kept link answers `410 Gone`, often with a `Location` among the
/// [headers](Error::headers): there it begins anew, for [`Request::resume`](crate::Request::resume). Nobody goes there unasked:
/// the series then has all items and not the changes, so that what was kept and does not come again is gone.
#[must_use = "a stream does nothing until it is read"]
pub struct Changes<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
    delta_link: Option<String>,
}

/// Items are moved out, never pinned.
impl<T> Unpin for Changes<T> {}

impl<T> From<Pages<T>> for Changes<T> {
    fn from(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter(), delta_link: None }
    }
}

impl<T: Model> Changes<T> {
    /// The next change, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<Change<T>>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Where to ask for what changes from now on, for [`Request::resume`](crate::Request::resume). `None` before the last change
    /// was given: the service sends it with the last page.
    pub fn delta_link(&self) -> Option<&str> {
        let is_at_end = self.page.len() == 0 && self.pages.is_at_end();
        self.delta_link.as_deref().filter(|_| is_at_end)
    }

    /// After an error, asks for the page again that was not to be had.
    pub fn retry(&mut self) {
        self.pages.retry();
    }

    /// Where the next page of this series is, for [`Request::resume`](crate::Request::resume), while there is one.
    pub fn next_link(&self) -> Option<&str> {
        self.pages.next_link()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Change<T>, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(Change::of(item))));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    let link = page.delta_link().map(str::to_owned);
                    self.delta_link = link.or(self.delta_link.take());
                    self.page = page.value.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Model> Stream for Changes<T> {
    type Item = Result<Change<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes")
            .field("is_at_end", &self.delta_link.is_some())
            .finish_non_exhaustive()
    }
}
