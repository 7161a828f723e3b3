//! Which dialect docs are read in: one that comes with docwright, by its name, or one in a file.

use super::Error;
use super::confines::Confines;
use crate::dialect::{self, Dialect, SideFile, built_in};
use crate::doc_set::side_file;
use crate::toml_file::Named;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A dialect, and the files that it was read from.
pub(super) type Loaded = (Arc<Dialect>, Vec<PathBuf>);

/// Reads the dialect that a user names.
pub(super) fn of_user(named: &str, trusted: &[PathBuf]) -> Result<Loaded, Error> {
    built_in_one(named).map_or_else(|| read(named, Path::new(named), None, trusted), Ok)
}

/// Reads the dialect that a doc set names, within its confines.
pub(super) fn of_docs(
    named: &Named,
    docs: &Path,
    confines: &Confines,
    trusted: &[PathBuf],
) -> Result<Loaded, Error> {
    if let Some(found) = built_in_one(&named.way) {
        return Ok(found);
    }
    let path = confines.way(docs, named).map_err(Error::File)?;
    read(&named.way, &path, Some(confines), trusted)
}

fn built_in_one(named: &str) -> Option<Loaded> {
    built_in(named).map(|found| (Arc::clone(&found.dialect), Vec::new()))
}

fn read(
    named: &str,
    path: &Path,
    confines: Option<&Confines>,
    trusted: &[PathBuf],
) -> Result<Loaded, Error> {
    let text = side_file(Path::new(""), path).map_err(Error::Read)?;
    let text = text.ok_or_else(|| Error::NoDialect(named.to_owned()))?;
    let shown = path.to_string_lossy();
    let Some(headers) = dialect::headers_from(&shown, &text).map_err(Error::File)? else {
        let dialect = dialect::parse(&shown, &text, None).map_err(Error::File)?;
        return Ok((Arc::new(dialect), vec![path.to_owned()]));
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let own = Confines::of("the dialect", folder, trusted).map_err(Error::Read)?;
    let own = match confines {
        Some(confines) => own.and(confines),
        None => own,
    };
    let headers_path = own.way(folder, &headers).map_err(Error::File)?;
    let headers = side_file(Path::new(""), &headers_path).map_err(Error::Read)?;
    let headers = headers.ok_or_else(|| Error::NoHeaders(headers_path.clone()))?;
    let side = SideFile { path: &headers_path.to_string_lossy(), text: &headers };
    let dialect = dialect::parse(&shown, &text, Some(side)).map_err(Error::File)?;
    Ok((Arc::new(dialect), vec![path.to_owned(), headers_path]))
}
