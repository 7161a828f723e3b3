//! Bodies that are watched on their way: how far they got, and whether anything comes at all.

use super::body::Body;
use super::bounds::BoxFuture;
use super::time::Time;
use crate::error::{BoxError, Elapsed};
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::OwnedSemaphorePermit;

/// How many pieces of a request's body have been taken by the transport.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<AtomicU64>);

impl Progress {
    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The body of a request, which says how far it got.
pub(crate) fn counted(body: Body, progress: &Progress) -> Body {
    let body = match body.as_bytes() {
        // A short one leaves at once.
        Some(bytes) if bytes.len() <= LONG => return body,
        Some(bytes) => Body::new(Slices(bytes.clone())),
        None => body,
    };
    Body::new(Counted { body, progress: progress.clone() })
}

/// A body that is longer goes in pieces, so that it is seen to go on.
const LONG: usize = 1 << 20;
const PIECE: usize = 256 << 10;

/// Bytes in memory, piece by piece.
struct Slices(Bytes);

impl HttpBody for Slices {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let n = self.0.len().min(PIECE);
        let piece = self.0.split_to(n);
        Poll::Ready(Some(piece).filter(|it| !it.is_empty()).map(|it| Ok(Frame::data(it))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}

struct Counted {
    body: Body,
    progress: Progress,
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        if frame.is_ready() {
            self.progress.0.fetch_add(1, Ordering::Relaxed);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer, which breaks when nothing comes for too long, and gives its place among the requests on their way
/// back at its end.
pub(crate) fn guarded(
    body: Body,
    time: Arc<dyn Time>,
    idle: Option<Duration>,
    permit: Option<OwnedSemaphorePermit>,
) -> Body {
    if body.as_bytes().is_some() {
        return body;
    }
    Body::new(Guarded { body, time, idle, alarm: None, permit, is_broken: false })
}

struct Guarded {
    body: Body,
    time: Arc<dyn Time>,
    idle: Option<Duration>,
    alarm: Option<BoxFuture<'static, ()>>,
    permit: Option<OwnedSemaphorePermit>,
    /// It has failed, and does not end any more: whoever reads on would take it for whole.
    is_broken: bool,
}

impl HttpBody for Guarded {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if this.is_broken {
            return Poll::Ready(Some(Err("the answer broke off before".into())));
        }
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            this.alarm = None;
            this.is_broken = matches!(frame, Some(Err(_)));
            // Not everybody reads on after the last byte.
            let is_last = this.body.size_hint().exact() == Some(0);
            if is_last || !matches!(frame, Some(Ok(_))) {
                this.permit = None;
            }
            return Poll::Ready(frame);
        }
        let Some(idle) = this.idle else { return Poll::Pending };
        let alarm = this.alarm.get_or_insert_with(|| this.time.sleep(idle));
        if alarm.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        (this.alarm, this.permit, this.body) = (None, None, Body::empty());
        this.is_broken = true;
        Poll::Ready(Some(Err(Elapsed(idle).into())))
    }

    fn is_end_stream(&self) -> bool {
        !self.is_broken && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A future that is given up when a limit has passed without progress.
pub(crate) async fn within<F: Future>(
    time: &dyn Time,
    limit: Option<Duration>,
    progress: &Progress,
    future: F,
) -> Result<F::Output, Elapsed> {
    let mut future = std::pin::pin!(future);
    let Some(limit) = limit else { return Ok(future.await) };
    let (mut alarm, mut seen) = (time.sleep(limit), progress.get());
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        loop {
            if alarm.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            let now = progress.get();
            if now == seen {
                return Poll::Ready(Err(Elapsed(limit)));
            }
            (alarm, seen) = (time.sleep(limit), now);
        }
    })
    .await
}
