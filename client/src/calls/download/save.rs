//! Bytes into a file, which is there when all of it is.

use super::Download;
use crate::error::{Error, ErrorKind};
use std::fs::{File, Metadata, OpenOptions, TryLockError};
use std::io::{self, ErrorKind as IoKind};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tokio::io::{AsyncWriteExt, BufWriter};

/// What a note begins with: who has written it, in what form.
const NOTE: &str = "docwright-client download 1";

impl Download {
    /// Writes what is left to a file, and gives the number of bytes. The file is there when all of it is: until then its name
    /// ends in `.part`, and after an error, or when the future is dropped, nothing is left.
    ///
    /// A program that is killed leaves the `.part`, and beside it a `.part.note`, which says that it is one: the next download
    /// to the same file writes it anew. What somebody else calls so is left alone, which is an error before anything is asked.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let (mut part, file) = Unfinished::begin(path)?;
        self.write_to(&part.path, file).await?;
        tokio::fs::rename(&part.path, path).await.map_err(|it| unwritten(path, it))?;
        part.is_finished = true;
        Ok(self.n_read())
    }

    async fn write_to(&mut self, path: &Path, file: File) -> Result<(), Error> {
        let mut file = BufWriter::with_capacity(256 << 10, tokio::fs::File::from_std(file));
        while let Some(piece) = self.try_next().await? {
            file.write_all(&piece).await.map_err(|it| unwritten(path, it))?;
        }
        file.flush().await.map_err(|it| unwritten(path, it))
    }
}

/// A file that goes when nobody finishes it, and the note that says whose it is, which goes in any case.
struct Unfinished {
    path: PathBuf,
    note: PathBuf,
    is_finished: bool,
}

impl Unfinished {
    /// A new file beside the one that is to be, or one that a download has left there. It is locked while it is open.
    fn begin(path: &Path) -> Result<(Self, File), Error> {
        let beside = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let (part, note) = (beside(".part"), beside(".part.note"));
        let file = match OpenOptions::new().write(true).create_new(true).open(&part) {
            Ok(file) => {
                // From here on the file is ours to remove; the note only once it is known that it is none of somebody else.
                let is_free = said_of(&note).is_none_or(|said| said.starts_with(NOTE));
                if let Err(error) =
                    if is_free { locked(&file, &part) } else { Err(in_the_way(&note)) }
                {
                    let _ = std::fs::remove_file(&part);
                    return Err(error);
                }
                file
            }
            Err(error) if error.kind() == IoKind::AlreadyExists => left(&part, &note)?,
            Err(error) => return Err(unwritten(&part, error)),
        };
        let unfinished = Self { path: part, note, is_finished: false };
        let identity = file.metadata().ok().and_then(|it| identity(&it));
        // A file that can't be told from others is nobody's after a while.
        if let Some(identity) = identity {
            std::fs::write(&unfinished.note, format!("{NOTE}\n{identity}\n"))
                .map_err(|it| unwritten(&unfinished.note, it))?;
        }
        Ok((unfinished, file))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // What is left is of no use; that it can't be removed either is not what went wrong.
        let _ = std::fs::remove_file(&self.note);
        if !self.is_finished {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The file that a download has left, empty and locked; an error if it is anything else.
fn left(part: &Path, note: &Path) -> Result<File, Error> {
    let said = said_of(note).unwrap_or_default();
    let named = said.strip_prefix(NOTE).map(str::trim);
    let of = |it: &Metadata| identity(it).filter(|it| Some(it.as_str()) == named);
    let is_left = std::fs::symlink_metadata(part).is_ok_and(|it| it.is_file() && of(&it).is_some());
    if !is_left {
        return Err(in_the_way(part));
    }
    let file = OpenOptions::new().write(true).open(part).map_err(|it| unwritten(part, it))?;
    // Between the look and the opening somebody may have put another one there.
    if file.metadata().ok().and_then(|it| of(&it)).is_none() {
        return Err(in_the_way(part));
    }
    locked(&file, part)?;
    file.set_len(0).map_err(|it| unwritten(part, it))?;
    Ok(file)
}

/// What a note says; `None` if there is none. Of something that is no short text, nothing.
fn said_of(note: &Path) -> Option<String> {
    match std::fs::symlink_metadata(note) {
        Err(error) if error.kind() == IoKind::NotFound => None,
        Ok(it) if it.is_file() && it.len() < 1_000 => {
            Some(std::fs::read_to_string(note).unwrap_or_default())
        }
        _ => Some(String::new()),
    }
}

/// What tells a file from another one that has its name later: when it was made, and its number where files have one.
fn identity(file: &Metadata) -> Option<String> {
    let made = file.created().ok().and_then(|it| it.duration_since(UNIX_EPOCH).ok());
    #[cfg(unix)]
    let number = {
        use std::os::unix::fs::MetadataExt as _;
        Some((file.dev(), file.ino()))
    };
    #[cfg(not(unix))]
    let number: Option<(u64, u64)> = None;
    if made.is_none() && number.is_none() {
        return None;
    }
    let made = made.map_or(0, |it| it.as_nanos());
    let (device, number) = number.unwrap_or_default();
    Some(format!("{made} {device} {number}"))
}

fn locked(file: &File, path: &Path) -> Result<(), Error> {
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let message = format!("`{}` is being written by another download", path.display());
            Err(Error::new(ErrorKind::File, message))
        }
        // Where there are no locks, the note has to do.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(()),
    }
}

fn in_the_way(path: &Path) -> Error {
    let message = format!(
        "`{}` is in the way: it is not known to be what an earlier download left; move it away, or save under another name",
        path.display()
    );
    Error::new(ErrorKind::File, message)
}

fn unwritten(path: &Path, source: io::Error) -> Error {
    let message = format!("`{}` can't be written: {source}", path.display());
    Error::new(ErrorKind::File, message).with_source(source)
}
