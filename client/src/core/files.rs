//! Files as what a request carries. They are read piece by piece, away from the threads that wait for the network.

use super::bounds::BoxFuture;
use super::payload::{Payload, Source};
use crate::error::BoxError;
use bytes::Bytes;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// The longest piece that is read at once.
const PIECE: u64 = 256 << 10;

impl Payload {
    /// The bytes of a file.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        File::open(path).map(Self::from)
    }
}

/// The whole file, wherever it stands.
impl From<File> for Payload {
    fn from(file: File) -> Self {
        Self::new(StdFile(Arc::new(Mutex::new(file))))
    }
}

/// The whole file, wherever it stands.
impl From<tokio::fs::File> for Payload {
    fn from(file: tokio::fs::File) -> Self {
        Self::new(TokioFile(tokio::sync::Mutex::new(file)))
    }
}

struct StdFile(Arc<Mutex<File>>);

impl StdFile {
    fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut File) -> io::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, BoxError>> {
        let file = self.0.clone();
        Box::pin(async move {
            let done = tokio::task::spawn_blocking(move || {
                work(&mut file.lock().unwrap_or_else(PoisonError::into_inner))
            });
            Ok(done.await??)
        })
    }
}

impl Source for StdFile {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        self.with(|file| Ok(file.metadata()?.len()))
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        self.with(move |file| {
            file.seek(SeekFrom::Start(range.start))?;
            let mut piece = Vec::new();
            file.take(n_of(&range)).read_to_end(&mut piece)?;
            Ok(piece.into())
        })
    }
}

struct TokioFile(tokio::sync::Mutex<tokio::fs::File>);

impl Source for TokioFile {
    fn size(&self) -> BoxFuture<'_, Result<u64, BoxError>> {
        Box::pin(async { Ok(self.0.lock().await.metadata().await?.len()) })
    }

    fn read(&self, range: Range<u64>) -> BoxFuture<'_, Result<Bytes, BoxError>> {
        Box::pin(async move {
            let mut file = self.0.lock().await;
            file.seek(SeekFrom::Start(range.start)).await?;
            let mut piece = Vec::new();
            (&mut *file).take(n_of(&range)).read_to_end(&mut piece).await?;
            Ok(piece.into())
        })
    }
}

fn n_of(range: &Range<u64>) -> u64 {
    range.end.saturating_sub(range.start).min(PIECE)
}
