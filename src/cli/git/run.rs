//! Calls of `git`.

use crate::cli::failure::Failure;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// How git writes the mode of a plain file.
pub(super) const PLAIN: &str = "1006";

/// The bytes of blobs, by their ids.
pub(super) fn blobs_of<'b>(
    root: &Path,
    ids: impl Iterator<Item = &'b String>,
) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let ids: BTreeSet<&String> = ids.collect();
    let wanted: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (input, out) = (child.stdin.take(), child.stdout.take());
    let mut bytes = Vec::new();
    // It answers while it is asked, and waits where nobody listens.
    std::thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(wanted.as_bytes())));
        out.map(|mut out| out.read_to_end(&mut bytes)).transpose()
    })
    .map_err(failed)?;
    child.wait().map_err(failed)?;
    let mut found = BTreeMap::new();
    let mut rest = bytes.as_slice();
    // `<id> blob <size>`, a line feed, the bytes, a line feed.
    while let Some(end) = memchr::memchr(b'\n', rest) {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let mut words = head.split(' ');
        let (id, size) = (words.next(), words.nth(1).and_then(|it| it.parse::<usize>().ok()));
        rest = &rest[end + 1..];
        let (Some(id), Some(size)) = (id, size) else { continue };
        let Some(held) = rest.get(..size) else { break };
        found.insert(id.to_owned(), held.to_owned());
        rest = rest.get(size + 1..).unwrap_or_default();
    }
    Ok(found)
}

/// The parts between zeros; names that are no text are passed over, as no page is called so.
pub(super) fn fields(bytes: &[u8]) -> impl Iterator<Item = String> {
    let parts = bytes.split(|byte| *byte == 0).filter(|part| !part.is_empty());
    parts.map(|part| String::from_utf8_lossy(part).into_owned())
}

/// The command, which is to change nothing and to ask nobody.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    command
}

fn failed(error: std::io::Error) -> Failure {
    Failure::Git(error.to_string())
}

/// What a command prints on one line; `None` if it fails.
pub(super) fn text(folder: &Path, args: &[&str]) -> Result<Option<String>, Failure> {
    let output = git(folder).args(args).output().map_err(failed)?;
    let line = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    Ok(output.status.success().then_some(line))
}

pub(super) fn output<'a>(
    folder: &Path,
    args: impl Iterator<Item = &'a OsStr>,
) -> Result<Vec<u8>, Failure> {
    let output = git(folder).args(args).output().map_err(failed)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Failure::Git(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
    }
}
