//! Bytes as they come: a stream that goes on where it broke, or a file.

mod held;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod save;

use crate::core::{Body, BoxFuture, Client, Method, PartOfBytes, RawRequest, Repeats, one_range};
use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use held::Held;
use http::header::{self, ACCEPT_ENCODING, ETAG, HeaderValue, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderName, StatusCode};
use http_body::Body as _;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Bytes that a service sends, piece by piece; never all in memory. A stream; [`try_next`](Self::try_next) needs no import.
///
/// A connection that breaks is made again, and the rest asked for (`Range`), where the service says by a strong `ETag` that the
/// bytes are still the same ones; a resource that has changed meanwhile is an error. Any piece that comes sets the number of
/// repeats back.
///
/// After an error it gives that error again; [`retry`](Self::retry) goes on where it broke.
#[must_use = "a stream does nothing until it is read"]
pub struct Download {
    client: Client,
    request: Result<RawRequest, Error>,
    state: State,
    head: Option<Head>,
    /// How many bytes have come.
    n_here: u64,
    /// Those of them that were not given yet.
    held: Option<Held>,
    repeats: Repeats,
    /// How often it was asked for, the first time included.
    n_asked: u32,
}

enum State {
    Start,
    Opening(BoxFuture<'static, Result<http::Response<Body>, Error>>),
    Reading(Body),
    Waiting(BoxFuture<'static, ()>),
    End,
    Failed(Error),
}

/// What the first answer said.
struct Head {
    status: StatusCode,
    headers: HeaderMap,
    /// The first byte that was asked for, and the last, if the caller named one.
    range: (u64, Option<u64>),
    /// Where it ends, as far as the service has said.
    end: Option<u64>,
    /// What tells that the rest is of the same bytes.
    etag: Option<HeaderValue>,
}

impl Head {
    /// Whether so many bytes are all.
    fn is_whole(&self, n_here: u64) -> bool {
        self.end.is_none_or(|end| self.range.0.saturating_add(n_here) >= end)
    }

    /// Whether so many bytes are more than there can be.
    fn is_exceeded(&self, n_here: u64) -> bool {
        self.end.is_some_and(|end| self.range.0.saturating_add(n_here) > end)
    }
}

impl Download {
    pub(crate) fn new(client: Client, request: Result<RawRequest, Error>) -> Self {
        // The length and the places of packed bytes are not those of what they hold.
        let request = request.map(|mut request| {
            let identity = HeaderValue::from_static("identity");
            request.headers.entry(ACCEPT_ENCODING).or_insert(identity);
            request
        });
        let (state, repeats) = (State::Start, Repeats::default());
        Self { client, request, state, head: None, n_here: 0, held: None, repeats, n_asked: 0 }
    }

    /// Sends the request, if it was not sent yet, and waits for the answer to begin.
    pub(crate) async fn begin(mut self) -> Result<Self, Error> {
        std::future::poll_fn(|context| self.poll_open(context)).await?;
        Ok(self)
    }

    /// The next piece, or `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        std::future::poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// The status, once the answer has begun: `206 Partial Content` where a range was asked for.
    pub fn status(&self) -> Option<StatusCode> {
        self.head.as_ref().map(|it| it.status)
    }

    /// The headers, once the answer has begun.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head.as_ref().map(|it| &it.headers)
    }

    fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers()?.get(name)?.to_str().ok()
    }

    /// The media type, once the answer has begun.
    pub fn content_type(&self) -> Option<&str> {
        self.header(header::CONTENT_TYPE)
    }

    /// How many bytes there are, if the service says, once the answer has begun.
    pub fn content_length(&self) -> Option<u64> {
        self.header(header::CONTENT_LENGTH)?.parse().ok()
    }

    /// The version of what is sent, once the answer has begun.
    pub fn etag(&self) -> Option<&str> {
        self.header(ETAG)
    }

    /// How many bytes were given so far.
    pub fn n_read(&self) -> u64 {
        self.n_here - self.held.as_ref().map_or(0, Held::len)
    }

