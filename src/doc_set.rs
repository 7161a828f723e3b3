//! The only reader of the disk: walks a folder of docs into memory, sorted, with limits.

use crate::limits;
use crate::source::{FileId, SourceFile, SourceMap};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Files in a folder of this name are parts of pages, not pages.
const INCLUDES: &str = "includes";

/// A folder of docs in memory.
#[derive(Clone, Debug, Default)]
pub struct DocSet {
    /// Every file read, in path order.
    pub sources: SourceMap,
    /// The files that are pages (not includes), in path order.
    pub pages: Vec<FileId>,
    /// Markdown files that could not be read, and why.
    pub skipped: Vec<Skipped>,
    /// The folder on disk, for `rerun-if-changed`; empty for a doc set made in memory.
    pub root: PathBuf,
    /// The names of the root's folder and those it is in, outermost first; empty in memory.
    above: Vec<String>,
    by_path: BTreeMap<String, FileId>,
    by_lower_path: BTreeMap<String, FileId>,
}

/// A markdown file that was found but not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path below the doc set's root.
    pub path: String,
    /// Why it was not read.
    pub reason: String,
}

/// Why a doc set could not be read at all.
#[derive(Debug)]
pub enum Error {
    /// The folder is not there.
    NoFolder(PathBuf),
    /// A folder or its listing could not be read.
    Walk(PathBuf, std::io::Error),
    /// The folder holds no markdown.
    NoPages(PathBuf),
    /// The folder holds more files than a doc set may.
    TooManyFiles(PathBuf),
    /// A folder to include from is not there.
    NoIncludeRoot(PathBuf),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(path) => write!(f, "there is no folder `{}`", path.display()),
            Self::Walk(path, _) => write!(f, "could not read `{}`", path.display()),
            Self::NoPages(path) => {
                write!(f, "`{}` holds no markdown pages (`*.md`)", path.display())
            }
            Self::NoIncludeRoot(path) => {
                write!(f, "there is no folder `{}` to include from", path.display())
            }
            Self::TooManyFiles(path) => {
                write!(f, "`{}` holds more than {} files", path.display(), limits::FILES.most)
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Walk(_, error) => Some(error),
            Self::NoFolder(_)
            | Self::NoPages(_)
            | Self::TooManyFiles(_)
            | Self::NoIncludeRoot(_) => None,
        }
    }
}

impl DocSet {
    /// Reads every markdown file below `root`, or one page. Links out of the folder are not followed.
    ///
    /// # Errors
    ///
    /// If the folder can't be read, or holds no pages.
    pub fn read(root: &Path) -> Result<Self, Error> {
        Self::read_with(root, &[])
    }

    /// Reads a doc set and the further folders that its pages may include from. Nothing else is read,
    /// wherever an include leads.
    ///
    /// # Errors
    ///
    /// If one of the folders can't be read, or the first holds no pages.
    pub fn read_with(root: &Path, include_roots: &[PathBuf]) -> Result<Self, Error> {
        let mut found = Found::default();
        let folder = if root.is_file() {
            found.page(root)?;
            root.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
        } else if root.is_dir() {
            found.folder(root, "", None)?;
            root
        } else {
            return Err(Error::NoFolder(root.to_owned()));
        };
        if found.files.is_empty() && found.skipped.is_empty() {
            return Err(Error::NoPages(root.to_owned()));
        }
        let real = |path: &Path| {
            std::fs::canonicalize(path).map_err(|error| Error::Walk(path.to_owned(), error))
        };
        let folder = real(folder)?;
        for include_root in include_roots {
            if !include_root.is_dir() {
                return Err(Error::NoIncludeRoot(include_root.clone()));
            }
            let include_root = real(include_root)?;
            // What is inside the doc set has been read.
            let way = way(&folder, &include_root);
            if way.starts_with("..") {
                found.folder(&include_root, &format!("{way}/"), Some(&folder))?;
            }
        }
        let mut docs = Self::from_files(found.files);
        found.skipped.sort_by(|a, b| a.path.cmp(&b.path));
        docs.skipped = found.skipped;
        docs.root = root.to_owned();
        docs.above = folder.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Ok(docs)
    }

    /// Reads a file that is no page and that findings may point into; `None` if it is not there.
    ///
    /// # Errors
    ///
    /// If it is there and can't be read, or is a link.
    pub fn read_side_file(&mut self, path: &Path) -> Result<Option<FileId>, Error> {
        let Some(text) = side_file(Path::new(""), path)? else { return Ok(None) };
        let real = |path: &Path| {
            let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
            std::fs::canonicalize(path).map_err(|error| Error::Walk(path.to_owned(), error))
        };
        let root = if self.root.is_file() { self.root.parent() } else { Some(&*self.root) };
        let way = way(&real(root.unwrap_or(Path::new("")))?, &real(path)?);
        Ok(Some(self.sources.add(SourceFile::new(way, text))))
    }

