//! The bytes of an upload, chunk after chunk, until the server has them all.

use super::super::operation::Answer;
use super::super::reply::Reply;
use super::super::steps::{Stepped, Work};
use super::protocol::{CHUNK, Session, UNIT, parse_ranges};
use super::ranges::Ranges;
use crate::core::{
    BoxFuture, Client, Manners, MaybeSend, Method, Payload, RawRequest, Repeats, Response,
};
use crate::error::{Error, ErrorKind};
use http::StatusCode;
use http::header::{ACCEPT, CONTENT_RANGE, HeaderValue};
use std::ops::Range;
use url::Url;

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadProgress {
    /// The bytes that the server has, as far as is known.
    pub sent: u64,
    /// All bytes.
    pub total: u64,
}

/// What is told of it as it goes on.
pub(super) trait Listener: FnMut(UploadProgress) + MaybeSend {}

impl<F: FnMut(UploadProgress) + MaybeSend> Listener for F {}

/// An upload on its way.
pub(super) struct Sending<T> {
    pub(super) client: Client,
    pub(super) url: Result<Url, Error>,
    pub(super) chunk: u64,
    pub(super) commits: bool,
    pub(super) listener: Option<Box<dyn Listener>>,
    content: Payload,
    /// How long the next chunk is: shorter after one that was lost, so that a line that breaks often gets it through, and
    /// less is sent twice.
    size: u64,
    total: Option<u64>,
    /// What the server is known to expect; `None` if it has to be asked.
    expected: Option<Expected>,
    /// What the server is known to have.
    done: Ranges,
    repeats: Repeats,
    /// How often the server has lost what it had.
    n_setbacks: u32,
    pub(super) reply: Option<Reply<T>>,
}

enum Expected {
    /// As the session says at first, which may be nothing.
    Said(Option<Vec<String>>),
    Bytes(Ranges),
}

impl<T: Answer> Work for Sending<T> {
    type Step = UploadProgress;

    fn step(mut self) -> BoxFuture<'static, Stepped<Self, UploadProgress>> {
        Box::pin(async move {
            let step = self.next().await;
            // A server may send the URL back in what it says.
            let secret = self.url.as_ref().map(Url::as_str).unwrap_or_default();
            let step = step.map_err(|it| it.without(secret));
            if let (Some(listener), Ok(Some(progress))) = (&mut self.listener, &step) {
                listener(*progress);
            }
            (self, step)
        })
    }

    fn begin_again(&mut self) {
        (self.expected, self.repeats, self.n_setbacks) = (None, Repeats::default(), 0);
    }
}

impl<T: Answer> Sending<T> {
    /// An upload to a session that was just made.
    pub(super) fn begin(client: Client, session: Session, content: Payload) -> Self {
        let said = session.expected.clone();
        let url = session.into_url().and_then(|it| client.named_url(&it));
        Self { expected: Some(Expected::Said(said)), ..Self::resume(client, url, content) }
    }

    /// An upload that may have begun, as the server has to be asked.
    pub(super) fn resume(client: Client, url: Result<Url, Error>, content: Payload) -> Self {
        Self {
            client,
            url,
            chunk: CHUNK,
            commits: false,
            listener: None,
            content,
            size: u64::MAX,
            total: None,
            expected: None,
            done: Ranges::default(),
            repeats: Repeats::default(),
            n_setbacks: 0,
            reply: None,
        }
    }

