//! What a folder held at an earlier revision, as `git` tells. The only place that runs it.

use super::failure::Failure;
use crate::doc_set::{real, way};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A checkout, and the commit that it is compared with.
#[derive(Debug)]
pub(super) struct Checkout {
    /// Its root, without links.
    root: PathBuf,
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

/// How git writes the mode of a plain file.
const PLAIN: &str = "1006";

impl Checkout {
    /// The checkout that holds a folder, and the last commit that its branch shares with a revision.
    pub(super) fn of(folder: &Path, revision: &str) -> Result<Self, Failure> {
        let no_repository = || Failure::NoRepository(folder.to_owned());
        let run = |args: &[&str]| text(folder, args);
        let root = run(&["rev-parse", "--show-toplevel"])?.ok_or_else(no_repository)?;
        let no_revision = || Failure::NoRevision(revision.to_owned());
        let wanted = format!("{revision}^{{commit}}");
        let named = run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted])?;
        let named = named.ok_or_else(no_revision)?;
        // What came to the other branch in the meantime is nobody's mistake here.
        let shared = run(&["merge-base", &named, "HEAD"])?;
        Ok(Self { root: real(Path::new(&root))?, commit: shared.unwrap_or(named) })
    }

    /// A path below the checkout's root, as seen from a folder.
    pub(super) fn seen_from(&self, folder: &Path, path: &str) -> String {
        way(folder, &self.root.join(path))
    }

    /// Whether a folder, without links, is in the checkout.
    pub(super) fn holds(&self, folder: &Path) -> bool {
        folder.starts_with(&self.root)
    }

    /// What became of the files in folders.
    pub(super) fn changes(&self, folders: &[PathBuf]) -> Result<Changes, Failure> {
        let folders = || folders.iter().map(|it| it.as_os_str());
        let diff = ["diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--no-textconv"];
        let diff = diff.iter().map(OsStr::new).chain([OsStr::new(&self.commit), OsStr::new("--")]);
        let raw = output(&self.root, diff.chain(folders()))?;
        let others = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"];
        let others = output(&self.root, others.iter().map(OsStr::new).chain(folders()))?;
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
        changes.before.extend(self::fields(&others).map(|path| (path, None)));
        let held = self.blobs(blobs.values())?;
        for (path, id) in blobs {
            changes.before.insert(path, held.get(&id).cloned());
        }
        Ok(changes)
    }

    /// The bytes of blobs, by their ids.
    fn blobs<'b>(
        &self,
        ids: impl Iterator<Item = &'b String>,
    ) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let ids: BTreeSet<&String> = ids.collect();
        let wanted: String = ids.iter().map(|id| format!("{id}\n")).collect();
        let mut child = git(&self.root)
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
}

/// The parts between zeros; names that are no text are passed over, as no page is called so.
fn fields(bytes: &[u8]) -> impl Iterator<Item = String> {
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
fn text(folder: &Path, args: &[&str]) -> Result<Option<String>, Failure> {
    let output = git(folder).args(args).output().map_err(failed)?;
    let line = String::from_utf8_lossy(&output.stdout).trim_end().to_owned();
    Ok(output.status.success().then_some(line))
}

fn output<'a>(folder: &Path, args: impl Iterator<Item = &'a OsStr>) -> Result<Vec<u8>, Failure> {
    let output = git(folder).args(args).output().map_err(failed)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Failure::Git(String::from_utf8_lossy(&output.stderr).trim().to_owned())),
    }
}
