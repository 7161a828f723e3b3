//! Makes a folder hold a tree of files.

use super::error::Error;
use super::folder::{Folder, Token};
use super::lock::{Lock, MARKER};
use super::manifest::{self, List, MANIFEST};
use super::{OutputTree, Written, header, same_text};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How a tree is put into a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Put {
    /// What else the last run listed is removed, if it was made of the same.
    All,
    /// What else the last run listed is removed.
    AllWhateverIsThere,
    /// Everything else stays.
    Beside,
}

/// What is to be done to a folder.
#[derive(Debug, Default)]
struct Plan<'t> {
    /// Files of the last run that are no longer generated.
    stale: Vec<String>,
    /// Files to make or to change.
    changed: Vec<(&'t str, &'t str)>,
    n_unchanged: usize,
    /// What the last run listed.
    listed: BTreeSet<String>,
    /// The list for the next run, if it differs.
    list: Option<String>,
}

impl Plan<'_> {
    fn is_done(&self) -> bool {
        self.stale.is_empty() && self.changed.is_empty() && self.list.is_none()
    }
}

impl OutputTree {
    /// Makes `folder` hold exactly these generated files: those that the last run listed there and that are not
    /// generated any more are removed.
    ///
    /// # Errors
    ///
    /// If something of somebody else is in the way (nothing is written then), or the disk refuses.
    pub fn write(&self, folder: &Path) -> Result<Written, Error> {
        self.put(folder, Put::All)
    }

    /// The same, also where the folder holds the client of other docs or by another name.
    ///
    /// # Errors
    ///
    /// As of [`OutputTree::write`].
    pub fn replace(&self, folder: &Path) -> Result<Written, Error> {
        self.put(folder, Put::AllWhateverIsThere)
    }

    /// Makes `folder` hold these generated files beside others, which stay.
    ///
    /// # Errors
    ///
    /// As of [`OutputTree::write`].
    pub fn add_to(&self, folder: &Path) -> Result<Written, Error> {
        self.put(folder, Put::Beside)
    }

    fn put(&self, path: &Path, how: Put) -> Result<Written, Error> {
        self.check_paths()?;
        if let Some(folder) = Folder::open(path)? {
            let plan = self.plan(&folder, how)?;
            if plan.is_done() && !folder.holds(MARKER) {
                return Ok(Written { n_unchanged: plan.n_unchanged, ..Written::default() });
            }
        }
        let folder = Folder::create(path)?;
        let lock = Lock::take(&folder, |token| self.clean(&folder, token))?;
        // Another run may have written since.
        let plan = match self.plan(&folder, how) {
            Ok(plan) => plan,
            Err(error) => {
                lock.release(&folder)?;
                return Err(error);
            }
        };
        let written = self.carry_out(&plan, &folder, &lock.token)?;
        lock.release(&folder)?;
        Ok(written)
    }

