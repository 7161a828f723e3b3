//! Where an emitted crate gets its run time: from the registry, or as a user says from a folder or a repository.

use super::confines::Confines;
use crate::toml_file::{FileError, Named};
use std::fmt;
use std::path::Path;

/// What the value is.
const WANTED: &str = "`runtime` is a folder or a repository";

pub(super) const HELP: &str =
    "write `runtime = \"path=client\"` or `runtime = \"git=https://…#commit\"`";

/// Where the run time is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Runtime {
    /// In a folder.
    Path(String),
    /// In a repository, at a commit if one is given.
    Git(String, Option<String>),
}

impl fmt::Display for Runtime {
    /// As [`Self::parse`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(path) => write!(f, "path={path}"),
            Self::Git(url, None) => write!(f, "git={url}"),
            Self::Git(url, Some(commit)) => write!(f, "git={url}#{commit}"),
        }
    }
}

impl Runtime {
    /// That of a file of settings, which says it for a crate in its own repository alone: whoever builds another one did not
    /// ask a stranger for code.
    pub(super) fn of_file(
        named: &Named,
        folder: &Path,
        confines: &Confines,
        is_own: bool,
    ) -> Result<Self, FileError> {
        if !is_own {
            let wrong =
                "`runtime` counts for the `out` of the same file, and the client goes elsewhere";
            return Err(named.error(wrong, "give the flag: `--runtime`"));
        }
        match Self::parse(&named.way).map_err(|wrong| named.error(wrong, HELP))? {
            Self::Path(path) => {
                let path =
                    confines.place(folder, &Named { way: path, place: named.place.clone() })?;
                Ok(Self::Path(path.to_string_lossy().into_owned()))
            }
            git => Ok(git),
        }
    }

    /// Reads `path=../client`, `git=https://…` or `git=https://…#commit`.
    ///
    /// # Errors
    ///
    /// What a value is, if this is none.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let is_url_char = |c: char| c.is_ascii_alphanumeric() || "/.:-_~%@+".contains(c);
        if let Some(path) = text.strip_prefix("path=").filter(|path| !path.is_empty()) {
            return Ok(Self::Path(path.to_owned()));
        }
        let url = text.strip_prefix("git=").ok_or(WANTED)?;
        let (url, commit) = url.split_once('#').map_or((url, None), |(url, it)| (url, Some(it)));
        let is_commit = |it: &str| !it.is_empty() && it.chars().all(|c| c.is_ascii_hexdigit());
        let is_url = url.starts_with("https://") && url.chars().all(is_url_char);
        match is_url && commit.is_none_or(is_commit) {
            true => Ok(Self::Git(url.to_owned(), commit.map(str::to_owned))),
            false => Err("the repository is `git=https://…`, with `#` and a commit behind it"),
        }
    }
}
