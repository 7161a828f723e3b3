//! One run at a time writes to a folder, and one that was killed is recognised by the next.
//!
//! The marker is both: it stands while a run writes, it is locked as long as that run lives, and it says what
//! the file is called that the run is writing.

use super::error::Error;
use super::folder::{Folder, Token};
use same_file::Handle;
use std::fs::TryLockError;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Stands in the output folder while files are being written.
pub(super) const MARKER: &str = ".docwright-incomplete";
/// How long another run is waited for, and how long between two looks.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(20);

/// The right to write to a folder. Dropped without [`Lock::release`] it leaves the marker behind.
#[derive(Debug)]
pub(super) struct Lock {
    _handle: Handle,
    /// What this run calls the file that it is writing.
    pub(super) token: Token,
}

impl Lock {
    /// Waits for the right to write. What a killed run left is given to `clean` first.
    pub(super) fn take(
        folder: &Folder,
        clean: impl Fn(&Token) -> Result<(), Error>,
    ) -> Result<Self, Error> {
        let path = folder.join(MARKER);
        let failed = |error| Error::Io(path.clone(), error);
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(file) = folder.create_file(MARKER)? {
                let token = Token::new().map_err(failed)?;
                let handle = Handle::from_file(file.into_std()).map_err(failed)?;
                wait(&handle, deadline, &path)?;
                if !is_still(folder, &handle)? {
                    continue;
                }
                handle.as_file().write_all(token.as_str().as_bytes()).map_err(failed)?;
                return Ok(Self { _handle: handle, token });
            }
            let Some(mut file) = folder.file(MARKER)? else { continue };
            // No more than a token is read, whatever stands there.
            let handle = Handle::from_file(file.to_std()?).map_err(failed)?;
            wait(&handle, deadline, &path)?;
            // The run that we waited for may be done, and another may have begun.
            if !is_still(folder, &handle)? {
                continue;
            }
            if let Some(token) = Token::parse(&file.read(Token::LEN as u64 + 1)?) {
                clean(&token)?;
            }
            folder.remove(MARKER)?;
        }
    }

    /// Says that all is written.
    pub(super) fn release(self, folder: &Folder) -> Result<(), Error> {
        folder.remove(MARKER)
    }
}

/// Whether what stands in the folder under the marker's name is what we locked.
fn is_still(folder: &Folder, handle: &Handle) -> Result<bool, Error> {
    let Some(file) = folder.file(MARKER)? else { return Ok(false) };
    let other = Handle::from_file(file.to_std()?);
    let other = other.map_err(|error| Error::Io(folder.join(MARKER), error))?;
    Ok(other == *handle)
}

fn wait(handle: &Handle, deadline: Instant, path: &Path) -> Result<(), Error> {
    loop {
        match handle.as_file().try_lock() {
            Ok(()) => return Ok(()),
            // A file system without locks: then every run has at least files of its own.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Ok(());
            }
            Err(TryLockError::Error(error)) => return Err(Error::Io(path.to_owned(), error)),
            Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                let folder = path.parent().map(PathBuf::from).unwrap_or_default();
                return Err(Error::Busy(folder));
            }
            Err(TryLockError::WouldBlock) => sleep(PAUSE),
        }
    }
}