    /// After an error, goes on where it broke: with the question for what is not here yet, where the service says by a strong
    /// `ETag` that it is still of the same bytes. If nothing has come yet, it begins anew. Of a download that can't go on, the
    /// error stays: then only another request for all of it helps.
    pub fn retry(&mut self) {
        let can_go_on = self.n_here == 0 || self.can_resume();
        if matches!(self.state, State::Failed(_)) && can_go_on {
            (self.state, self.repeats) = (State::Start, Repeats::default());
            if self.n_here == 0 {
                (self.head, self.held) = (None, None);
            }
        }
    }

    fn can_resume(&self) -> bool {
        self.head.as_ref().is_some_and(|it| it.etag.is_some())
    }

    /// What is left in one piece, if it is not longer than what the client may hold in memory.
    pub async fn into_bytes(mut self) -> Result<Bytes, Error> {
        let most = self.client.most_in_memory();
        let mut bytes = Vec::new();
        while let Some(piece) = self.try_next().await? {
            if (bytes.len() + piece.len()) as u64 > most {
                return Err(Error::too_long(most));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes.into())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            if let Err(error) = ready!(self.poll_open(context)) {
                return Poll::Ready(Some(Err(error)));
            }
            let State::Reading(body) = &mut self.state else { return Poll::Ready(None) };
            let frame = ready!(Pin::new(body).poll_frame(context));
            let is_whole = |it: &Head| it.is_whole(self.n_here);
            let is_over = match &frame {
                None => self.head.as_ref().is_none_or(is_whole),
                // Where the end was said, what breaks behind it does not matter.
                Some(Err(_)) => {
                    self.head.as_ref().is_some_and(|it| it.end.is_some() && is_whole(it))
                }
                Some(Ok(_)) => false,
            };
            match frame.map(|it| it.map(|frame| frame.into_data())) {
                _ if is_over => {
                    self.state = State::End;
                    if let Some(held) = self.held.take().filter(|it| it.len() > 0) {
                        match self.head.as_ref().map(|it| held.end(it.status, &it.headers)) {
                            Some(Err(error)) => {
                                self.n_here = 0;
                                self.fail(error);
                            }
                            Some(Ok(pieces)) => return Poll::Ready(Some(Ok(pieces))),
                            None => {}
                        }
                    }
                }
                Some(Ok(Ok(piece))) if !piece.is_empty() => {
                    let n_here = self.n_here + piece.len() as u64;
                    if self.head.as_ref().is_some_and(|it| it.is_exceeded(n_here)) {
                        let message = "more bytes came than the service said";
                        self.fail(Error::new(ErrorKind::Transport, message));
                        continue;
                    }
                    self.n_here = n_here;
                    self.repeats = Repeats::default();
                    match self.held.take() {
                        None => return Poll::Ready(Some(Ok(piece))),
                        Some(held) => match held.with(&piece) {
                            Ok(held) => self.held = Some(held),
                            Err(pieces) => return Poll::Ready(Some(Ok(pieces))),
                        },
                    }
                }
                Some(Ok(_)) => {}
                None => {
                    let message = format!("the answer ended after {} bytes", self.n_here);
                    self.resume_after(Error::new(ErrorKind::Transport, message));
                }
                Some(Err(source)) => {
                    let message = format!("the answer broke off after {} bytes", self.n_here);
                    self.resume_after(Error::lost(message, source));
                }
            }
        }
    }

    /// Goes on until there is a body to read, or none any more.
    fn poll_open(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        loop {
            match &mut self.state {
                State::Start => match self.next_request() {
                    Ok(request) => {
                        self.n_asked += 1;
                        self.state = State::Opening(self.client.open(request));
                    }
                    Err(error) => self.state = State::Failed(error),
                },
                State::Opening(opening) => {
                    let opened = ready!(opening.as_mut().poll(context));
                    match opened.and_then(|it| self.opened(it)) {
                        Ok(body) => self.state = State::Reading(body),
                        Err(error) => self.fail(error),
                    }
                }
                State::Waiting(waiting) => {
                    ready!(waiting.as_mut().poll(context));
                    self.state = State::Start;
                }
                State::Reading(_) | State::End => return Poll::Ready(Ok(())),
                State::Failed(error) => return Poll::Ready(Err(error.clone())),
            }
        }
    }

