//! The only reader of the disk: walks a folder of docs into memory, sorted, with limits.

mod links;
mod named;
mod versions;
mod walk;

pub use named::{is_page_name, named_file};

use crate::hashed::Hashed;
use crate::limits::{self, Limit};
use crate::source::{FileId, SourceFile, SourceMap};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use walk::{Found, Text, Unread, read_text};

/// Files in a folder of this name are parts of pages, not pages.
const INCLUDES: &str = "includes";

/// A folder of docs in memory.
#[derive(Clone, Debug, Default)]
pub struct DocSet {
    /// Every file read, in path order.
    pub sources: SourceMap,
    /// The files that are pages (not includes), in path order.
    pub pages: Vec<FileId>,
    /// What should have been read and could not be, in path order.
    pub unread: Vec<UnreadFile>,
    /// The folder on disk, for `rerun-if-changed`; empty for a doc set made in memory.
    pub root: PathBuf,
    /// The names of the root's folder and those it is in, outermost first; empty in memory.
    above: Vec<String>,
    /// These are looked up for each link, and paths are alike in most of their letters.
    by_path: Hashed<String, FileId>,
    by_lower_path: Hashed<String, FileId>,
    /// Links inside the docs, and where they lead.
    aliases: BTreeMap<String, String>,
}

/// A page or a folder of pages that is there and was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFile {
    /// The file; its text ends where reading it did.
    pub file: FileId,
    /// Why it was not read.
    pub reason: String,
}

/// Why a doc set could not be read at all.
#[derive(Debug)]
pub enum Error {
    /// The folder is not there.
    NoFolder(PathBuf),
    /// The page is not there; the one beside it with the nearest name.
    NoPage(PathBuf, Option<String>),
    /// A folder or its listing could not be read.
    Walk(PathBuf, std::io::Error),
    /// The folder holds no markdown.
    NoPages(PathBuf),
    /// The folder holds more files than a doc set may.
    TooManyFiles(PathBuf),
    /// A folder to include from is not there.
    NoIncludeRoot(PathBuf),
    /// A page is there and could not be read, and perhaps more.
    Unread {
        /// The first one's path.
        path: String,
        /// Why it was not read.
        reason: String,
        /// How many more there are.
        n_more: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder(path) => write!(f, "there is no folder `{}`", path.display()),
            Self::NoPage(path, _) => write!(f, "there is no page `{}`", path.display()),
            Self::Walk(path, _) => write!(f, "could not read `{}`", path.display()),
            Self::NoPages(path) => {
                write!(f, "`{}` holds no markdown pages (`*.md`)", path.display())
            }
            Self::NoIncludeRoot(path) => {
                write!(f, "there is no folder `{}` to include from", path.display())
            }
            Self::Unread { path, reason, n_more } => {
                write!(f, "`{path}` was not read: {reason}")?;
                match n_more {
                    0 => Ok(()),
                    1 => write!(f, " (nor was 1 more)"),
                    n_more => write!(f, " (nor were {n_more} more)"),
                }
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
            | Self::NoPage(..)
            | Self::NoPages(_)
            | Self::TooManyFiles(_)
            | Self::NoIncludeRoot(_)
            | Self::Unread { .. } => None,
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
            found.page(root);
            root.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
        } else if root.is_dir() {
            found.folder(root, "", None)?;
            root
        } else if walk::is_markdown(root) {
            return Err(Error::NoPage(root.to_owned(), None));
        } else {
            return Err(Error::NoFolder(root.to_owned()));
        };
        if found.files.is_empty() {
            return Err(Error::NoPages(root.to_owned()));
        }
        let folder = real(folder)?;
        let mut read: Vec<PathBuf> = Vec::new();
        for include_root in include_roots {
            if !include_root.is_dir() {
                return Err(Error::NoIncludeRoot(include_root.clone()));
            }
            let include_root = real(include_root)?;
            // What is inside the doc set has been read.
            let way = way(&folder, &include_root);
            if way.starts_with("..") && !read.iter().any(|it| include_root.starts_with(it)) {
                found.folder(&include_root, &format!("{way}/"), Some(&folder))?;
                read.push(include_root);
            }
        }
        let mut docs = Self::from_texts(found.files);
        docs.aliases = found.aliases;
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
        self.read_large_file(path, limits::PAGE_BYTES)
    }

    /// The same of a file that may have so many bytes.
    ///
    /// # Errors
    ///
    /// If it is there and can't be read, or is a link.
    pub fn read_large_file(&mut self, path: &Path, most: Limit) -> Result<Option<FileId>, Error> {
        let Some(text) = side_file_of(Path::new(""), path, most)? else { return Ok(None) };
        let root = if self.root.is_file() { self.root.parent() } else { Some(&*self.root) };
        let way = way(&real(root.unwrap_or(Path::new("")))?, &real(path)?);
        Ok(Some(self.sources.add(SourceFile::new(way, text))))
    }

    /// A doc set made in memory from paths and texts. A path that begins with `../` stands for a file
    /// of a further folder to include from.
    pub fn from_files(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self::from_texts(files.into_iter().map(|(path, text)| (path, Ok(text))).collect())
    }

    /// The same of bytes, which may be no text.
    pub fn from_bytes(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self::from_texts(files.into_iter().map(|(path, bytes)| (path, walk::text(bytes))).collect())
    }