    async fn next(&mut self) -> Result<Option<UploadProgress>, Error> {
        if self.reply.is_some() {
            return Ok(None);
        }
        let url = self.url.clone()?;
        let total = self.total().await?;
        loop {
            // Whatever happens from here on, the server has to be asked, unless it says itself.
            let expected = match self.expected.take() {
                Some(Expected::Bytes(expected)) => expected,
                Some(Expected::Said(Some(said))) if !said.is_empty() => {
                    let expected = Ranges::of(parse_ranges(&said, total)?);
                    self.done = Ranges::all(total).without(&expected);
                    expected
                }
                Some(Expected::Said(_)) => Ranges::all(total),
                None => self.ask(&url, total).await?,
            };
            if self.reply.is_some() {
                return Ok(Some(self.progress(total)));
            }
            let Some(first) = expected.first() else {
                let message = "the server expects nothing, though it does not have everything";
                return Err(Error::new(ErrorKind::Decode, message));
            };
            self.size = self.size.min(self.chunk);
            let chunk = first.start..first.end.min(first.start.saturating_add(self.size));
            let request = self.put(&url, &chunk, total)?;
            let is_further = match self.client.send(request).await {
                Ok(response) => self.accepted(response, &url, chunk, &expected, total).await?,
                Err(error) => self.refused(error).await?,
            };
            if is_further {
                return Ok(Some(self.progress(total)));
            }
        }
    }

    async fn total(&mut self) -> Result<u64, Error> {
        if let Some(total) = self.total {
            return Ok(total);
        }
        let refused = |message: &str| Error::new(ErrorKind::Request, message);
        let total = self.content.size().await.map_err(|source| {
            refused("the length of what is to be uploaded is not to be had").with_source(source)
        })?;
        if total == 0 {
            let message = "an upload session takes no empty file: write its content with the call for small ones";
            return Err(refused(message));
        }
        self.total = Some(total);
        Ok(total)
    }

    fn progress(&self, total: u64) -> UploadProgress {
        let sent = if self.reply.is_some() { total } else { self.done.len() };
        UploadProgress { sent, total }
    }

    /// The request that sends a chunk.
    fn put(&self, url: &Url, chunk: &Range<u64>, total: u64) -> Result<RawRequest, Error> {
        let mut request = request(Method::Put, url, T::ACCEPT)
            .with_body("application/octet-stream", self.content.slice(chunk.clone()));
        request.manners.once = true;
        let range = format!("bytes {}-{}/{total}", chunk.start, chunk.end - 1);
        let range = HeaderValue::try_from(range).map_err(|_| Error::no_value())?;
        request.headers.insert(CONTENT_RANGE, range);
        Ok(request)
    }

    /// What the server says that it has not yet; or the finished thing, which is then in `reply`.
    async fn ask(&mut self, url: &Url, total: u64) -> Result<Ranges, Error> {
        let response = self.client.send(request(Method::Get, url, "application/json")).await;
        let response = response.map_err(told)?;
        let session = Session::of_body(response.body());
        let Some(said) = session.expected else {
            // What a finished upload is asked for is the thing that it has become.
            let is_nothing = matches!(response.body().trim_ascii(), b"" | b"{}" | b"null");
            if is_nothing || session.url.is_some() {
                let message = "the server does not say which bytes it expects";
                return Err(Error::new(ErrorKind::Decode, message));
            }
            self.reply = Some(Reply::of(response.into_own())?);
            return Ok(Ranges::default());
        };
        let expected = Ranges::of(parse_ranges(&said, total)?);
        let before = self.done.len();
        self.knows(Ranges::all(total).without(&expected))?;
        // It has kept a part of a chunk that broke off.
        if self.done.len() >= before + UNIT {
            self.repeats = Repeats::default();
        }
        if expected.first().is_none() {
            self.complete(response, url).await?;
        }
        Ok(expected)
    }

    /// Takes down what the server has. One that loses it again and again would be sent the same bytes for ever.
    fn knows(&mut self, done: Ranges) -> Result<(), Error> {
        self.n_setbacks += u32::from(done.len() < self.done.len());
        self.done = done;
        if self.n_setbacks > self.client.retries().most {
            let message = "the server keeps losing the bytes that it was sent";
            return Err(Error::new(ErrorKind::Transport, message));
        }
        Ok(())
    }

