//! What a request carries. It can be read again, from anywhere: requests are repeated, and uploads go on where they broke.

use super::body::Body;
use super::bounds::{BoxFuture, MaybeSend, MaybeSync};
use crate::error::BoxError;
use bytes::Bytes;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Bytes that can be read from any place, as often as need be.
///
/// Implemented for bytes and for files; for anything else, in an application:
///
/// ```
/// use docwright_client::{Body, BoxError, BoxFuture, Bytes, Payload, Source};
/// use std::ops::Range;
///
/// /// A gigabyte of zeros, which nobody has to hold.
/// struct Zeros;
///
/// impl Source for Zeros {
///     fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
///         Box::pin(async { Ok(1 << 30) })
///     }
///     fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
///         let n = (range.end - range.start).min(1 << 16);
///         Box::pin(async move { Ok(vec![0; n as usize].into()) })
///     }
/// }
///
/// let payload = Payload::new(Zeros);
/// # let _ = payload;
/// ```
pub trait Source: MaybeSend + MaybeSync + 'static {
    /// How many bytes there are.
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>>;

    /// The bytes of a range that is inside of [`size`](Self::size), or as many of its first as are handy: what is missing is
    /// asked for again. None at all is an error of the reader: the source has become shorter.
    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>>;
}

/// The body of a request as data.
#[derive(Clone)]
pub struct Payload(Inner);

#[derive(Clone)]
enum Inner {
    Bytes(Bytes),
    Source(Arc<dyn Source>),
}

impl Payload {
    /// The bytes of a source.
    pub fn new(source: impl Source) -> Self {
        Self(Inner::Source(Arc::new(source)))
    }

    /// The bytes, if they are in memory.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Source(_) => None,
        }
    }

    /// How many bytes there are.
    pub(crate) async fn size(&self) -> Result<u64, BoxError> {
        match &self.0 {
            Inner::Bytes(bytes) => Ok(bytes.len() as u64),
            Inner::Source(source) => source.size().await,
        }
    }

    /// A part of it, as something to send.
    pub(crate) fn slice(&self, range: Range<u64>) -> Self {
        match &self.0 {
            Inner::Bytes(bytes) => Self(Inner::Bytes(slice(bytes, range))),
            Inner::Source(source) => Self::new(Part { source: source.clone(), range }),
        }
    }

    /// A part of it, as a body.
    pub(crate) fn part(&self, range: Range<u64>) -> Body {
        match &self.0 {
            Inner::Bytes(bytes) => slice(bytes, range).into(),
            Inner::Source(source) => Body::new(pieces::Pieces::new(source.clone(), range)),
        }
    }
}

fn slice(bytes: &Bytes, range: Range<u64>) -> Bytes {
    let end = usize::try_from(range.end).unwrap_or(usize::MAX).min(bytes.len());
    let start = usize::try_from(range.start).unwrap_or(usize::MAX).min(end);
    bytes.slice(start..end)
}

/// A part of a source, which is one itself.
struct Part {
    source: Arc<dyn Source>,
    range: Range<u64>,
}

impl Source for Part {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(std::future::ready(Ok(self.range.end.saturating_sub(self.range.start))))
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        let start = self.range.start;
        self.source.read(range.start.saturating_add(start)..range.end.saturating_add(start))
    }
}

macro_rules! from {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Payload {
            fn from(bytes: $whole) -> Self {
                Self(Inner::Bytes(bytes.into()))
            }
        }
    )*};
}

from!(Bytes, Vec<u8>, Box<[u8]>, String, &'static [u8], &'static str);

impl From<Cow<'static, [u8]>> for Payload {
    fn from(bytes: Cow<'static, [u8]>) -> Self {
        match bytes {
            Cow::Borrowed(bytes) => bytes.into(),
            Cow::Owned(bytes) => bytes.into(),
        }
    }
}

impl From<Cow<'static, str>> for Payload {
    fn from(text: Cow<'static, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl<const N: usize> From<&'static [u8; N]> for Payload {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self(Inner::Bytes(Bytes::from_static(bytes)))
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_bytes() {
            Some(bytes) => write!(f, "Payload({} bytes)", bytes.len()),
            None => f.write_str("Payload"),
        }
    }
}

/// A source can't be read: this machine's trouble, and not one of the way to the service.
#[derive(Debug)]
pub(super) struct Unread(BoxError);

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Unread {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// A source's bytes as a body.
mod pieces {
    use super::{BoxFuture, Source, Unread};
    use crate::error::BoxError;
    use bytes::Bytes;
    use http_body::{Body, Frame, SizeHint};
    use std::ops::Range;
    use std::pin::Pin;
    use std::sync::Arc;
    use std::task::{Context, Poll, ready};

    pub(super) struct Pieces {
        source: Arc<dyn Source>,
        rest: Range<u64>,
        reading: Option<BoxFuture<'static, Result<Bytes, BoxError>>>,
    }

    impl Pieces {
        pub(super) fn new(source: Arc<dyn Source>, rest: Range<u64>) -> Self {
            Self { source, rest, reading: None }
        }

        fn n_rest(&self) -> u64 {
            self.rest.end.saturating_sub(self.rest.start)
        }
    }

    impl Body for Pieces {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            if self.n_rest() == 0 {
                return Poll::Ready(None);
            }
            let (source, rest) = (self.source.clone(), self.rest.clone());
            let reading = self
                .reading
                .get_or_insert_with(|| Box::pin(async move { source.read(rest).await }));
            let read = ready!(reading.as_mut().poll(context));
            self.reading = None;
            let read = read.and_then(|bytes| match bytes.len() as u64 {
                0 => Err("the source has become shorter while it was sent".into()),
                n if n > self.n_rest() => Err("the source gave more than it was asked for".into()),
                n => {
                    self.rest.start += n;
                    Ok(Frame::data(bytes))
                }
            });
            if read.is_err() {
                self.rest.start = self.rest.end;
            }
            Poll::Ready(Some(read.map_err(|it| Unread(it).into())))
        }

        fn is_end_stream(&self) -> bool {
            self.n_rest() == 0
        }

        fn size_hint(&self) -> SizeHint {
            SizeHint::with_exact(self.n_rest())
        }
    }
}
