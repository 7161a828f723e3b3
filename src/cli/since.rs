//! Which findings came since a git revision: those that the docs of then do not have, read with the settings of today.
//!
//! A finding is the same as one of then if it says the same about the same page and stands on the same line, or on one that
//! was edited or moved. So a page that nobody touched has new findings too, if they were caused elsewhere.

use super::failure::Failure;
use super::git::{Changes, Checkout};
use super::line_diff::hunks;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::doc_set::{DocSet, real};
use crate::pipeline;
use crate::source::SourceMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// The findings of then.
#[derive(Debug, Default)]
pub(super) struct Since {
    /// By what they are recognised by, with the page's path of today.
    findings: BTreeMap<u64, Vec<Then>>,
    /// What the pages that were edited held, by their paths of today.
    texts: BTreeMap<String, String>,
}

/// A finding of then.
#[derive(Clone, Debug)]
struct Then {
    /// From 0.
    line: usize,
    is_matched: bool,
}

impl Since {
    /// Reads the docs of then, and what is to be told of them.
    pub(super) fn read(docs: &DocSet, config: &Config, revision: &str) -> Result<Self, Failure> {
        let root = if docs.root.is_file() { docs.root.parent() } else { Some(&*docs.root) };
        let root = real(root.unwrap_or(Path::new("")))?;
        let checkout = Checkout::of(&root, revision)?;
        let mut folders = vec![root.clone()];
        for include_root in &config.include_roots {
            let folder = real(include_root)?;
            // What another repository holds is as it is.
            if checkout.holds(&folder) {
                folders.push(folder);
            }
        }
        let Changes { before, renamed } = checkout.changes(&folders)?;
        let seen = |path: &str| checkout.seen_from(&root, path);
        let before: BTreeMap<_, _> =
            before.into_iter().map(|(path, bytes)| (seen(&path), bytes)).collect();
        let renamed: BTreeMap<_, _> =
            renamed.into_iter().map(|(old, new)| (seen(&old), seen(&new))).collect();
        let is_hidden =
            |path: &str| path.split('/').any(|part| part.starts_with('.') && part != "..");
        let edited: BTreeSet<String> =
            before.keys().filter(|path| !is_hidden(path)).cloned().collect();
        let mut then =
            docs.with_files(before.into_iter().filter(|(path, _)| edited.contains(path)).collect());
        let mut config = config.clone();
        // Its places are in the files of today.
        config.known = Default::default();
        config.read_baseline(&mut then)?;
        let found = pipeline::compile_each(&then, &config).diagnostics;
        let mut since = Self::default();
        let today = |path: &str| renamed.get(path).cloned().unwrap_or_else(|| path.to_owned());
        for finding in found.iter().chain(found.untold()) {
            let path = today(&then.sources.file(finding.primary.span.file).path);
            let line = then.sources.line(finding.primary.span) as usize - 1;
            let alike = since.findings.entry(finding.fingerprint(&path)).or_default();
            alike.push(Then { line, is_matched: false });
        }
        for (_, file) in then.sources.files().filter(|(_, file)| edited.contains(&file.path)) {
            since.texts.insert(today(&file.path), file.text.clone());
        }
        Ok(since)
    }

    /// Which of these findings are new, in their order.
    pub(super) fn are_new(&self, sources: &SourceMap, found: &[&Diagnostic]) -> Vec<bool> {
        let mut findings = self.findings.clone();
        let mut pages: BTreeMap<&str, Page<'_>> = BTreeMap::new();
        let mut is_new = vec![true; found.len()];
        // The surest first, so that of several alike the right ones are new.
        for how in [How::SameLine, How::Edited, How::Elsewhere] {
            for (finding, is_new) in found.iter().zip(&mut is_new).filter(|(_, is_new)| **is_new) {
                let file = sources.file(finding.primary.span.file);
                let Some(alike) = findings.get_mut(&finding.fingerprint(&file.path)) else {
                    continue;
                };
                let page = pages.entry(&file.path).or_insert_with(|| {
                    Page::of(self.texts.get(&file.path).map(String::as_str), &file.text)
                });
                let line = sources.line(finding.primary.span) as usize - 1;
                let same = alike
                    .iter_mut()
                    .find(|then| !then.is_matched && page.is_same(line, then.line, how));
                if let Some(then) = same {
                    then.is_matched = true;
                    *is_new = false;
                }
            }
        }
        is_new
    }
}

/// How a finding is the same as one of then.
#[derive(Clone, Copy, Debug)]
enum How {
    /// Its line has not been touched.
    SameLine,
    /// Its line was edited in its place, or stood elsewhere.
    Edited,
    /// Its line has not been touched, but the finding is told there instead of elsewhere on the page.
    Elsewhere,
}

/// The lines of a page, of then and of today; both empty where nobody edited it.
#[derive(Default)]
struct Page<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    hunks: Vec<(Range<usize>, Range<usize>)>,
}

impl<'t> Page<'t> {
    fn of(old: Option<&'t str>, new: &'t str) -> Self {
        let Some(old) = old else { return Self::default() };
        let lines = |text: &'t str| text.lines().map(str::trim_end).collect::<Vec<_>>();
        let (old, new) = (lines(old), lines(new));
        let hunks = hunks(&old, &new);
        Self { old, new, hunks }
    }

    fn is_same(&self, line: usize, then: usize, how: How) -> bool {
        let n_before = self.hunks.partition_point(|(_, new)| new.end <= line);
        let hunk = self.hunks.get(n_before).filter(|(_, new)| new.contains(&line));
        let text = |lines: &[&'t str], line: usize| lines.get(line).map(|it| it.trim());
        match (how, hunk) {
            (How::SameLine, None) => {
                let ends = n_before.checked_sub(1).map(|last| &self.hunks[last]);
                let (old, new) = ends.map_or((0, 0), |(old, new)| (old.end, new.end));
                then == line - new + old
            }
            (How::Edited, Some((old, _))) => {
                old.contains(&then) || text(&self.new, line) == text(&self.old, then)
            }
            (How::Elsewhere, None) => true,
            (How::SameLine | How::Elsewhere, Some(_)) | (How::Edited, None) => false,
        }
    }
}
