//! The list of what the last run wrote to a folder: only that is ours to change or remove.
//!
//! It stands beside the files and is committed with them, so it may come from anybody: its paths stay in the
//! folder, and a file that it names is removed only if it also begins with our header.

use super::HEADER;
use super::error::Error;
use super::folder::Folder;
use super::header;
use super::made::Made;
use super::path;
use crate::limits;
use std::collections::BTreeSet;

/// The list's name.
pub(super) const MANIFEST: &str = ".docwright-files";

/// Before the way to the docs that the files are made of, and before the name that they have.
const DOCS: &str = "# The docs: ";
const NAME: &str = "# The name: ";

/// What the list says.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) paths: BTreeSet<String>,
    pub(super) made: Option<Made>,
}

/// The text of the list of these files.
pub(super) fn render<'p>(
    paths: impl IntoIterator<Item = &'p String>,
    made: Option<&Made>,
) -> String {
    let mut text = format!(
        "# {HEADER} from the docs; edit the docs, not this file.\n\
         # What `docwright generate` wrote: nothing else in this folder is changed or removed.\n"
    );
    if let Some(Made { docs, name }) = made {
        text.push_str(&format!("{DOCS}{docs}\n{NAME}{name}\n"));
    }
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// What the last run wrote; nothing where there is no list. An earlier docwright wrote none.
pub(super) fn read(folder: &Folder) -> Result<List, Error> {
    let place = || folder.join(MANIFEST);
    let Some(mut file) = folder.file(MANIFEST)? else { return Ok(List::default()) };
    let most = limits::LIST_BYTES.most as u64;
    if file.len > most {
        return Err(Error::TooLarge(place()));
    }
    let text = file.read(most)?;
    if !header::is_ours(&text) {
        return Err(Error::InTheWay(place()));
    }
    let mut list = List::default();
    let said = |mark: &str| text.lines().find_map(|line| line.strip_prefix(mark));
    if let (Some(docs), Some(name)) = (said(DOCS), said(NAME)) {
        list.made = Some(Made { docs: docs.to_owned(), name: name.to_owned() });
    }
    for (index, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(why) = path::refusal(line) {
            return Err(Error::Manifest(place(), index + 1, why));
        }
        list.paths.insert(line.to_owned());
    }
    Ok(list)
}
