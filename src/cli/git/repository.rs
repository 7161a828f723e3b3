//! A repository, and what it holds at a revision. Nothing is checked out.

use super::run::{PLAIN, blobs_of, fields, output, text};
use crate::cli::failure::Failure;
use crate::doc_set::{is_page_name, real};
use crate::limits::{FILES, PAGE_BYTES};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// A repository with a checkout.
#[derive(Debug)]
pub(in crate::cli) struct Repository {
    /// The checkout's root, without links.
    pub(in crate::cli) root: PathBuf,
}

/// What stands at a path.
#[derive(Debug)]
pub(in crate::cli) enum Held {
    /// A folder, by its id.
    Folder(String),
    /// A file, by its id.
    File(String),
}

impl Repository {
    /// The one that holds a folder.
    pub(in crate::cli) fn of(folder: &Path) -> Result<Self, Failure> {
        let root = text(folder, &["rev-parse", "--show-toplevel"])?;
        let root = root.ok_or_else(|| Failure::NoRepository(folder.to_owned()))?;
        Ok(Self { root: real(Path::new(&root))? })
    }

    /// The id of the commit that a revision is.
    pub(in crate::cli) fn commit(&self, revision: &str) -> Result<Option<String>, Failure> {
        self.id(&format!("{revision}^{{commit}}"))
    }

    /// What a commit has at a path below the root, which is all of it where the path is empty.
    pub(in crate::cli) fn held(&self, commit: &str, path: &str) -> Result<Option<Held>, Failure> {
        let Some(id) = self.id(&format!("{commit}:{path}"))? else { return Ok(None) };
        Ok(match text(&self.root, &["cat-file", "-t", &id])?.as_deref() {
            Some("tree") => Some(Held::Folder(id)),
            Some("blob") => Some(Held::File(id)),
            _ => None,
        })
    }

    /// What a file holds, if that is no more than so many bytes.
    pub(in crate::cli) fn file(&self, id: &str, most: usize) -> Result<Option<Vec<u8>>, Failure> {
        let size = text(&self.root, &["cat-file", "-s", id])?;
        if size.and_then(|it| it.parse::<usize>().ok()).is_none_or(|size| size > most) {
            return Ok(None);
        }
        let id = id.to_owned();
        Ok(blobs_of(&self.root, [&id].into_iter())?.remove(&id))
    }

    /// The pages in a folder, by their way from there. Links are left out: what they lead to has its own name. Of a page
    /// that is too large to be read there is only so much that it is known to be.
    pub(in crate::cli) fn pages(&self, folder: &str) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let listed =
            output(&self.root, ["ls-tree", "-r", "-l", "-z", folder].iter().map(OsStr::new))?;
        let (mut pages, mut ids) = (BTreeMap::new(), BTreeMap::new());
        for line in fields(&listed) {
            // `100644 blob <id> <size>`, a tab, the path.
            let Some((head, path)) = line.split_once('\t') else { continue };
            let mut words = head.split_ascii_whitespace();
            let (Some(mode), Some("blob"), Some(id)) = (words.next(), words.next(), words.next())
            else {
                continue;
            };
            if !mode.starts_with(PLAIN) || !is_page_name(path) {
                continue;
            }
            let size = words.next().and_then(|it| it.parse::<usize>().ok()).unwrap_or_default();
            if size > PAGE_BYTES.most {
                pages.insert(path.to_owned(), vec![b' '; PAGE_BYTES.most + 1]);
            } else {
                ids.insert(path.to_owned(), id.to_owned());
            }
            if pages.len() + ids.len() > FILES.most {
                let message = format!("the revision holds more than {} pages", FILES.most);
                return Err(Failure::Compare(message, None));
            }
        }
        let held = blobs_of(&self.root, ids.values())?;
        for (path, id) in ids {
            let bytes = held.get(&id).cloned();
            let bytes = bytes.ok_or_else(|| Failure::Git(format!("it does not have `{path}`")))?;
            pages.insert(path, bytes);
        }
        Ok(pages)
    }

    fn id(&self, named: &str) -> Result<Option<String>, Failure> {
        text(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", named])
    }
}
