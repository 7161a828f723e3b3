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
        let looked_at = self.files.par_iter().map(|(path, text)| is_same(folder, path, text));
        let looked_at: Vec<Result<bool, Error>> = looked_at.collect();
        for ((path, text), is_same) in self.files.iter().zip(looked_at) {
            // Where case is not told apart, removing the stale spelling removes this file as well.
            if is_same? && !removed.contains(&path.to_lowercase()) {
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
            let above = path.rsplit_once('/').map_or("", |(above, _)| above);
            by_folder.entry(above.to_lowercase()).or_default().push((path, text));
        }
        let put = by_folder.into_par_iter().map(|(_, files)| {
            files.into_iter().try_for_each(|(path, text)| folder.replace(path, text, token))
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
            if folders.insert(path.rsplit_once('/').map_or("", |(above, _)| above)) {
                folder.remove_new(path, token)?;
            }
        }
        Ok(())
    }
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
