//! Findings that a page says itself are to be passed over, and why.

use super::Diagnostic;
use crate::source::{FileId, Span, Spanned};
use std::collections::BTreeMap;

/// A comment in a page that names rules whose findings are not to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The rules' names, as written.
    pub rules: Vec<Spanned<String>>,
    /// A reason is given.
    pub has_reason: bool,
    /// Findings that begin here are passed over: a line, a block, or a whole page, whose end may be past
    /// that of the file.
    pub covers: Span,
    /// The comment.
    pub span: Span,
}

impl Suppression {
    /// The place in the list of rules at which it names the finding's rule, if it is about the finding.
    fn rule_of(&self, finding: &Diagnostic) -> Option<usize> {
        let (at, covers) = (finding.primary.span, self.covers);
        let is_inside = covers.file == at.file && (covers.start..covers.end).contains(&at.start);
        let names = |rule: &Spanned<String>| rule.value == finding.rule.name;
        self.rules.iter().position(names).filter(|_| is_inside)
    }
}

/// Suppressions, found by file; keeps account of those that are needed.
#[derive(Debug)]
pub(super) struct Suppressions<'s> {
    by_file: BTreeMap<FileId, Vec<usize>>,
    all: &'s [Suppression],
    /// For each suppression, for each rule that it names: it passed a finding over.
    used: Vec<Vec<bool>>,
}

impl<'s> Suppressions<'s> {
    pub(super) fn new(all: &'s [Suppression]) -> Self {
        let mut by_file: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
        for (index, suppression) in all.iter().enumerate() {
            by_file.entry(suppression.covers.file).or_default().push(index);
        }
        let used = all.iter().map(|it| vec![false; it.rules.len()]).collect();
        Self { by_file, all, used }
    }

    /// Whether the page passes a finding over. Every suppression that does so counts as needed.
    pub(super) fn is_suppressed(&mut self, finding: &Diagnostic) -> bool {
        let mut is_suppressed = false;
        for &index in self.by_file.get(&finding.primary.span.file).into_iter().flatten() {
            if let Some(rule) = self.all[index].rule_of(finding) {
                self.used[index][rule] = true;
                is_suppressed = true;
            }
        }
        is_suppressed
    }

    /// The rules that are named for nothing.
    pub(super) fn unused(self) -> Vec<&'s Spanned<String>> {
        let used = self.used.into_iter().flatten();
        let named = self.all.iter().flat_map(|it| &it.rules);
        named.zip(used).filter(|(_, used)| !used).map(|(rule, _)| rule).collect()
    }
}
