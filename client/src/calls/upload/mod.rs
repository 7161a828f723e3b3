//! Uploads in sessions: chunk after chunk, resumed where they broke.

mod protocol;
mod ranges;
mod sending;

use super::operation::Answer;
use super::reply::Reply;
use super::steps::Steps;
use crate::codec::{Encode, to_value};
use crate::core::{BoxFuture, Client, MaybeSend, Method, Payload};
use crate::error::Error;
use futures_core::Stream;
use http::StatusCode;
use protocol::{LONGEST, Session, UNIT};
pub use sending::UploadProgress;
use sending::{Sending, request};
use std::fmt;
use std::future::IntoFuture;
use std::pin::Pin;
use std::task::{Context, Poll};
use url::Url;

/// An upload in a session. Awaiting it sends what the server does not have yet, and gives the finished thing; as a stream, it
/// tells each chunk that has arrived.
///
/// ```no_run
/// # use docwright_client::{Client, Error, Payload, Value};
/// # async fn call(client: Client, session: Value) -> Result<(), Error> {
/// let file = std::fs::File::open("crate.iso").expect("the file is there");
/// let item: Value = client.upload(&session, file)
///     .on_progress(|it| println!("{} of {}", it.sent, it.total))
///     .await?;
/// # Ok(()) }
/// ```
///
/// Chunks that are lost on the way are sent again as the client's [`Retries`](crate::Retries) say, after the server was asked
/// what it has. Dropping the future stops; the session stays, and [`Client::resume_upload`] goes on with its
/// [`session_url`](Self::session_url), in another run of the program if need be. [`cancel`](Self::cancel) ends the session.
///
/// The session's URL is a secret: whoever knows it may write. It is in no error and no `Debug`, and no token goes there.
#[must_use = "an upload does nothing until it is awaited"]
pub struct Upload<T> {
    url: Result<Url, Error>,
    client: Client,
    steps: Steps<Sending<T>, UploadProgress>,
}

impl Client {
    /// Uploads to a session that was just made. The session is any value with a member `uploadUrl`: what an operation like
    /// `create_upload_session` answers.
    ///
    /// A file without bytes can't be uploaded so, which is an error before anything is sent: write it in one call instead.
    pub fn upload<T: Answer>(
        &self,
        session: &impl Encode,
        content: impl Into<Payload>,
    ) -> Upload<T> {
        let session = Session::of(&to_value(session));
        Upload::new(Sending::begin(self.clone(), session, content.into()))
    }

    /// Goes on with an upload: the server at the session's URL is asked for what it does not have yet.
    pub fn resume_upload<T: Answer>(
        &self,
        session_url: impl AsRef<str>,
        content: impl Into<Payload>,
    ) -> Upload<T> {
        let url = self.named_url(session_url.as_ref());
        Upload::new(Sending::resume(self.clone(), url, content.into()))
    }

    /// Ends a session: the server forgets what it was sent. One that is gone already is no error.
    pub async fn cancel_upload(&self, session_url: impl AsRef<str>) -> Result<(), Error> {
        let url = self.named_url(session_url.as_ref())?;
        match self.send(request(Method::Delete, &url, "application/json")).await {
            Ok(_) => Ok(()),
            Err(error) => match error.status() {
                Some(StatusCode::NOT_FOUND | StatusCode::GONE) => Ok(()),
                _ => Err(error.without(url.as_str())),
            },
        }
    }
}

impl<T: Answer> Upload<T> {
    fn new(sending: Sending<T>) -> Self {
        let (url, client) = (sending.url.clone(), sending.client.clone());
        Self { url, client, steps: Steps::new(sending) }
    }

    fn set(mut self, change: impl FnOnce(&mut Sending<T>) + MaybeSend + 'static) -> Self {
        self.steps.change(change);
        self
    }

    /// Tells each time that the server has more.
    pub fn on_progress(self, listener: impl FnMut(UploadProgress) + MaybeSend + 'static) -> Self {
        self.set(move |it| it.listener = Some(Box::new(listener)))
    }

    /// How many bytes go at a time: a multiple of 320 KiB, below 60 MiB; another length is made the next smaller one.
    /// 3.75 MiB if not said, since some services take no more than 4 MB.
    pub fn chunk_size(self, bytes: u64) -> Self {
        self.set(move |it| it.chunk = (bytes / UNIT * UNIT).clamp(UNIT, LONGEST))
    }

    /// Asks the server at the end to make a file of what it has, by a POST: for a session that was made so that this is left
    /// to the caller (`deferCommit`). Without it, such an upload ends with an empty value.
    pub fn commit(self) -> Self {
        self.set(|it| it.commits = true)
    }

    /// The session's URL, to be kept for [`Client::resume_upload`]. It is a secret.
    pub fn session_url(&self) -> Option<&str> {
        self.url.as_ref().ok().map(Url::as_str)
    }

    /// Sends the next chunk, and tells how far it is; `None` when all is there. What was made of it is then what awaiting gives.
    ///
    /// After an error, that error again; [`retry`](Self::retry) goes on.
    pub async fn try_next(&mut self) -> Result<Option<UploadProgress>, Error> {
        std::future::poll_fn(|context| self.steps.poll(context)).await.transpose()
    }

    /// After an error, goes on where it broke: with the question what the server has.
    pub fn retry(&mut self) {
        self.steps.retry();
    }

    /// Sends all that the server does not have, and gives the answer with its status and headers.
    pub async fn send(self) -> Result<Reply<T>, Error> {
        self.steps.finish().await?.reply.ok_or_else(Error::no_value)
    }

    /// Ends the session: the server forgets what it was sent.
    pub async fn cancel(self) -> Result<(), Error> {
        let (client, url) = (self.client.clone(), self.url.clone()?);
        drop(self);
        client.cancel_upload(url).await
    }
}

impl<T: Answer> IntoFuture for Upload<T> {
    type Output = Result<T, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async { self.send().await.map(Reply::into_value) })
    }
}

/// Nothing of it is pinned.
impl<T> Unpin for Upload<T> {}

impl<T: Answer> Stream for Upload<T> {
    type Item = Result<UploadProgress, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().steps.poll(context)
    }
}

/// Without the session's URL.
impl<T> fmt::Debug for Upload<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload").finish_non_exhaustive()
    }
}
