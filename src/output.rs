//! The only writer of the disk: a tree of files in memory, written where it differs or compared.

use std::collections::BTreeMap;

/// Generated files by path below the output folder, `/` as separator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputTree {
    /// The files' texts.
    pub files: BTreeMap<String, String>,
}
