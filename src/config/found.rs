//! Which files of settings count: the nearest above the docs, up to the repository's root, or to the working directory where there
//! is no repository.
//!
//! ```text
//! repository/docwright.toml        docs = "vendor/docs": counts for these docs, and from anywhere in the repository
//! repository/vendor/docs/          given, or named there
//! repository/vendor/docs/docwright.toml   what the docs say themselves: where the one above is silent
//! ```

use super::Error;
use super::confines::Confines;
use super::file::{self, File};
use crate::doc_set::{self, side_file};
use std::path::{Path, PathBuf};

/// The docs where none are named.
const DOCS: &str = "docs-input";

/// A file of settings that counts.
#[derive(Debug)]
pub(super) struct Source {
    /// The file, as seen from the working directory where it is not beside docs that are given otherwise.
    pub(super) path: PathBuf,
    /// The folder that its ways begin in.
    pub(super) folder: PathBuf,
    pub(super) file: File,
    /// The docs given are all that the file is about, not a page or a folder of them.
    pub(super) is_whole: bool,
}

/// The docs, and the files that count for them, the one that goes before the other first.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) docs: PathBuf,
    pub(super) sources: Vec<Source>,
}

impl Found {
    /// For docs that are given, or those that the nearest file names.
    pub(super) fn of(given: Option<&Path>, trusted: &[PathBuf]) -> Result<Self, Error> {
        let (docs, outer) = match given {
            Some(docs) => (docs.to_owned(), None),
            None => named_from_here(trusted)?,
        };
        let mut sources: Vec<Source> = outer.into_iter().collect();
        let Ok(real) = doc_set::real(&docs) else { return Ok(Self { docs, sources }) };
        let start = if real.is_file() { docs.parent().unwrap_or(Path::new("")) } else { &docs };
        let mut is_own_found = false;
        for folder in upwards(start)? {
            let Some((path, file)) = read(&folder)? else { continue };
            let is_known = |it: &Source| doc_set::real(&it.path).ok() == doc_set::real(&path).ok();
            if sources.iter().any(is_known) {
                break;
            }
            let about = match file.one("docs") {
                Some(named) => {
                    confines(&folder, trusted)?.way(&folder, named).map_err(Error::File)?
                }
                None if is_own_found => continue,
                None => folder.clone(),
            };
            // A file that names other docs says nothing about these.
            let Ok(about) = doc_set::real(&about) else { continue };
            if !real.starts_with(&about) {
                continue;
            }
            let names_docs = file.one("docs").is_some();
            let is_usual = || doc_set::real(&folder.join(DOCS)).is_ok_and(|usual| usual == real);
            let is_whole = real == about || (!names_docs && is_usual());
            let source = Source { path, folder, file, is_whole };
            match names_docs {
                true => sources.insert(0, source),
                false => sources.push(source),
            }
            if names_docs {
                break;
            }
            is_own_found = true;
        }
        Ok(Self { docs, sources })
    }
}

/// The docs that the nearest file above a page says that the page is of; `None` where none says so.
///
/// # Errors
///
/// If such a file can't be read or taken.
pub fn docs_of_page(page: &Path, trusted: &[PathBuf]) -> Result<Option<PathBuf>, Error> {
    let Ok(real) = doc_set::real(page) else { return Ok(None) };
    for folder in upwards(page.parent().unwrap_or(Path::new("")))? {
        let Some((_, file)) = read(&folder)? else { continue };
        let docs = match file.one("docs") {
            Some(named) => confines(&folder, trusted)?.way(&folder, named).map_err(Error::File)?,
            None if folder.as_os_str().is_empty() => PathBuf::from("."),
            None => folder,
        };
        if doc_set::real(&docs).is_ok_and(|about| real.starts_with(about)) {
            return Ok(Some(docs));
        }
    }
    Ok(None)
}

/// The docs that the nearest file above the working directory names, and that file; what is usual where there is none.
fn named_from_here(trusted: &[PathBuf]) -> Result<(PathBuf, Option<Source>), Error> {
    for folder in upwards(Path::new(""))? {
        let Some((path, file)) = read(&folder)? else { continue };
        let docs = match file.one("docs") {
            Some(named) => confines(&folder, trusted)?.way(&folder, named).map_err(Error::File)?,
            None if folder.join(DOCS).is_dir() => folder.join(DOCS),
            None if folder.as_os_str().is_empty() => PathBuf::from("."),
            None => folder.clone(),
        };
        let is_page = || {
            docs.extension()
                .is_some_and(|it| it.eq_ignore_ascii_case("md") || it.eq_ignore_ascii_case("mdx"))
        };
        if let Some(named) =
            file.one("docs").filter(|_| !(docs.is_dir() || docs.is_file() && is_page()))
        {
            return Err(Error::NoDocs(named.clone(), docs));
        }
        // One that names none is found again from the docs, with what may stand above it.
        let names_docs = file.one("docs").is_some();
        let source = names_docs.then_some(Source { path, folder, file, is_whole: true });
        return Ok((docs, source));
    }
    Ok((PathBuf::from(DOCS), None))
}

/// What the settings in a folder may reach.
pub(super) fn confines(folder: &Path, trusted: &[PathBuf]) -> Result<Confines, Error> {
    Confines::of("the docs", folder, trusted).map_err(Error::Read)
}

fn read(folder: &Path) -> Result<Option<(PathBuf, File)>, Error> {
    let Some(text) = side_file(folder, file::FILE).map_err(Error::Read)? else { return Ok(None) };
    let path = folder.join(file::FILE);
    let file = file::parse(&path.to_string_lossy(), &text).map_err(Error::File)?;
    Ok(Some((path, file)))
}

/// A folder and those above it up to the root of its repository; where there is none, up to the working directory, if that is
/// above it: whoever stands there takes the file there, as without naming the docs.
fn upwards(start: &Path) -> Result<Vec<PathBuf>, Error> {
    let (root, is_repository) = doc_set::repository_of(start).map_err(Error::Read)?;
    let mut folders = vec![start.to_owned()];
    let here = doc_set::real(Path::new("")).map_err(Error::Read)?;
    let own = doc_set::real(start).map_err(Error::Read)?;
    let root = if is_repository { root } else { here.clone() };
    let above = own.ancestors().skip(1).take_while(|it| it.starts_with(&root));
    folders.extend(above.map(|folder| match here.starts_with(&root) {
        // As a person who stands in the repository calls it.
        true => PathBuf::from(doc_set::way(&here, folder)),
        false => folder.to_owned(),
    }));
    Ok(folders)
}
