//! How a folder differs from a tree of files.

use super::error::Error;
use super::folder::Folder;
use super::lock::MARKER;
use super::made::Made;
use super::manifest::{self, MANIFEST};
use super::write::is_same;
use super::{Difference, OutputTree};
use crate::limits;
use std::path::Path;

impl OutputTree {
    /// How `folder` differs from what [`OutputTree::write`] would make of it.
    ///
    /// # Errors
    ///
    /// If what stands there can't be compared, or the disk refuses.
    pub fn compare(&self, folder: &Path) -> Result<Vec<Difference>, Error> {
        self.check_paths()?;
        let missing = |path: &String| Difference::Missing(path.clone());
        let Some(folder) = Folder::open(folder)? else {
            return Ok(self.files.keys().map(missing).collect());
        };
        let mut differences = Vec::new();
        if folder.holds(MARKER) {
            differences.push(Difference::Incomplete);
        }
        let unchanged = self.unchanged(&folder)?;
        for path in self.files.keys().filter(|path| !unchanged.contains(path.as_str())) {
            differences.push(match folder.file(path)? {
                None => missing(path),
                Some(_) => Difference::Differs(path.clone()),
            });
        }
        let listed = manifest::read(&folder)?.paths;
        differences.extend(self.stale(&folder, &listed).into_iter().map(Difference::Stale));
        // The list says nothing that missing and stale files don't say.
        let is_said = |it: &Difference| matches!(it, Difference::Missing(_) | Difference::Stale(_));
        let list = manifest::render(self.files.keys(), self.made.as_ref());
        if !differences.iter().any(is_said) && !is_same(&folder, MANIFEST, &list)? {
            differences.push(match folder.file(MANIFEST)? {
                None => Difference::Missing(MANIFEST.to_owned()),
                Some(_) => Difference::Differs(MANIFEST.to_owned()),
            });
        }
        Ok(differences)
    }

    /// The text that a generated file has in `folder`; `None` if it is not there or larger than any of ours.
    ///
    /// # Errors
    ///
    /// If what stands there is no plain file, or the disk refuses.
    pub fn found(&self, folder: &Path, path: &str) -> Result<Option<String>, Error> {
        let Some(folder) = Folder::open(folder)? else { return Ok(None) };
        let most = limits::COMPARED_BYTES.most as u64;
        match folder.file(path)? {
            Some(mut file) if file.len <= most => file.read(most).map(Some),
            Some(_) | None => Ok(None),
        }
    }
}

/// What the client in a folder was made of; nothing where there is none, or one of an earlier docwright.
///
/// # Errors
///
/// If the list of its files can't be read.
pub fn made_of(folder: &Path) -> Result<Option<Made>, Error> {
    match Folder::open(folder)? {
        Some(folder) => Ok(manifest::read(&folder)?.made),
        None => Ok(None),
    }
}
