//! Requests whose calls block, and what they answer as iterators.

use super::wait::{next, wait};
use crate::calls::options::Deltas;
use crate::calls::{self, AnswerOfBytes, Changes, Download, Items, Lists, Operation, Pages, Reply};
use crate::error::Error;
use futures_core::Stream;
use std::ops::{Deref, DerefMut};
use std::path::Path;

impl<O: Operation> calls::Request<O> {
    /// The same request, whose calls block the thread.
    pub fn blocking(self) -> Request<O> {
        Request(self)
    }
}

/// A request whose calls block the thread. Options are added before:
///
/// ```no_run
/// # mod shop { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/shop/mod.rs")); }
/// # fn call(shop: shop::Client) -> Result<(), docwright_client::Error> {
/// let order = shop.orders().id("4711").get().blocking().send()?;
/// for order in shop.orders().list().top(50).blocking() {
///     println!("{:?}", order?.state);
/// }
/// # Ok(()) }
/// ```
#[derive(Debug)]
#[must_use = "a request is not sent until `send`"]
pub struct Request<O>(calls::Request<O>);

impl<O: Operation> Request<O> {
    /// Sends it, and gives the value that is answered.
    pub fn send(self) -> Result<O::Output, Error> {
        wait(self.0)
    }

    /// Sends it, and gives the answer with its status and headers.
    pub fn reply(self) -> Result<Reply<O::Output>, Error> {
        wait(self.0.send())
    }
}

impl<O: Lists> Request<O> {
    /// The items, across all pages.
    pub fn iter(self) -> Iter<Items<O::Item>> {
        Iter(self.0.stream())
    }

    /// The pages.
    pub fn pages(self) -> Iter<Pages<O::Item>> {
        Iter(self.0.pages())
    }

    /// Goes on from a link that was kept, as [`Request::resume`](crate::Request::resume) does.
    pub fn resume(self, link: &str) -> Iter<O::Resumed> {
        Iter(self.0.resume(link))
    }
}

impl<O: Lists> IntoIterator for Request<O> {
    type Item = Result<O::Item, Error>;
    type IntoIter = Iter<Items<O::Item>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<O: Deltas> Request<O> {
    /// All that is there, as changes: the beginning of a series.
    pub fn start(self) -> Iter<Changes<O::Item>> {
        Iter(self.0.start())
    }
}

impl<O: Operation<Output: AnswerOfBytes>> Request<O> {
    /// The bytes, piece by piece.
    pub fn chunks(self) -> Iter<Download> {
        Iter(self.0.chunks())
    }

    /// Writes the bytes to a file, as [`Request::save_to`](crate::Request::save_to) does.
    pub fn save_to(self, path: impl AsRef<Path>) -> Result<u64, Error> {
        wait(self.0.save_to(path))
    }
}

/// A stream as an iterator. What the stream tells beside its items is there as well: `changes.delta_link()`.
#[derive(Debug)]
#[must_use = "an iterator does nothing until it is read"]
pub struct Iter<S>(S);

impl<S: Stream + Unpin> Iterator for Iter<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        next(&mut self.0)
    }
}

impl<S> Deref for Iter<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.0
    }
}

impl<S> DerefMut for Iter<S> {
    fn deref_mut(&mut self) -> &mut S {
        &mut self.0
    }
}