    fn plan(&self, folder: &Folder, how: Put) -> Result<Plan<'_>, Error> {
        let mut plan = Plan::default();
        if how != Put::Beside {
            let List { paths, made } = manifest::read(folder)?;
            plan.listed = paths;
            plan.stale = self.stale(folder, &plan.listed);
            if let (Put::All, Some(there), Some(wanted)) = (how, made, &self.made)
                && there != *wanted
                && plan.listed.iter().any(|path| header::is_borne_by(folder, path).unwrap_or(true))
            {
                return Err(Error::MadeOf {
                    folder: folder.join(""),
                    made: Box::new([there, wanted.clone()]),
                    n_removed: plan.stale.len(),
                });
            }
            let list = manifest::render(self.files.keys(), self.made.as_ref());
            plan.list = (!is_same(folder, MANIFEST, &list)?).then_some(list);
        }
        let removed: BTreeSet<String> = plan.stale.iter().map(|path| path.to_lowercase()).collect();
        let unchanged = self.unchanged(folder)?;
        for (path, text) in &self.files {
            // Where case is not told apart, removing the stale spelling removes this file as well.
            if unchanged.contains(path.as_str()) && !removed.contains(&path.to_lowercase()) {
                plan.n_unchanged += 1;
                continue;
            }
            // A listed file without our header is one of ours that somebody spoilt.
            let is_there = folder.file(path)?.is_some();
            let is_ours = plan.listed.contains(path) || header::is_borne_by(folder, path)?;
            if is_there && !is_ours {
                return Err(Error::InTheWay(folder.join(path)));
            }
            plan.changed.push((path, text));
        }
        Ok(plan)
    }

    /// The files that a folder holds as they should be. Each folder in it is opened once.
    pub(super) fn unchanged(&self, folder: &Folder) -> Result<BTreeSet<&str>, Error> {
        let mut by_folder: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for (path, text) in &self.files {
            by_folder.entry(split(path).0).or_default().push((path, text));
        }
        let looked_at = by_folder.into_par_iter().map(|(above, files)| {
            let Some(parent) = folder.below(above)? else { return Ok(Vec::new()) };
            let same = files.into_par_iter().map(|(path, text)| {
                is_same(&parent, split(path).1, text).map(|is_same| is_same.then_some(path))
            });
            same.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, Error>>()
        });
        // Of several errors the first one is told, whichever was met first.
        let looked_at = looked_at.collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(looked_at.into_iter().flatten().flatten().collect())
    }

    fn carry_out(&self, plan: &Plan<'_>, folder: &Folder, token: &Token) -> Result<Written, Error> {
        // A run that is killed leaves a list of all that may be there.
        if plan.list.is_some() {
            let all: BTreeSet<&String> = plan.listed.iter().chain(self.files.keys()).collect();
            folder.replace(MANIFEST, &manifest::render(all, self.made.as_ref()), token)?;
        }
        for path in &plan.stale {
            folder.remove(path)?;
        }
        // One file at a time is being written in each folder, since all have one name meanwhile. Case may not be told apart.
        let mut by_folder: BTreeMap<String, Vec<(&str, &str)>> = BTreeMap::new();
        for (path, text) in &plan.changed {
            let (above, _) = split(path);
            by_folder.entry(above.to_lowercase()).or_default().push((path, text));
        }
        let put = by_folder.into_par_iter().map(|(_, files)| {
            // Spelled in different ways there are several, where case is told apart.
            let mut opened: Option<(&str, Folder)> = None;
            for (path, text) in files {
                let (above, name) = split(path);
                let parent = match opened.take() {
                    Some((known, parent)) if known == above => parent,
                    _ => folder.create_below(above)?,
                };
                parent.replace(name, text, token)?;
                opened = Some((above, parent));
            }
            Ok(())
        });
        put.collect::<Vec<_>>().into_iter().collect::<Result<(), Error>>()?;
        if let Some(list) = &plan.list {
            folder.replace(MANIFEST, list, token)?;
        }
        Ok(Written {
            n_written: plan.changed.len(),
            n_unchanged: plan.n_unchanged,
            n_removed: plan.stale.len(),
        })
    }

    /// Files that the last run listed and that are not in the tree. One that somebody else has put in such a
    /// place since is left alone.
    pub(super) fn stale(&self, folder: &Folder, listed: &BTreeSet<String>) -> Vec<String> {
        let is_stale = |path: &&String| {
            !self.files.contains_key(*path) && header::is_borne_by(folder, path).unwrap_or(false)
        };
        listed.iter().filter(is_stale).cloned().collect()
    }

    /// Removes the half of a file that a killed run left, wherever it may have been writing.
    fn clean(&self, folder: &Folder, token: &Token) -> Result<(), Error> {
        let listed = manifest::read(folder)?.paths;
        let known = listed.iter().chain(self.files.keys()).map(String::as_str);
        let mut folders = BTreeSet::new();
        for path in known.chain([MANIFEST]) {
            if folders.insert(split(path).0) {
                folder.remove_new(path, token)?;
            }
        }
        Ok(())
    }
}

/// The folder of a path and the name in it.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Whether a file has this text already. One of another length is not read.
pub(super) fn is_same(folder: &Folder, path: &str, text: &str) -> Result<bool, Error> {
    let Some(mut file) = folder.file(path)? else { return Ok(false) };
    // At most every character is a line end that a checkout made longer.
    let most = 2 * text.len() as u64;
    Ok(file.len <= most && same_text(&file.read(most)?, text))
}

/// Removes the files of Rust in a folder itself that begin as ours do, but for those that are to stay.
///
/// # Errors
///
/// If the disk refuses.
pub fn remove_others(folder: &Path, stays: impl Fn(&str) -> bool) -> Result<(), Error> {
    let Some(opened) = Folder::open(folder)? else { return Ok(()) };
    let entries = std::fs::read_dir(folder).map_err(|error| Error::Io(folder.to_owned(), error))?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.ends_with(".rs")) else { continue };
        if !stays(name) && header::is_borne_by(&opened, name).unwrap_or(false) {
            opened.remove(name)?;
        }
    }
    Ok(())
}
