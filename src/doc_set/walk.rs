//! Walking folders: every markdown file, read or with the reason why not.

use super::Error;
use crate::limits::{self, Limit};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A file's text.
pub(super) type Text = Result<String, Unread>;

/// Why a file has no text.
#[derive(Debug, Default)]
pub(super) struct Unread {
    /// What stands before the place at which it is no text.
    pub(super) text: String,
    /// Why the rest was not read.
    pub(super) reason: String,
}

/// What walking folders finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Texts by path below the doc set's root.
    pub(super) files: BTreeMap<String, Text>,
    /// Links that lead to a place inside the folder that they are in: their path, and that of the place.
    pub(super) aliases: BTreeMap<String, String>,
}

impl Found {
    /// Takes every markdown file below a folder; `prefix` leads to the folder from the root.
    pub(super) fn folder(
        &mut self,
        root: &Path,
        prefix: &str,
        left_out: Option<&Path>,
    ) -> Result<(), Error> {
        let walk = walkdir::WalkDir::new(root).into_iter().filter_entry(|entry| {
            let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
            (entry.depth() == 0 || !is_hidden) && Some(entry.path()) != left_out
        });
        let below = |path: &Path| format!("{prefix}{}", relative_path(root, path));
        let mut paths = Vec::new();
        for entry in walk {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 => {
                    return Err(Error::Walk(root.to_owned(), error.into()));
                }
                Err(error) => {
                    let path = below(error.path().unwrap_or(root));
                    let reason = std::io::Error::from(error).to_string();
                    self.files.insert(path, Err(Unread { text: String::new(), reason }));
                    continue;
                }
            };
            let kind = entry.file_type();
            if kind.is_symlink() {
                self.link(root, prefix, entry.path());
            } else if kind.is_file() && is_markdown(entry.path()) {
                paths.push(entry.into_path());
            }
            if self.files.len() + self.aliases.len() + paths.len() > limits::FILES.most {
                return Err(Error::TooManyFiles(root.to_owned()));
            }
        }
        let texts: Vec<_> =
            paths.par_iter().map(|path| read_text(path, limits::PAGE_BYTES)).collect();
        self.files.extend(paths.iter().map(|path| below(path)).zip(texts));
        Ok(())
    }

    /// Takes a link: one that stays in the folder is another name, one that leads elsewhere is not followed.
    fn link(&mut self, root: &Path, prefix: &str, link: &Path) {
        let path = format!("{prefix}{}", relative_path(root, link));
        let target = std::fs::canonicalize(link).ok();
        let inside = target.as_ref().zip(std::fs::canonicalize(root).ok());
        let reason = match (inside, target.as_ref()) {
            (Some((target, root)), _) if target.starts_with(&root) => {
                let target = format!("{prefix}{}", relative_path(&root, target));
                self.aliases.insert(path, target);
                return;
            }
            (_, Some(target)) if is_markdown(link) || target.is_dir() => {
                "it is a link that leads out of the docs, which is not followed"
            }
            (_, None) if is_markdown(link) => "it is a link to nothing",
            _ => return,
        };
        self.files.insert(path, Err(Unread { text: String::new(), reason: reason.to_owned() }));
    }

    /// Takes one page.
    pub(super) fn page(&mut self, path: &Path) {
        let name = readable(path.file_name().unwrap_or_default().as_encoded_bytes());
        self.files.insert(name, read_text(path, limits::PAGE_BYTES));
    }
}

pub(super) fn is_markdown(path: &Path) -> bool {
    let is_one = |known: &str| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(known));
    is_one("md") || is_one("mdx")
}

/// The way to a file below a folder. Bytes of names that are no text are written out, so that two such names stay two.
fn relative_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| readable(part.as_encoded_bytes())).collect();
    parts.join("/")
}

fn readable(name: &[u8]) -> String {
    let mut readable = String::new();
    for chunk in name.utf8_chunks() {
        readable.push_str(chunk.valid());
        readable.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02x}")));
    }
    readable
}

/// The text of a file.
pub(super) fn read_text(path: &Path, most: Limit) -> Text {
    let unread = |error: std::io::Error| Unread { text: String::new(), reason: error.to_string() };
    let file = File::open(path).map_err(unread)?;
    let size = file.metadata().map_err(unread)?.len();
    bounded(size, most)?;
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(most.most as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    text_of(bytes, most)
}

/// Bytes as text.
pub(super) fn text(bytes: Vec<u8>) -> Text {
    text_of(bytes, limits::PAGE_BYTES)
}

fn text_of(bytes: Vec<u8>, most: Limit) -> Text {
    bounded(bytes.len() as u64, most)?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let text = String::from_utf8_lossy(valid).into_owned();
        Unread { text, reason: "it is not UTF-8 from here on".to_owned() }
    })
}

fn bounded(size: u64, limit: Limit) -> Result<(), Unread> {
    let (most, what) = (limit.most, limit.what.trim_start_matches("bytes of "));
    let reason = format!("{size} bytes are more than the {most} {what} may have");
    if size > most as u64 { Err(Unread { text: String::new(), reason }) } else { Ok(()) }
}
