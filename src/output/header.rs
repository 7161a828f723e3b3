//! Whether a file begins as ours do.

use super::HEADER;
use super::error::Error;
use super::folder::Folder;
use std::path::Path;

/// As much of a file as its header stands in.
const HEAD: u64 = 4096;

/// The header is a comment in the first line, or a member in the second where there are no comments.
pub(super) fn is_ours(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let is_comment = ["// ", "# "].iter().any(|mark| begins(first, mark));
    is_comment || (first == "{" && lines.next().is_some_and(|it| begins(it, "  \"_\": \"")))
}

fn begins(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(HEADER))
}

/// Whether a plain file stands at a path and begins as ours do.
pub(super) fn is_borne_by(folder: &Folder, path: &str) -> Result<bool, Error> {
    match folder.file(path)? {
        Some(mut file) => Ok(is_ours(&file.read(HEAD)?)),
        None => Ok(false),
    }
}

/// Whether a folder holds a client that we generated.
///
/// # Errors
///
/// If the folder is a link or no folder, or the disk refuses.
pub fn bears_header(folder: &Path) -> Result<bool, Error> {
    let Some(folder) = Folder::open(folder)? else { return Ok(false) };
    // What can't be read here is told where it is compared.
    Ok(["src/lib.rs", "Cargo.toml"].iter().any(|path| is_borne_by(&folder, path).unwrap_or(false)))
}