    /// The request for what is not here yet.
    fn next_request(&self) -> Result<RawRequest, Error> {
        let mut request = self.request.clone()?;
        let Some(Head { range: (first, last), etag: Some(etag), .. }) = &self.head else {
            return Ok(request);
        };
        let last = last.map(|it| it.to_string()).unwrap_or_default();
        let range = format!("bytes={}-{last}", first.saturating_add(self.n_here));
        let range = HeaderValue::try_from(range);
        let range = range.map_err(|it| Error::new(ErrorKind::Request, it.to_string()))?;
        request.headers.insert(RANGE, range);
        request.headers.insert(IF_RANGE, etag.clone());
        Ok(request)
    }

    /// The body of an answer, if it is what was asked for.
    fn opened(&mut self, response: http::Response<Body>) -> Result<Body, Error> {
        let (parts, body) = response.into_parts();
        let is_part = parts.status == StatusCode::PARTIAL_CONTENT;
        let part = Some(&parts.headers).filter(|_| is_part).and_then(PartOfBytes::of);
        let Some(head) = &mut self.head else {
            let request = self.request.as_ref().ok();
            // Whoever ignores the range sends it all.
            let asked = request.and_then(|it| it.headers.get(RANGE)).filter(|_| is_part);
            let range = asked.map_or(Some((0, None)), one_range);
            let is_asked = match (&part, range) {
                (Some(part), Some((first, last))) => part.is_of(first, last),
                // Several parts, or the last bytes, come as they are.
                (_, None) => true,
                (None, Some(_)) => !is_part,
            };
            if !is_asked {
                let response = http::Response::from_parts(parts, Bytes::new());
                return Err(Error::unasked_part(response));
            }
            let etag = parts.headers.get(ETAG).filter(|it| !it.as_bytes().starts_with(b"W/"));
            let is_read = request.is_some_and(|it| it.method == Method::Get);
            let end = match (&part, range) {
                (Some(part), Some((_, last))) => Some(part.end_of(last)),
                (None, Some(_)) => body.size_hint().exact(),
                (_, None) => None,
            };
            // Of unknown length is what was unpacked on its way: its places are not those of what the service holds.
            let etag = etag.filter(|_| is_read && end.is_some()).cloned();
            let (status, headers) = (parts.status, parts.headers);
            self.held = Held::of(status, &headers);
            self.head = Some(Head { status, headers, range: range.unwrap_or_default(), end, etag });
            return Ok(body);
        };
        // A service that heeds `If-Range` sends the ETag along; one that does not may send a part of something else.
        let is_same = parts.headers.get(ETAG).is_some_and(|it| Some(it) == head.etag.as_ref());
        let part =
            part.filter(|it| is_same && it.first == head.range.0.saturating_add(self.n_here));
        let end = part.map(|it| it.end_of(head.range.1));
        match end {
            Some(end) if head.end.is_none_or(|it| it == end) => {
                head.end = Some(end);
                Ok(body)
            }
            _ => {
                let message = format!(
                    "what is downloaded has changed after {} bytes, or the service can't go on there",
                    self.n_here
                );
                let error = Error::new(ErrorKind::Transport, message);
                Err(error.in_response(parts.status, &parts.headers, &Bytes::new()))
            }
        }
    }

    fn resume_after(&mut self, error: Error) {
        let can_resume = self.can_resume();
        let wait = self.repeats.next(self.client.retries(), None).filter(|_| can_resume);
        match wait {
            Some(wait) => self.state = State::Waiting(self.client.time().sleep(wait)),
            None => self.fail(error),
        }
    }

    fn fail(&mut self, error: Error) {
        let n_tries = error.tries().max(self.n_asked);
        self.state = State::Failed(error.after_tries(n_tries));
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status())
            .field("n_read", &self.n_read())
            .finish_non_exhaustive()
    }
}
