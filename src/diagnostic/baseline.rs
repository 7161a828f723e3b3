//! Findings that were there when a doc set began to be checked, and are not told again until they are
//! mended: a doc set starts clean, and what is mended can't come back unseen.

use super::{Diagnostic, NoteKind, Rule};
use crate::source::{SourceMap, Span};
use std::collections::BTreeMap;

/// The known findings. Lines may come and go: a finding is known by its rule, its page and what it says.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The entries, each of another finding.
    pub entries: Vec<BaselineEntry>,
    /// What to type to write it anew.
    pub command: String,
}

/// A finding that is known.
#[derive(Clone, Debug)]
pub struct BaselineEntry {
    /// What it is known by.
    pub finding: Known,
    /// How often it is in its page.
    pub count: usize,
    /// Where it stands in the baseline's file.
    pub span: Span,
}

/// What a finding is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The page's path below the root of the docs.
    pub path: String,
    /// The rule's name.
    pub rule: String,
    /// What it says; see [`Diagnostic::stable_text`].
    pub text: String,
}

impl Known {
    /// What a finding is known by.
    pub fn of(sources: &SourceMap, finding: &Diagnostic) -> Self {
        Self::at(sources, finding.rule, finding.primary.span, finding.stable_text())
    }

    /// What a finding of a rule is known by that says this at a place.
    pub fn at(sources: &SourceMap, rule: &Rule, span: Span, text: String) -> Self {
        let path = sources.file(span.file).path.clone();
        Self { path, rule: rule.name.to_owned(), text }
    }
}

impl Baseline {
    /// Takes the known findings out of a sorted list, and returns the entries that say more than is there
    /// with how many there are.
    pub(super) fn subtract(
        &self,
        sources: &SourceMap,
        found: &mut Vec<Diagnostic>,
    ) -> Vec<(&BaselineEntry, usize)> {
        let mut left: BTreeMap<&Known, usize> =
            self.entries.iter().map(|entry| (&entry.finding, entry.count)).collect();
        found.retain_mut(|finding| {
            let known = Known::of(sources, finding);
            match left.get_mut(&known) {
                Some(0) => {
                    // Which one of several alike is new can't be told; it may be any.
                    finding
                        .add_note(NoteKind::Note, "the page has more of these than its baseline");
                    true
                }
                Some(left) => {
                    *left -= 1;
                    false
                }
                None => true,
            }
        });
        let unused = self.entries.iter().filter_map(|entry| {
            let left = left.get(&entry.finding).copied().filter(|left| *left > 0)?;
            Some((entry, entry.count - left))
        });
        unused.collect()
    }
}
