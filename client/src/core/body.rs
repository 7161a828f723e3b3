//! Bodies: bytes that come one piece after another.

use super::bounds::MaybeSend;
use crate::error::BoxError;
use bytes::{Bytes, BytesMut};
use http_body::{Body as HttpBody, Frame, SizeHint};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The body of a request on its way, or of a response as it comes: pieces that are read once.
///
/// An [`http_body::Body`], so that it fits what other crates make of HTTP.
#[derive(Default)]
pub struct Body(Inner);

enum Inner {
    /// All in one piece; `None` when it was read.
    Whole(Option<Bytes>),
    Pieces(Pin<Box<dyn Pieces>>),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Whole(None)
    }
}

trait Pieces: HttpBody<Data = Bytes, Error = BoxError> + MaybeSend {}

impl<B: HttpBody<Data = Bytes, Error = BoxError> + MaybeSend> Pieces for B {}

impl Body {
    /// No bytes.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body of another crate.
    pub fn new<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<BoxError>,
    {
        Self(Inner::Pieces(Box::pin(Foreign(Box::pin(body)))))
    }

    /// The bytes, if they are all here already and were not read yet.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Whole(bytes) => bytes.as_ref(),
            Inner::Pieces(_) => None,
        }
    }

    /// The next piece, or `None` after the last.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, BoxError> {
        loop {
            let frame = std::future::poll_fn(|context| Pin::new(&mut *self).poll_frame(context));
            match frame.await.transpose()?.map(Frame::into_data) {
                None => return Ok(None),
                Some(Ok(bytes)) if !bytes.is_empty() => return Ok(Some(bytes)),
                // Trailers, and pieces of nothing.
                Some(_) => {}
            }
        }
    }

    /// The rest in one piece, up to so many bytes, and whether that was all. After an error, what came before it.
    pub(crate) async fn read(mut self, most: u64) -> (Bytes, Result<bool, BoxError>) {
        let mut read = match self.chunk().await {
            Ok(Some(first)) => Piece::One(first),
            Ok(None) => return (Bytes::new(), Ok(true)),
            Err(error) => return (Bytes::new(), Err(error)),
        };
        while read.len() <= most {
            match self.chunk().await {
                Ok(Some(piece)) => read.push(&piece),
                Ok(None) => return (read.into_bytes(), Ok(true)),
                Err(error) => return (read.into_bytes(), Err(error)),
            }
        }
        let mut read = read.into_bytes();
        read.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        (read, Ok(false))
    }

    /// All of it, however long.
    pub(crate) async fn whole(self) -> Result<Bytes, BoxError> {
        let (bytes, is_all) = self.read(u64::MAX).await;
        is_all.map(|_| bytes)
    }
}

/// What was read so far. Most answers come in one piece, which needs no copy.
enum Piece {
    One(Bytes),
    Many(BytesMut),
}

impl Piece {
    fn len(&self) -> u64 {
        match self {
            Self::One(bytes) => bytes.len() as u64,
            Self::Many(bytes) => bytes.len() as u64,
        }
    }

    fn push(&mut self, piece: &[u8]) {
        if let Self::One(first) = self {
            *self = Self::Many(BytesMut::from(std::mem::take(first)));
        }
        if let Self::Many(bytes) = self {
            bytes.extend_from_slice(piece);
        }
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::One(bytes) => bytes,
            Self::Many(bytes) => bytes.freeze(),
        }
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Inner::Whole(bytes) => Poll::Ready(bytes.take().map(|it| Ok(Frame::data(it)))),
            Inner::Pieces(pieces) => pieces.as_mut().poll_frame(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Whole(bytes) => bytes.as_ref().is_none_or(Bytes::is_empty),
            Inner::Pieces(pieces) => pieces.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Whole(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |it| it.len() as u64))
            }
            Inner::Pieces(pieces) => pieces.size_hint(),
        }
    }
}

macro_rules! from {
    ($($whole:ty),*) => {$(
        impl From<$whole> for Body {
            fn from(bytes: $whole) -> Self {
                Self(Inner::Whole(Some(bytes.into())))
            }
        }
    )*};
}

from!(Bytes, Vec<u8>, String, &'static [u8], &'static str);

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size_hint().exact() {
            Some(n) => write!(f, "Body({n} bytes)"),
            None => f.write_str("Body"),
        }
    }
}

/// A body of another crate, with errors of any kind.
struct Foreign<B>(Pin<Box<B>>);

impl<B> HttpBody for Foreign<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = ready!(self.0.as_mut().poll_frame(context));
        Poll::Ready(frame.map(|it| it.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
