//! What a folder held at an earlier revision, as `git` tells. The only place that runs it.

mod repository;
mod run;

pub(super) use repository::{Held, Repository};

use super::failure::Failure;
use crate::doc_set::way;
use run::{PLAIN, blobs_of, fields, output, text};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A checkout, and the commit that it is compared with.
#[derive(Debug)]
pub(super) struct Checkout {
    repository: Repository,
    commit: String,
}

/// What became of files since then. Paths are below the checkout's root.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// What files held; `None` of those that were not there.
    pub(super) before: BTreeMap<String, Option<Vec<u8>>>,
    /// The names of today for those of then.
    pub(super) renamed: BTreeMap<String, String>,
}

impl Checkout {
    /// The checkout that holds a folder, and the last commit that its branch shares with a revision.
    pub(super) fn of(folder: &Path, revision: &str) -> Result<Self, Failure> {
        let repository = Repository::of(folder)?;
        let named = repository.commit(revision)?;
        let named = named.ok_or_else(|| Failure::NoRevision(revision.to_owned()))?;
        // What came to the other branch in the meantime is nobody's mistake here.
        let shared = text(&repository.root, &["merge-base", &named, "HEAD"])?;
        Ok(Self { repository, commit: shared.unwrap_or(named) })
    }

    /// A path below the checkout's root, as seen from a folder.
    pub(super) fn seen_from(&self, folder: &Path, path: &str) -> String {
        way(folder, &self.repository.root.join(path))
    }

    /// Whether a folder, without links, is in the checkout.
    pub(super) fn holds(&self, folder: &Path) -> bool {
        folder.starts_with(&self.repository.root)
    }

    /// What became of the files in folders.
    pub(super) fn changes(&self, folders: &[PathBuf]) -> Result<Changes, Failure> {
        let root = &self.repository.root;
        let folders = || folders.iter().map(|it| it.as_os_str());
        let diff = ["diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--no-textconv"];
        let diff = diff.iter().map(OsStr::new).chain([OsStr::new(&self.commit), OsStr::new("--")]);
        let raw = output(root, diff.chain(folders()))?;
        let others = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"];
        let others = output(root, others.iter().map(OsStr::new).chain(folders()))?;
        let mut changes = Changes::default();
        let mut blobs: BTreeMap<String, String> = BTreeMap::new();
        let mut fields = fields(&raw);
        while let Some(head) = fields.next() {
            // `:100644 100644 <id> <id> M`, then the path; for a renamed file both.
            let mut parts = head.trim_start_matches(':').split(' ');
            let (Some(mode), Some(_), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
                break;
            };
            let Some(path) = fields.next() else { break };
            let is_renamed = parts.nth(1).is_some_and(|status| status.starts_with(['R', 'C']));
            let was_there = mode.starts_with(PLAIN);
            if let Some(new) = is_renamed.then(|| fields.next()).flatten() {
                changes.before.insert(new.clone(), None);
                changes.renamed.insert(path.clone(), new);
            }
            changes.before.insert(path.clone(), None);
            if was_there {
                blobs.insert(path, id.to_owned());
            }
        }
        changes.before.extend(run::fields(&others).map(|path| (path, None)));
        let held = blobs_of(root, blobs.values())?;
        for (path, id) in blobs {
            changes.before.insert(path, held.get(&id).cloned());
        }
        Ok(changes)
    }
}
