//! Bytes into a file, which is there when all of it is.

use super::Download;
use crate::error::{Error, ErrorKind};
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind as IoKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};
use tokio::io::{AsyncWriteExt, BufWriter};

/// What a note begins with: who has written it, in what form.
const NOTE: &str = "docwright-client download 1";

/// Names of files that are not whole yet: the first that is free.
const ENDINGS: [&str; 9] = [
    ".part", ".2.part", ".3.part", ".4.part", ".5.part", ".6.part", ".7.part", ".8.part", ".9.part",
];

/// Whatever was written to later than this may be somebody's who still writes.
const STALE: Duration = Duration::from_secs(5 * 60);

impl Download {
    /// Writes what is left to a file, and gives the number of bytes. The file is there when all of it is: until then its name
    /// ends in `.part`, and after an error, or when the future is dropped, nothing is left.
    ///
    /// What is there already by such a name is left alone, and another one taken (`.2.part`). A program that is killed leaves
    /// the `.part`, and beside it a `.part.note` which says that it is one: a later download to the same file removes both.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64, Error> {
        let path = path.as_ref();
        let (mut part, file) = Unfinished::begin(path)?;
        self.write_to(&part.path, file).await?;
        part.is_still_there()?;
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
    identity: Option<String>,
    is_finished: bool,
}

impl Unfinished {
    /// A new file beside the one that is to be.
    fn begin(path: &Path) -> Result<(Self, File), Error> {
        let beside = |ending: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        for ending in ENDINGS {
            let (part, note) = (beside(ending), beside(&format!("{ending}.note")));
            remove_left(&part, &note);
            if std::fs::symlink_metadata(&note).is_ok() {
                continue;
            }
            let file = match OpenOptions::new().write(true).create_new(true).open(&part) {
                Ok(file) => file,
                Err(error) if error.kind() == IoKind::AlreadyExists => continue,
                Err(error) => return Err(unwritten(&part, error)),
            };
            let identity = file.metadata().ok().and_then(|it| identity(&it));
            let unfinished = Self { path: part, note, identity, is_finished: false };
            // A file that can't be told from others is nobody's after a while.
            if let Some(identity) = &unfinished.identity {
                std::fs::write(&unfinished.note, format!("{NOTE}\n{identity}\n"))
                    .map_err(|it| unwritten(&unfinished.note, it))?;
            }
            return Ok((unfinished, file));
        }
        let message = format!(
            "`{}` and eight others beside it are in the way: remove what is left of earlier downloads, or save under another name",
            beside(ENDINGS[0]).display()
        );
        Err(Error::new(ErrorKind::File, message))
    }

    /// Whether the name still stands for this file.
    fn is_still_there(&self) -> Result<(), Error> {
        let there = std::fs::symlink_metadata(&self.path).ok().and_then(|it| identity(&it));
        if there == self.identity {
            return Ok(());
        }
        let message = format!("`{}` was replaced while it was written", self.path.display());
        Err(Error::new(ErrorKind::File, message))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // What is left is of no use; that it can't be removed either is not what went wrong.
        if self.is_finished {
            let _ = std::fs::remove_file(&self.note);
        } else if self.is_still_there().is_ok() {
            let _ = std::fs::remove_file(&self.note);
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Removes what a download has left that nobody finishes any more. Anything else stays.
fn remove_left(part: &Path, note: &Path) {
    let is_file = std::fs::symlink_metadata(note).is_ok_and(|it| it.is_file() && it.len() < 1_000);
    let said = is_file.then(|| std::fs::read_to_string(note).ok()).flatten();
    let Some(named) = said.as_deref().and_then(|it| it.strip_prefix(NOTE)).map(str::trim) else {
        return;
    };
    let is_stale =
        |it: &Metadata| it.modified().is_ok_and(|it| it.elapsed().is_ok_and(|age| age > STALE));
    let there = std::fs::symlink_metadata(part).ok();
    let is_named = |it: &Metadata| it.is_file() && identity(it).as_deref() == Some(named);
    match there.filter(is_named) {
        Some(it) => {
            let _ = is_stale(&it) && gone(part) && gone(note);
        }
        // The file that it was about is gone, or another one.
        None => {
            let _ = std::fs::metadata(note).is_ok_and(|it| is_stale(&it)) && gone(note);
        }
    }
}

fn gone(path: &Path) -> bool {
    std::fs::remove_file(path).is_ok()
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

fn unwritten(path: &Path, source: io::Error) -> Error {
    let message = format!("`{}` can't be written: {source}", path.display());
    Error::new(ErrorKind::File, message).with_source(source)
}
