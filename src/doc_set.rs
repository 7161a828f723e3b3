//! The only reader of the disk: walks a folder of docs into memory, sorted, with limits.

use crate::source::{FileId, SourceFile, SourceMap};
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Files past this size are left, so that offsets fit a [`crate::source::Span`] and memory stays bounded.
pub const MAX_FILE_BYTES: u64 = 16 * 1024 * 1024;
/// A doc set may hold this many files.
pub const MAX_FILES: usize = 200_000;
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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(path) => write!(f, "there is no folder `{}`", path.display()),
            Self::Walk(path, _) => write!(f, "could not read `{}`", path.display()),
            Self::NoPages(path) => {
                write!(f, "`{}` holds no markdown pages (`*.md`)", path.display())
            }
            Self::TooManyFiles(path) => {
                write!(f, "`{}` holds more than {MAX_FILES} files", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Walk(_, error) => Some(error),
            Self::NoFolder(_) | Self::NoPages(_) | Self::TooManyFiles(_) => None,
        }
    }
}

impl DocSet {
    /// Reads every markdown file below `root`. Links out of the folder are not followed.
    pub fn read(root: &Path) -> Result<Self, Error> {
        if root.is_file() {
            return Self::read_page(root);
        }
        if !root.is_dir() {
            return Err(Error::NoFolder(root.to_owned()));
        }
        let mut found = Vec::new();
        let mut skipped = Vec::new();
        let walk = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        });
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
            let path = relative_path(root, entry.path());
            match read_text(entry.path()) {
                Ok(text) => found.push((path, text)),
                Err(reason) => skipped.push(Skipped { path, reason }),
            }
            if found.len() > MAX_FILES {
                return Err(Error::TooManyFiles(root.to_owned()));
            }
        }
        if found.is_empty() && skipped.is_empty() {
            return Err(Error::NoPages(root.to_owned()));
        }
        let mut docs = Self::from_files(found);
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        docs.skipped = skipped;
        docs.root = root.to_owned();
        Ok(docs)
    }

    /// A doc set of one page alone.
    fn read_page(path: &Path) -> Result<Self, Error> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = read_text(path)
            .map_err(|reason| Error::Walk(path.to_owned(), std::io::Error::other(reason)))?;
        let mut docs = Self::from_files([(name, text)]);
        docs.root = path.to_owned();
        Ok(docs)
    }

    /// A doc set made in memory from paths and texts.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        let mut docs = Self::default();
        for (path, text) in files {
            let is_page = !path.split('/').rev().skip(1).any(|folder| folder == INCLUDES);
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

    /// The path below the root that a relative link on `from` leads to; `None` if it leaves the root.
    pub fn resolve(&self, from: FileId, link: &str) -> Option<String> {
        Some(self.resolve_link(from, link)).filter(|path| !path.starts_with("../"))
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
        parts.join("/")
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

fn relative_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn read_text(path: &Path) -> Result<String, String> {
    let size = std::fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > MAX_FILE_BYTES {
        return Err(format!("{size} bytes are more than the {MAX_FILE_BYTES} a page may have"));
    }
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes)
        .map_err(|error| format!("not UTF-8 from byte {} on", error.utf8_error().valid_up_to()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_resolve_inside_the_root_only() {
        let docs = DocSet::from_files([("a/b/page.md".to_owned(), String::new())]);
        let page = docs.pages[0];
        assert_eq!(docs.resolve(page, "../c/x.md").as_deref(), Some("a/c/x.md"));
        assert_eq!(docs.resolve(page, "./x.md").as_deref(), Some("a/b/x.md"));
        assert_eq!(docs.resolve(page, "..\\..\\x.md").as_deref(), Some("x.md"));
        assert_eq!(docs.resolve(page, "../../../x.md"), None);
    }

    #[test]
    fn includes_are_no_pages() {
        let docs = DocSet::from_files([
            ("includes/note.md".to_owned(), String::new()),
            ("api/get.md".to_owned(), String::new()),
        ]);
        assert_eq!(docs.pages.len(), 1);
        assert_eq!(docs.find_ignoring_case("API/Get.md"), docs.find("api/get.md"));
    }
}
