//! Where a command writes.

use crate::doc_set::{real, repository_of, way};
use std::path::{Path, PathBuf};

/// A place that a user names, as seen from the working directory where it is below that. What is there may be
/// a checkout of somebody else's, so no part of it may be a link; further up is the machine's own.
pub(super) fn from_here(named: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let below = named.strip_prefix(&here).ok().filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(named).to_owned()
}

/// Whether an output folder is the folder of the docs, or in it.
pub(super) fn is_in_docs(out: &Path, docs: &Path) -> bool {
    let Ok(docs) = real(docs) else { return false };
    let docs = if docs.is_file() { docs.parent().unwrap_or(&docs) } else { &docs };
    real_or_to_be(out).starts_with(docs)
}

/// The way from an output folder to the docs, as it is written down beside what is made of them: it says the same on every
/// machine, and nothing about one. Docs that are elsewhere go by their name.
pub(super) fn way_to_docs(out: &Path, docs: &Path) -> String {
    let out = real_or_to_be(out);
    let Ok(docs) = real(docs) else { return String::new() };
    let above = out.parent().unwrap_or(&out);
    let is_near = docs.starts_with(above) || {
        let folder = if docs.is_file() { docs.parent().unwrap_or(&docs) } else { &docs };
        repository_of(folder).is_ok_and(|(root, is_one)| is_one && out.starts_with(root))
    };
    match is_near {
        true => way(&out, &docs).replace('\\', "/"),
        false => docs.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// A path without links and steps upwards, of which the last parts need not be there yet.
fn real_or_to_be(path: &Path) -> PathBuf {
    let whole = std::env::current_dir().unwrap_or_default().join(path);
    let there = whole.ancestors().find_map(|it| Some((it, real(it).ok()?)));
    let Some((there, found)) = there else { return whole };
    match whole.strip_prefix(there) {
        Ok(rest) if !rest.as_os_str().is_empty() => found.join(rest),
        _ => found,
    }
}

/// The way from a folder to another, neither of which need be there, with `/` between its parts.
pub(super) fn way_between(from: &Path, to: &Path) -> String {
    way(&real_or_to_be(from), &real_or_to_be(to))
}
