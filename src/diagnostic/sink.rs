//! Where stages report to: findings in any order in, those that are told, sorted, out.

use super::{Baseline, BaselineEntry, Diagnostic, Level, Levels, Suppression};
use super::{gather, suppression};
use crate::source::{FileId, SourceMap, Span, Spanned};
use std::collections::BTreeMap;

/// The sink that stages report into.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    n_suppressed: usize,
    n_known: usize,
    /// Findings of files that have more than are told.
    untold: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes a finding. Whether it is told is decided when all are there.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes everything other sinks have, for stages that run a sink a page.
    pub fn absorb(&mut self, others: Vec<Self>) {
        self.found.reserve(others.iter().map(|it| it.found.len()).sum());
        others.into_iter().for_each(|it| self.found.extend(it.found));
    }

    /// Whether there are no findings so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The findings so far.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter()
    }

    /// The level of a finding.
    pub fn level(&self, diagnostic: &Diagnostic) -> Level {
        diagnostic.level
    }

    /// How many findings stand at a level.
    pub fn count(&self, level: Level) -> usize {
        self.found.iter().filter(|finding| finding.level == level).count()
    }

    /// How many findings would be told if their pages did not pass them over.
    pub fn n_suppressed(&self) -> usize {
        self.n_suppressed
    }

    /// How many findings would be told if the baseline did not know them.
    pub fn n_known(&self) -> usize {
        self.n_known
    }

    /// Marks what pages pass over, whatever its level. Returns the rules that are named for nothing.
    pub fn suppress<'s>(&mut self, suppressions: &'s [Suppression]) -> Vec<&'s Spanned<String>> {
        suppression::mark(suppressions, &mut self.found)
    }

    /// Gives each finding its level and drops those that are allowed. Sorts by file, position, rule and
    /// headline, and drops exact repeats.
    pub fn decide(&mut self, sources: &SourceMap, levels: &Levels) {
        // A file has many findings of a rule, and the docs' settings many patterns of paths.
        let mut settled: BTreeMap<(FileId, &str, bool), Level> = BTreeMap::new();
        for finding in &mut self.found {
            let (file, rule) = (finding.primary.span.file, finding.rule);
            let mut level = |is_suppressed| {
                *settled
                    .entry((file, rule.name, is_suppressed))
                    .or_insert_with(|| levels.level(rule, &sources.file(file).path, is_suppressed))
            };
            finding.level = level(finding.is_suppressed);
            let is_passed_over = finding.is_suppressed
                && finding.level == Level::Allow
                && level(false) > Level::Allow;
            self.n_suppressed += usize::from(is_passed_over);
        }
        self.found.retain(|finding| finding.level > Level::Allow);
        self.found.sort_by(|a, b| {
            (a.primary.span, a.rule.name, &a.headline).cmp(&(
                b.primary.span,
                b.rule.name,
                &b.headline,
            ))
        });
        self.found.dedup_by(|a, b| {
            a.primary.span == b.primary.span
                && a.rule.name == b.rule.name
                && a.headline == b.headline
        });
    }

    /// Drops what is not to be told in this run. Returns how many findings that are.
    pub fn narrow(&mut self, is_told: impl FnMut(&Diagnostic) -> bool) -> usize {
        let n_found = self.found.len();
        self.found.retain(is_told);
        n_found - self.found.len()
    }

    /// Puts aside what is beyond so many findings of a file. Returns the first of each file, and how many
    /// there are.
    pub fn hold(&mut self, most: usize) -> Vec<(Span, usize)> {
        let mut beyond: Vec<(Span, usize)> = Vec::new();
        let mut n_of_file = (None, 0);
        self.untold.extend(self.found.extract_if(.., |finding| {
            let span = finding.primary.span;
            let n = if n_of_file.0 == Some(span.file) { n_of_file.1 } else { 0 };
            n_of_file = (Some(span.file), n + 1);
            match beyond.last_mut().filter(|_| n > most) {
                Some((_, n_beyond)) => *n_beyond += 1,
                None if n == most => beyond.push((span, 1)),
                None => {}
            }
            n >= most
        }));
        beyond
    }

    /// The findings that are not told because their files have too many.
    pub fn untold(&self) -> impl Iterator<Item = &Diagnostic> {
        self.untold.iter()
    }

    /// Tells once what is one mistake at several places, in docs of so many pages. Comes last.
    pub fn gather(&mut self, n_pages: usize) {
        gather::gather(&mut self.found, n_pages);
    }

    /// Drops what a baseline knows. Returns the entries that know more than is there, each with how often
    /// it is there.
    pub fn subtract<'b>(
        &mut self,
        sources: &SourceMap,
        baseline: &'b Baseline,
    ) -> Vec<(&'b BaselineEntry, usize)> {
        let n_found = self.found.len();
        let unused = baseline.subtract(sources, &mut self.found);
        self.n_known += n_found - self.found.len();
        unused
    }
}
