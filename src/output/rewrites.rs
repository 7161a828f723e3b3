//! Files of people, given other texts: one run at a time, each file whole or not at all.

use super::error::Error;
use super::folder::{Folder, Token};
use super::lock::{Lock, MARKER};
use std::path::{Path, PathBuf};

/// The right to rewrite files below a folder. Dropped without [`Rewrites::end`] it leaves its marker, as a run that is
/// killed does.
#[derive(Debug)]
pub struct Rewrites {
    root: Folder,
    lock: Lock,
}

impl Rewrites {
    /// Whether a run was killed while it rewrote files below a folder.
    pub fn were_interrupted(root: &Path) -> bool {
        Folder::open(root).ok().flatten().is_some_and(|root| root.holds(MARKER))
    }

    /// Waits for the right. What a killed run left in one of these folders is removed.
    ///
    /// # Errors
    ///
    /// If the folder is not there, another run does not end, or the disk refuses.
    pub fn begin(root: &Path, folders: impl Fn() -> Vec<PathBuf>) -> Result<Self, Error> {
        let missing = || Error::Io(root.to_owned(), std::io::ErrorKind::NotFound.into());
        let root = Folder::open(root)?.ok_or_else(missing)?;
        let clean = |token: &Token| {
            let opened = folders().into_iter().filter_map(|it| Folder::open(&it).ok().flatten());
            opened.into_iter().try_for_each(|folder| folder.remove_new("", token))
        };
        let lock = Lock::take(&root, clean)?;
        Ok(Self { root, lock })
    }

    /// Gives a file that is there another text, whole or not at all, if `edit` has one for what it holds. Returns whether
    /// it had.
    ///
    /// # Errors
    ///
    /// If something else than a file stands there, or the disk refuses.
    pub fn rewrite(
        &self,
        path: &Path,
        edit: impl FnOnce(&str) -> Option<String>,
    ) -> Result<bool, Error> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let failed = |kind: std::io::ErrorKind| Error::Io(path.to_owned(), kind.into());
        let name = name.ok_or_else(|| failed(std::io::ErrorKind::InvalidInput))?;
        let folder = Folder::open(path.parent().unwrap_or(Path::new("")))?;
        let folder = folder.ok_or_else(|| failed(std::io::ErrorKind::NotFound))?;
        let file = folder.file(&name)?;
        let mut file = file.ok_or_else(|| failed(std::io::ErrorKind::NotFound))?;
        let most = file.len.saturating_add(1);
        let Some(text) = edit(&file.read(most)?) else { return Ok(false) };
        folder.replace(&name, &text, &self.lock.token)?;
        Ok(true)
    }

    /// Says that all is written.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn end(self) -> Result<(), Error> {
        self.lock.release(&self.root)
    }
}
