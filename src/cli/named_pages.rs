//! Pages named on the command line, as hooks before a commit name them: all of their docs are read, and only these are told of.

use super::args::Check;
use super::failure::Failure;
use crate::config::{Config, docs_of_page};
use crate::doc_set::{DocSet, real, way};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders of a doc set that hold pages of one kind.
const FOLDERS: &[&str] = &["api", "resources"];

/// The pages that are named; none where all are meant.
#[derive(Debug)]
pub(super) struct NamedPages(Vec<PathBuf>);

/// The same as their docs call them.
#[derive(Debug, Default)]
pub(super) struct Below {
    pub(super) pages: Option<BTreeSet<String>>,
    /// Those that are not of these docs.
    pub(super) passed_over: Vec<PathBuf>,
}

impl NamedPages {
    /// The pages that the arguments name, and their docs.
    pub(super) fn of(args: &Check, config: &mut Config) -> Result<Self, Failure> {
        let first = args.line.docs.as_ref().filter(|docs| is_page(docs));
        let pages: Vec<PathBuf> = first.into_iter().chain(&args.pages).cloned().collect();
        if let Some(page) = pages.iter().find(|page| !page.exists()) {
            return Err(Failure::no_page(page));
        }
        if first.is_some() {
            config.docs = docs_of(&pages, config)?;
        }
        Ok(Self(pages))
    }

    /// The same as their docs call them.
    pub(super) fn below(&self, docs: &DocSet) -> Result<Below, Failure> {
        let mut below = Below::default();
        if self.0.is_empty() {
            return Ok(below);
        }
        let root = if docs.root.is_file() { docs.root.parent() } else { Some(&*docs.root) };
        let root = real(root.unwrap_or(Path::new("")))?;
        let mut paths = BTreeSet::new();
        for page in &self.0 {
            match docs.find(&way(&root, &real(page)?)) {
                Some(file) => {
                    paths.insert(docs.sources.file(file).path.clone());
                }
                None => below.passed_over.push(page.clone()),
            }
        }
        below.pages = Some(paths);
        Ok(below)
    }
}

/// Whether an argument is meant as a page: a file, or nothing that is called like one.
fn is_page(path: &Path) -> bool {
    path.is_file() || (!path.exists() && is_markdown(path))
}

/// Whether a path ends as pages do.
pub(super) fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("md"))
}

/// The docs that hold one of these pages; `None` for those that are usual here.
fn docs_of(pages: &[PathBuf], config: &Config) -> Result<Option<PathBuf>, Failure> {
    let usual = Config { docs: None, ..config.clone() }.settled()?;
    let usual_docs = real(usual.docs()).ok();
    for page in pages {
        if usual_docs.as_ref().is_some_and(|docs| real(page).is_ok_and(|it| it.starts_with(docs))) {
            return Ok(None);
        }
        if let Some(docs) = docs_of_page(page, &config.trusted_roots)? {
            return Ok(Some(docs));
        }
    }
    // Where the settings name docs, pages beside them are none of these.
    if usual_docs.is_some() && !usual.files.is_empty() {
        return Ok(None);
    }
    Ok(pages.first().map(|page| doc_set_of(page)))
}

/// The doc set that a page on disk is of, where no settings say: its folder, or the one above where pages are sorted by kind.
pub(super) fn doc_set_of(page: &Path) -> PathBuf {
    // A page may be named from its own folder.
    let whole = real(page).unwrap_or_else(|_| page.to_owned());
    let folder = whole.parent().unwrap_or(&whole);
    let is_sorted = folder.file_name().is_some_and(|name| FOLDERS.iter().any(|it| name == *it));
    let folder = folder.parent().filter(|_| is_sorted).unwrap_or(folder);
    match real(Path::new("")) {
        Ok(here) if here == folder => PathBuf::from("."),
        Ok(here) if !page.is_absolute() => PathBuf::from(way(&here, folder)),
        Ok(_) | Err(_) => folder.to_owned(),
    }
}
