//! Bytes into a file, which is there when all of it is.

use super::download::Download;
use crate::error::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt, BufWriter};

impl Download {
    /// Writes what is left to a file, and gives the number of bytes. The file is there when all of it is: until then its name
    /// ends in `.part`, and after an error, or when the future is dropped, nothing is left.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let mut part = Unfinished { path: part.into(), is_finished: false };
        self.write_to(&part.path).await?;
        tokio::fs::rename(&part.path, path).await.map_err(|it| unwritten(path, it))?;
        part.is_finished = true;
        Ok(self.n_read())
    }

    async fn write_to(&mut self, path: &Path) -> Result<(), Error> {
        let file = File::create(path).await.map_err(|it| unwritten(path, it))?;
        let mut file = BufWriter::with_capacity(256 << 10, file);
        while let Some(piece) = self.try_next().await? {
            file.write_all(&piece).await.map_err(|it| unwritten(path, it))?;
        }
        file.flush().await.map_err(|it| unwritten(path, it))
    }
}

/// A file that goes when nobody finishes it.
struct Unfinished {
    path: PathBuf,
    is_finished: bool,
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // What is left of it is of no use; that it can't be removed either is not what went wrong.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

fn unwritten(path: &Path, source: std::io::Error) -> Error {
    let message = format!("`{}` can't be written: {source}", path.display());
    Error::new(ErrorKind::File, message).with_source(source)
}
