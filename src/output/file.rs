//! One file that is not generated code.

use super::error::Error;
use super::folder::{Folder, Token};
use std::path::Path;

/// Writes one file that is not generated code, whole or not at all.
///
/// # Errors
///
/// If something else than a file that begins with `header` stands there, or the disk refuses.
pub fn write_file(path: &Path, text: &str, header: &str) -> Result<(), Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let failed = |error| Error::Io(path.to_owned(), error);
    let name = name.ok_or_else(|| failed(std::io::ErrorKind::InvalidInput.into()))?;
    let folder = Folder::create(path.parent().unwrap_or(Path::new("")))?;
    if let Some(mut file) = folder.file(&name)?
        && !file.read(header.len() as u64)?.starts_with(header)
    {
        return Err(Error::InTheWay(path.to_owned()));
    }
    folder.replace(&name, text, &Token::new().map_err(failed)?)
}

/// Writes a file where nothing stands.
///
/// # Errors
///
/// If something does, or the disk refuses.
pub fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let failed = |error| Error::Io(path.to_owned(), error);
    let name = name.ok_or_else(|| failed(std::io::ErrorKind::InvalidInput.into()))?;
    let folder = Folder::create(path.parent().unwrap_or(Path::new("")))?;
    if folder.file(&name)?.is_some() {
        return Err(Error::InTheWay(path.to_owned()));
    }
    folder.replace(&name, text, &Token::new().map_err(failed)?)
}
