//! What a build script made: one that made other clients before it was changed leaves none of them for `include_api!` to
//! find.

use crate::output;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What this process made, each by its folder and name.
static MADE: Mutex<BTreeSet<(PathBuf, String)>> = Mutex::new(BTreeSet::new());

/// Removes the clients in a folder that are not among these files, nor among those that this process made there before.
pub(super) fn only<'f>(
    folder: &Path,
    files: impl Iterator<Item = &'f String>,
) -> Result<(), output::Error> {
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.extend(files.map(|file| (folder.to_owned(), file.clone())));
    let is_made = |file: &str| made.contains(&(folder.to_owned(), file.to_owned()));
    output::remove_others(folder, is_made)
}