    /// A doc set made in memory from paths and texts. A path that begins with `../` stands for a file
    /// of a further folder to include from.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        let mut docs = Self::default();
        for (path, text) in files {
            let is_outside = path.starts_with("../");
            let is_page =
                !is_outside && !path.split('/').rev().skip(1).any(|folder| folder == INCLUDES);
            // Editors mark the encoding at the beginning; positions are counted after the mark.
            let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
            let file = docs.sources.add(SourceFile::new(path.clone(), text));
            docs.by_lower_path.entry(path.to_lowercase()).or_insert(file);
            docs.by_path.insert(path, file);
            if is_page {
                docs.pages.push(file);
            }
        }
        docs
    }

    /// The file at a path below the root, spelled exactly so.
    pub fn find(&self, path: &str) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// The file at a path below the root, whatever the case.
    pub fn find_ignoring_case(&self, path: &str) -> Option<FileId> {
        self.find(path).or_else(|| self.by_lower_path.get(&path.to_lowercase()).copied())
    }

    /// Where a relative link on `from` leads, seen from the root: a path that leaves the root begins
    /// with `../`.
    pub fn resolve_link(&self, from: FileId, link: &str) -> String {
        let mut parts: Vec<&str> = self.sources.file(from).path.split('/').collect();
        parts.pop();
        for part in link.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        // A file from outside leads into the doc set by the names of the folders above its pages.
        let n_up = parts.iter().take_while(|part| **part == "..").count();
        if let Some(above) = self.above.len().checked_sub(n_up).map(|start| &self.above[start..])
            && n_up > 0
            && parts.get(n_up..2 * n_up).is_some_and(|named| named == above)
        {
            parts.drain(..2 * n_up);
        }
        parts.join("/")
    }
}

/// What walking folders finds.
#[derive(Debug, Default)]
struct Found {
    /// Paths below the doc set's root, and texts.
    files: BTreeMap<String, String>,
    skipped: Vec<Skipped>,
}

impl Found {
    /// Takes every markdown file below a folder; `prefix` leads to the folder from the root.
    fn folder(&mut self, root: &Path, prefix: &str, left_out: Option<&Path>) -> Result<(), Error> {
        let walk = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| {
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            (entry.depth() == 0 || !is_hidden) && Some(entry.path()) != left_out
        });
        let mut paths = Vec::new();
        for entry in walk {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(root).to_owned();
                Error::Walk(path, error.into())
            })?;
            let is_markdown = entry
                .path()
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
            if !entry.file_type().is_file() || !is_markdown {
                continue;
            }
            paths.push(entry.into_path());
            if self.files.len() + paths.len() > limits::FILES.most {
                return Err(Error::TooManyFiles(root.to_owned()));
            }
        }
        let texts: Vec<_> = paths.par_iter().map(|path| read_text(path)).collect();
        for (path, text) in paths.iter().zip(texts) {
            let path = format!("{prefix}{}", relative_path(root, path));
            match text {
                Ok(text) => drop(self.files.insert(path, text)),
                Err(reason) => self.skipped.push(Skipped { path, reason }),
            }
        }
        Ok(())
    }

    /// Takes one page.
    fn page(&mut self, path: &Path) -> Result<(), Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = read_text(path)
            .map_err(|reason| Error::Walk(path.to_owned(), std::io::Error::other(reason)))?;
        self.files.insert(name, text);
        Ok(())
    }
}

/// The text of a file in the doc set's folder, which is no page; `None` if it is not there.
///
/// # Errors
///
/// If it is there and can't be read, or is a link.
pub fn side_file(root: &Path, name: impl AsRef<Path>) -> Result<Option<String>, Error> {
    let path = root.join(name);
    let failed = |reason: String| Error::Walk(path.clone(), std::io::Error::other(reason));
    match std::fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => read_text(&path).map(Some).map_err(failed),
        Ok(_) => Err(failed("it is no file of its own".to_owned())),
        Err(_) => Ok(None),
    }
}

/// The names of the folders in a folder, for suggestions; none if it can't be listed.
pub fn folders(parent: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(parent).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The way from one folder to another, both without links and steps upwards: `../../b`.
fn way(from: &Path, to: &Path) -> String {
    let n_shared = from.iter().zip(to.iter()).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(n_shared).map(|_| "..".into());
    let down = to.iter().skip(n_shared).map(|part| part.to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn relative_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn read_text(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    let most = limits::PAGE_BYTES.most as u64;
    if size > most {
        return Err(format!("{size} bytes are more than the {most} a page may have"));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8 from byte {} on", error.utf8_error().valid_up_to()))
}

#[cfg(test)]
mod tests;
