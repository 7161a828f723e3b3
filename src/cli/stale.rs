//! What of a generated client is not current: the files, and how their texts differ.

use super::failure::Failure;
use super::line_diff::groups;
use super::place::from_here;
use super::ui::paint;
use crate::diagnostic::Level;
use crate::diagnostic::render::{Client, Difference, visible};
use crate::output::OutputTree;
use similar::ChangeTag;
use similar::udiff::UnifiedHunkHeader;
use std::io::Write;
use std::path::Path;

/// Files named, and lines of differences shown, unless all are asked for.
const MOST_NAMED: usize = 40;
const MOST_LINES: usize = 60;
/// Lines shown around a difference that are as they should be.
const CONTEXT: usize = 3;

/// Names the files that are not as they should be.
pub(super) fn list(out: &mut dyn Write, client: &Client, is_cut: bool) -> Result<(), Failure> {
    let most = if is_cut { MOST_NAMED } else { usize::MAX };
    // A missing or surplus file is a line; what differs in a changed one is to be seen below.
    let (changed, others): (Vec<_>, Vec<_>) =
        client.differences.iter().partition(|it| it.kind == "changed");
    for difference in changed.into_iter().chain(others).take(most) {
        match difference.kind {
            "interrupted" => writeln!(out, "an earlier `generate` was interrupted")?,
            kind => writeln!(out, "{kind}  {}", visible(&difference.path))?,
        }
    }
    let n_more = client.differences.len().saturating_sub(most);
    if n_more > 0 {
        writeln!(out, "and {n_more} more, `-v` for all")?;
    }
    Ok(())
}

/// Shows how the changed files differ from what would be generated, as a patch would.
pub(super) fn diff(
    out: &mut dyn Write,
    client: &Client,
    tree: &OutputTree,
    is_cut: bool,
) -> Result<(), Failure> {
    let folder = from_here(Path::new(&client.folder));
    let mut n_left = if is_cut { MOST_LINES } else { usize::MAX };
    for Difference { path, .. } in client.differences.iter().filter(|it| it.kind == "changed") {
        if n_left == 0 {
            break;
        }
        let (Some(found), Some(wanted)) = (tree.found(&folder, path)?, tree.files.get(path)) else {
            continue;
        };
        let found = found.replace("\r\n", "\n");
        let lines = unified(&format!("{}/{path}", client.folder), "generated anew", &found, wanted);
        let n_shown = lines.len().min(n_left);
        for line in &lines[..n_shown] {
            writeln!(out, "{line}")?;
        }
        if n_shown < lines.len() {
            writeln!(out, "… {} more lines, `-v` for all", lines.len() - n_shown)?;
        }
        n_left -= n_shown;
    }
    Ok(())
}

/// The lines of a patch that makes `found` be `wanted`, which is so made.
pub(super) fn unified(path: &str, made: &str, found: &str, wanted: &str) -> Vec<String> {
    let path = visible(path);
    let mut lines = vec![format!("--- {path}"), format!("+++ {path} ({made})")];
    let found: Vec<&str> = found.split_inclusive('\n').collect();
    let wanted: Vec<&str> = wanted.split_inclusive('\n').collect();
    for hunk in groups(&found, &wanted, CONTEXT) {
        lines.push(UnifiedHunkHeader::new(&hunk).to_string());
        for change in hunk.iter().flat_map(|op| op.iter_changes(&found[..], &wanted[..])) {
            let line = visible(change.value().trim_end_matches(['\r', '\n']));
            lines.push(match change.tag() {
                ChangeTag::Equal => format!(" {line}"),
                ChangeTag::Delete => paint(&format!("-{line}"), Level::Deny),
                ChangeTag::Insert => paint(&format!("+{line}"), Level::Allow),
            });
        }
    }
    lines
}
