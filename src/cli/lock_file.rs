//! A crate that is new to a workspace is also new to the workspace's lock file.

use std::path::Path;
use std::process::{Command, Stdio};

/// Lets cargo note a crate that was just made in the lock file of the workspace around it.
///
/// Only where cargo itself runs us, as in `cargo run -- generate`: that cargo found a workspace
/// without the crate and took it out of the lock file, which would be left changed. A lock file that
/// cargo can't bring up to date now it will with its next command, so a failure is not told.
pub(super) fn refresh(crate_folder: &Path) {
    let Some(cargo) = std::env::var_os("CARGO") else { return };
    let _ = Command::new(cargo)
        .args(["metadata", "--offline", "--quiet", "--format-version", "1", "--manifest-path"])
        .arg(crate_folder.join("Cargo.toml"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}