    /// After a chunk was accepted: whether the upload is further.
    async fn accepted(
        &mut self,
        response: Response,
        url: &Url,
        chunk: Range<u64>,
        expected: &Ranges,
        total: u64,
    ) -> Result<bool, Error> {
        let sent = Ranges::of([chunk]);
        let said = Session::of_body(response.body()).expected;
        if response.status() != StatusCode::ACCEPTED && said.is_none() {
            self.done = self.done.with(&sent);
            if self.done.len() < total {
                return Err(self.too_early(total));
            }
            self.reply = Some(Reply::of(response.into_own())?);
            return Ok(true);
        }
        let expected = match said {
            Some(said) => Ranges::of(parse_ranges(&said, total)?),
            None => expected.without(&sent),
        };
        let before = self.done.len();
        self.knows(self.done.with(&sent).without(&expected))?;
        if expected.first().is_none() {
            if self.done.len() < total {
                return Err(self.too_early(total));
            }
            self.complete(response, url).await?;
            return Ok(true);
        }
        // One that takes a byte at a time is as bad as one that takes none.
        let is_further = self.done.len() >= before + sent.len().div_ceil(2);
        if is_further {
            self.size = self.size.saturating_mul(2);
            self.repeats = Repeats::default();
        } else {
            let message = "the server keeps expecting the bytes that it was sent";
            self.pause(Error::new(ErrorKind::Transport, message), true).await?;
        }
        self.expected = Some(Expected::Bytes(expected));
        Ok(is_further)
    }

    fn too_early(&self, total: u64) -> Error {
        let message = format!(
            "the server takes the upload for complete after {} of {total} bytes",
            self.done.len()
        );
        Error::new(ErrorKind::Decode, message)
    }

    /// The server has every byte, and makes nothing of them by itself.
    async fn complete(&mut self, response: Response, url: &Url) -> Result<(), Error> {
        let response = if self.commits {
            self.client.send(request(Method::Post, url, T::ACCEPT)).await.map_err(told)?
        } else {
            response.without_body()
        };
        self.reply = Some(Reply::of(response.into_own())?);
        Ok(())
    }

    /// After a chunk was not accepted: nothing is further, but it may go on.
    async fn refused(&mut self, error: Error) -> Result<bool, Error> {
        let (may_go_on, waits) = match error.status() {
            // It has these bytes already, or expects others first.
            Some(StatusCode::RANGE_NOT_SATISFIABLE) => (true, false),
            Some(status) => (is_passing(status), true),
            None => (matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout), true),
        };
        if !may_go_on {
            return Err(told(error));
        }
        if error.status().is_none() {
            self.size = (self.size / 2 / UNIT * UNIT).max(UNIT);
        }
        self.pause(error, waits).await?;
        Ok(false)
    }

    /// Waits before another try, if there is one.
    async fn pause(&mut self, error: Error, waits: bool) -> Result<(), Error> {
        let wait = self.repeats.next(self.client.retries(), error.retry_after());
        let Some(wait) = wait else { return Err(error) };
        if waits {
            let time = self.client.time().clone();
            time.sleep(wait).await;
        }
        Ok(())
    }
}

/// A request to the session, whose URL says who is asking.
pub(super) fn request(method: Method, url: &Url, accept: &'static str) -> RawRequest {
    let mut request = RawRequest::new(method, url.as_str());
    request.manners = Manners { is_unsigned: true, stays: true, ..Manners::default() };
    request.headers.insert(ACCEPT, HeaderValue::from_static(accept));
    request
}

/// Whether a chunk may be sent again after this: it does the same twice.
fn is_passing(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::NOT_IMPLEMENTED
        | StatusCode::HTTP_VERSION_NOT_SUPPORTED
        | StatusCode::INSUFFICIENT_STORAGE => false,
        status => status.is_server_error(),
    }
}

/// An error, with what it means for an upload.
fn told(error: Error) -> Error {
    match error.status() {
        Some(StatusCode::NOT_FOUND | StatusCode::GONE) => error.meaning(
            "the upload session is gone, since it was finished, cancelled or has expired: see whether the file is there, or begin anew",
        ),
        Some(StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED) => {
            error.meaning("the service does not make a file of what was uploaded")
        }
        _ => error,
    }
}
