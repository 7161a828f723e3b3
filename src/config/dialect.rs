//! Which dialect docs are read in: one that comes with docwright, by its name, or one in a file.

use super::Error;
use super::confines::Confines;
use crate::dialect::{self, Dialect, SideFile, built_in};
use crate::doc_set::side_file;
use crate::toml_file::{FileError, Named};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A dialect, and the files that it was read from.
pub(super) type Loaded = (Arc<Dialect>, Vec<PathBuf>);

/// Reads the dialect that a user names: one that has a name, or a file.
///
/// # Errors
///
/// If there is none, or it can't be read or taken.
pub fn read_dialect(named: &str, trusted: &[PathBuf]) -> Result<Arc<Dialect>, Error> {
    of_user(named, trusted).map(|(dialect, _)| dialect)
}

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

/// How many files a dialect may be read from, one extending the other.
const MOST_FILES: usize = 8;

fn read(
    named: &str,
    path: &Path,
    confines: Option<&Confines>,
    trusted: &[PathBuf],
) -> Result<Loaded, Error> {
    let text = side_file(Path::new(""), path).map_err(Error::Read)?;
    let text = text.ok_or_else(|| Error::NoDialect(named.to_owned()))?;
    let mut files = Vec::new();
    let dialect = read_text(path, &text, confines, trusted, &mut files)?;
    Ok((Arc::new(dialect), files))
}

/// Reads a dialect, what it extends, and the headers that it names. What it names stays where it may name files.
fn read_text(
    path: &Path,
    text: &str,
    confines: Option<&Confines>,
    trusted: &[PathBuf],
    files: &mut Vec<PathBuf>,
) -> Result<Dialect, Error> {
    files.push(path.to_owned());
    let shown = path.to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new(""));
    let beside = |named: &Named, what: &str| {
        let own = Confines::of("the dialect", folder, trusted).map_err(Error::Read)?;
        let own = match confines {
            Some(confines) => own.and(confines),
            None => own,
        };
        let way = own.way(folder, named).map_err(Error::File)?;
        let text = side_file(Path::new(""), &way).map_err(Error::Read)?;
        let message = format!("there is no file of {what} `{}`", named.way);
        let help = Some("it is named by its way from the folder of this file".to_owned());
        let missing = || Error::File(FileError { place: named.place.clone(), message, help });
        Ok((way, text.ok_or_else(missing)?))
    };
    let base = match dialect::extends_file(&shown, text).map_err(Error::File)? {
        Some(named) => {
            let (way, text) = beside(&named, "a dialect")?;
            if files.len() >= MOST_FILES {
                let message = format!("`{}` extends a file too many, or itself", named.way);
                let place = named.place.clone();
                return Err(Error::File(FileError { place, message, help: None }));
            }
            Some(read_text(&way, &text, confines, trusted, files)?)
        }
        None => None,
    };
    let headers = match dialect::headers_from(&shown, text).map_err(Error::File)? {
        Some(named) => Some(beside(&named, "table headers")?),
        None => None,
    };
    let headers_path = headers.as_ref().map(|(path, _)| path.to_string_lossy().into_owned());
    let side = headers.as_ref().zip(headers_path.as_ref());
    let side = side.map(|((_, text), path)| SideFile { path, text });
    files.extend(headers.as_ref().map(|(path, _)| path.clone()));
    let read = match &base {
        Some(base) => dialect::parse_on(&shown, text, side, base),
        None => dialect::parse(&shown, text, side),
    };
    read.map_err(Error::File)
}