    /// The same doc set with other bytes in some files, with files more, and without those that have no bytes.
    pub fn with_files(&self, changes: BTreeMap<String, Option<Vec<u8>>>) -> Self {
        let mut files: BTreeMap<String, Text> = BTreeMap::new();
        for (path, file) in self.by_path.iter().filter(|(path, _)| !changes.contains_key(*path)) {
            let text = self.sources.file(*file).text.clone();
            let unread = self.unread.iter().find(|it| it.file == *file);
            let text = match unread {
                Some(unread) => Err(Unread { text, reason: unread.reason.clone() }),
                None => Ok(text),
            };
            files.insert(path.clone(), text);
        }
        for (path, bytes) in changes {
            if let Some(bytes) = bytes.filter(|_| walk::is_markdown(Path::new(&path))) {
                files.insert(path, walk::text(bytes));
            }
        }
        let mut docs = Self::from_texts(files);
        docs.aliases = self.aliases.clone();
        docs.root = self.root.clone();
        docs.above = self.above.clone();
        docs
    }

    fn from_texts(files: BTreeMap<String, Text>) -> Self {
        let files = files.into_par_iter().map(|(path, text)| match text {
            Ok(text) => (path, normal(text), None),
            Err(Unread { text, reason }) => (path, normal(text), Some(reason)),
        });
        let files: Vec<_> = files.collect();
        let mut docs = Self::default();
        for (path, text, unread) in files {
            let is_outside = path.starts_with("../");
            let is_page =
                !is_outside && !path.split('/').rev().skip(1).any(|folder| folder == INCLUDES);
            let file = docs.sources.add(SourceFile::new(path.clone(), text));
            docs.by_lower_path.entry(path.to_lowercase()).or_insert(file);
            docs.by_path.insert(path, file);
            match unread {
                Some(reason) => docs.unread.push(UnreadFile { file, reason }),
                None if is_page => docs.pages.push(file),
                None => {}
            }
        }
        docs
    }

    /// Nothing, if every page was read: what is made of a part of the docs lacks the rest.
    ///
    /// # Errors
    ///
    /// If a page is there that could not be read.
    pub fn whole(&self) -> Result<(), Error> {
        let Some((first, others)) = self.unread.split_first() else { return Ok(()) };
        let path = self.sources.file(first.file).path.clone();
        Err(Error::Unread { path, reason: first.reason.clone(), n_more: others.len() })
    }

    /// Whether a file is there but was not read.
    pub fn is_unread(&self, file: FileId) -> bool {
        self.unread.binary_search_by_key(&file, |it| it.file).is_ok()
    }

    /// The file at a path below the root, spelled exactly so.
    pub fn find(&self, path: &str) -> Option<FileId> {
        let known = |path: &str| self.by_path.get(path).copied();
        known(path).or_else(|| known(&self.unaliased(path)?))
    }

    /// A path through a link of the docs, as the way without links.
    fn unaliased(&self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let target = |end| Some((self.aliases.get(&path[..end])?, &path[end..]));
        let (target, rest) = ends.into_iter().find_map(target)?;
        // A link to the root has nothing before the slash.
        let target = target.trim_end_matches('/');
        let is_root = target.is_empty();
        Some(format!("{target}{}", if is_root { rest.trim_start_matches('/') } else { rest }))
    }

    /// The file at a path below the root, whatever the case.
    pub fn find_ignoring_case(&self, path: &str) -> Option<FileId> {
        self.find(path).or_else(|| self.by_lower_path.get(&path.to_lowercase()).copied())
    }
}

/// The text of a file in the doc set's folder, which is no page; `None` if it is not there.
///
/// # Errors
///
/// If it is there and can't be read, or is a link.
pub fn side_file(root: &Path, name: impl AsRef<Path>) -> Result<Option<String>, Error> {
    side_file_of(root, name, limits::PAGE_BYTES)
}

fn side_file_of(root: &Path, name: impl AsRef<Path>, most: Limit) -> Result<Option<String>, Error> {
    let path = root.join(name);
    let failed = |reason: String| Error::Walk(path.clone(), std::io::Error::other(reason));
    match std::fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() => {
            read_text(&path, most).map(Some).map_err(|unread| failed(unread.reason))
        }
        Ok(_) => Err(failed("it is no file of its own".to_owned())),
        Err(_) => Ok(None),
    }
}

/// A path without links and steps upwards.
///
/// # Errors
///
/// If there is nothing.
pub fn real(path: &Path) -> Result<PathBuf, Error> {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    std::fs::canonicalize(path).map_err(|error| Error::Walk(path.to_owned(), error))
}

/// The repository that holds a folder, and true; the folder and false where there is none.
///
/// # Errors
///
/// If there is no such folder.
pub fn repository_of(folder: &Path) -> Result<(PathBuf, bool), Error> {
    let folder = real(folder)?;
    // A folder in most repositories, a file in linked ones.
    let repository = folder.ancestors().find(|it| it.join(".git").exists()).map(Path::to_owned);
    let is_found = repository.is_some();
    Ok((repository.unwrap_or(folder), is_found))
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

/// The names of the pages in a folder, for suggestions; none if it can't be listed.
pub fn pages(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let pages = entries.filter(|entry| walk::is_markdown(&entry.path()) && entry.path().is_file());
    let mut names: Vec<String> =
        pages.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A page's text with the line ends that everything else counts, at the same offsets. Editors mark the encoding at the
/// beginning; positions are counted after the mark.
fn normal(text: String) -> String {
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let bytes = text.as_bytes();
    let is_alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(is_alone) {
        return text;
    }
    let lines = text.split("\r\n").map(|lines| lines.replace('\r', "\n"));
    lines.collect::<Vec<_>>().join("\r\n")
}

/// The way from one folder to another, both without links and steps upwards: `../../b`.
pub fn way(from: &Path, to: &Path) -> String {
    let n_shared = from.iter().zip(to.iter()).take_while(|(a, b)| a == b).count();
    let up = from.iter().skip(n_shared).map(|_| "..".into());
    let down = to.iter().skip(n_shared).map(|part| part.to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests;
