//! What cargo is told: the files to look at, and findings as warnings of the build.

use crate::diagnostic::render::{short, visible};
use crate::diagnostic::{Diagnostics, Level};
use crate::doc_set::DocSet;
use crate::facts::Facts;
use crate::source::FileId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Warnings shown by cargo; the rest is counted.
pub(super) const MOST_WARNINGS: usize = 10;

/// The line that makes cargo run the script again when a file changes, or anything in a folder. A name could hold
/// a line feed and so tell cargo something else.
pub(super) fn watch(path: &Path) -> String {
    format!("cargo::rerun-if-changed={}", visible(&path.to_string_lossy()))
}

/// The files of pages, with what these include.
pub(super) fn files(docs: &DocSet, facts: &Facts, pages: &BTreeSet<&str>) -> BTreeSet<FileId> {
    let is_used = |file: FileId| pages.contains(docs.sources.file(file).path.as_str());
    let used = facts.pages.iter().filter(|page| is_used(page.file));
    used.flat_map(|page| page.blocks.iter().map(|it| it.span.file).chain([page.file])).collect()
}

/// Findings at deny level in these files, or in all, a line each.
pub(super) fn denied(
    docs: &DocSet,
    diagnostics: &Diagnostics,
    files: Option<&BTreeSet<FileId>>,
) -> Vec<String> {
    let is_told = |file| files.is_none_or(|files| files.contains(&file));
    let findings = diagnostics.iter().filter(|it| is_told(it.primary.span.file));
    let denied = findings.filter(|it| it.level == Level::Deny);
    denied.map(|finding| short::render(&docs.sources, finding)).collect()
}

/// Findings in these files, or in all: at deny level one by one; of the others, which are many in the docs of
/// other people, the first of each rule.
pub(super) fn warnings(
    docs: &DocSet,
    diagnostics: &Diagnostics,
    files: Option<&BTreeSet<FileId>>,
) -> Vec<String> {
    let is_told = |file| files.is_none_or(|files| files.contains(&file));
    let findings = || diagnostics.iter().filter(|it| is_told(it.primary.span.file));
    let denied = findings().filter(|it| it.level == Level::Deny);
    let mut lines: Vec<(String, usize)> = Vec::new();
    lines.extend(denied.map(|finding| (short::render(&docs.sources, finding), 1)));
    let mut warned: BTreeMap<&str, (String, usize)> = BTreeMap::new();
    for finding in findings().filter(|it| it.level == Level::Warn) {
        let first = || (short::render(&docs.sources, finding), 0);
        warned.entry(finding.rule.name).or_insert_with(first).1 += 1;
    }
    lines.extend(warned.into_values().map(|(first, count)| match count {
        1 => (first, 1),
        count => (format!("{first} (and {} more of this rule)", count - 1), count),
    }));
    let n_more: usize = lines.iter().skip(MOST_WARNINGS).map(|(_, count)| count).sum();
    let more = match n_more {
        0 => None,
        1 => Some("1 more finding; `docwright check` shows all".to_owned()),
        n_more => Some(format!("{n_more} more findings; `docwright check` shows all")),
    };
    let shown = lines.into_iter().take(MOST_WARNINGS).map(|(line, _)| line);
    shown.chain(more).map(|line| format!("cargo::warning={line}")).collect()
}
