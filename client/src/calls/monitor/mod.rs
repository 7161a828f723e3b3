//! Long-running work: a service accepts it, and says where to ask how far it is.

mod protocol;
mod watching;

use super::operation::{Answer, Operation};
use super::request::Request;
use super::steps::Steps;
use crate::core::{BoxFuture, Client};
use crate::error::Error;
use futures_core::Stream;
pub use protocol::{OperationState, OperationStatus};
use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use url::Url;
pub use watching::Done;
use watching::Watching;

/// Work that a service does on its own after it has accepted it (`202 Accepted`). Awaiting it waits until it is done; as a
/// stream, it tells how far it is, each time that it was asked.
///
/// Where to ask says a header of the answer. The service is asked after the time that it asks for (`Retry-After`), else after
/// a second, then two, up to thirty. A monitor on another host is asked without the token. Work that fails is an error, with
/// the code and the message that its status has.
#[must_use = "nothing is asked for until it is awaited"]
pub struct Monitor<T> {
    steps: Steps<Watching<T>, OperationStatus>,
    url: Option<String>,
}

/// Long-running work.
impl<O: Operation> Request<O> {
    /// Sends it, and waits until the work is done that it asks for. [`watch`](Self::watch) tells how far it is meanwhile, and has
    /// settings.
    ///
    /// The headers and limits of time of this request are those of each question to the service, too, but for what is only about
    /// this request: its body, its conditions and its preferences. A monitor on another host has the limits alone.
    ///
    /// The value is the one that the docs say, if there is one: in the answer, if nothing had to be waited for, or where the
    /// monitor says that it is, on the service's own origin.
    pub fn poll(self) -> BoxFuture<'static, Result<Done<O::Output>, Error>> {
        self.watch().into_future()
    }

    /// The same, and reads what the work made as this type.
    pub fn poll_as<T: Answer>(self) -> BoxFuture<'static, Result<Done<T>, Error>> {
        self.watch_as().into_future()
    }

    /// The work that the request asks for, to be watched. The request is sent when it is first asked how far it is.
    pub fn watch(self) -> Monitor<O::Output> {
        self.watch_as()
    }

    /// The same, and reads what the work made as this type.
    pub fn watch_as<T: Answer>(self) -> Monitor<T> {
        let (client, raw) = self.checked();
        Monitor::new(Watching::begin(client, raw))
    }
}

impl Client {
    /// Goes on watching work whose monitor is at this URL, from [`Monitor::url`] in another run of the program.
    pub fn monitor<T: Answer>(&self, url: impl AsRef<str>) -> Monitor<T> {
        Monitor::new(Watching::resume(self.clone(), url.as_ref()))
    }
}

impl<T: Answer> Monitor<T> {
    fn new(watching: Watching<T>) -> Self {
        let url = watching.url().map(Url::to_string);
        Self { steps: Steps::new(watching), url }
    }

    /// How long to wait at most, all waits together. Half an hour if not said; `None` is for ever. The work goes on after
    /// that, and can be watched again: [`retry`](Self::retry), or [`Client::monitor`] with the [`url`](Self::url).
    pub fn limit(mut self, limit: impl Into<Option<Duration>>) -> Self {
        let limit = limit.into();
        self.steps.change(move |work| work.limit = limit);
        self
    }

    /// Where to ask how far it is, once the work was accepted: to be kept for [`Client::monitor`]. It may hold a key.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// How far it is: once when it is accepted, then each time that it was asked; `None` when it is done. What came of it is
    /// then what awaiting gives.
    ///
    /// After an error, that error again; [`retry`](Self::retry) goes on.
    pub async fn try_next(&mut self) -> Result<Option<OperationStatus>, Error> {
        std::future::poll_fn(|context| self.poll_step(context)).await.transpose()
    }

    /// After an error, asks again. If the work was not accepted yet, that is to send the request for it again: see first
    /// whether it was done, where [`Error::kind`] says that an answer was lost.
    pub fn retry(&mut self) {
        self.steps.retry();
    }

    fn poll_step(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<OperationStatus, Error>>> {
        let step = self.steps.poll(context);
        if let Some(url) = self.steps.work().and_then(Watching::url) {
            self.url = Some(url.to_string());
        }
        step
    }
}

impl<T: Answer> IntoFuture for Monitor<T> {
    type Output = Result<Done<T>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.steps.finish().await?.done.ok_or_else(Error::no_value) })
    }
}

/// Nothing of it is pinned.
impl<T> Unpin for Monitor<T> {}

impl<T: Answer> Stream for Monitor<T> {
    type Item = Result<OperationStatus, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_step(context)
    }
}

/// Without the monitor's URL.
impl<T> fmt::Debug for Monitor<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor").field("is_accepted", &self.url.is_some()).finish_non_exhaustive()
    }
}

impl<T> Done<T> {
    /// What the work made, if the service says where that is and it is the service's own.
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// What the work made, alone.
    pub fn into_value(self) -> Option<T> {
        self.value
    }

    /// The last that the monitor said; `None` if nothing had to be waited for.
    pub fn status(&self) -> Option<&OperationStatus> {
        self.status.as_ref()
    }

    /// The id of what the work made, if the service says.
    pub fn resource_id(&self) -> Option<&str> {
        self.status()?.resource_id()
    }

    /// Where that is, if the service says.
    pub fn resource_location(&self) -> Option<&str> {
        self.location.as_deref().or_else(|| self.status()?.resource_location())
    }
}

/// Without the place of what the work made.
impl<T: fmt::Debug> fmt::Debug for Done<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut output = f.debug_struct("Done");
        output.field("value", &self.value).field("status", &self.status).finish_non_exhaustive()
    }
}
