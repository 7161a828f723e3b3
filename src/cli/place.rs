//! Where a command writes.

use std::path::{Path, PathBuf};

/// A place that a user names, as seen from the working directory where it is below that. What is there may be
/// a checkout of somebody else's, so no part of it may be a link; further up is the machine's own.
pub(super) fn from_here(named: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let below = named.strip_prefix(&here).ok().filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(named).to_owned()
}
