//! Findings that a page says itself are to be passed over, and why.

use super::Diagnostic;
use crate::source::{FileId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

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

/// Marks the findings that pages pass over. Returns the rules that are named for nothing: every suppression
/// that covers a finding counts as needed.
pub(super) fn mark<'s>(
    all: &'s [Suppression],
    found: &mut [Diagnostic],
) -> Vec<&'s Spanned<String>> {
    let covers = covers(all);
    let mut places: BTreeMap<Key<'_>, Vec<u32>> = BTreeMap::new();
    for finding in found {
        let Span { file, start, .. } = finding.primary.span;
        let key = (file, finding.rule.name);
        let Some(covers) = covers.get(&key) else { continue };
        let n_before = covers.partition_point(|it| it.start <= start);
        finding.is_suppressed = n_before > 0 && covers[n_before - 1].reach > start;
        places.entry(key).or_default().push(start);
    }
    places.values_mut().for_each(|places| places.sort_unstable());
    let mut needed = BTreeSet::new();
    for (key, covers) in &covers {
        let Some(places) = places.get(key) else { continue };
        for cover in covers {
            let next = places.get(places.partition_point(|&at| at < cover.start));
            if next.is_some_and(|&at| at < cover.end) {
                needed.insert(cover.named);
            }
        }
    }
    let named = all.iter().enumerate().flat_map(|(index, it)| {
        it.rules.iter().enumerate().map(move |(rule, name)| ((index, rule), name))
    });
    named.filter(|(place, _)| !needed.contains(place)).map(|(_, name)| name).collect()
}

/// What a suppression is found by: the file, and the rule's name.
type Key<'s> = (FileId, &'s str);

/// What one suppression covers for one rule.
struct Cover {
    start: u32,
    end: u32,
    /// Where the last of this and the earlier ones ends.
    reach: u32,
    /// The place of the suppression in the list, and of the rule in the suppression.
    named: (usize, usize),
}

/// What is covered, in the order of its beginnings.
fn covers(all: &[Suppression]) -> BTreeMap<Key<'_>, Vec<Cover>> {
    let mut found: BTreeMap<Key<'_>, Vec<Cover>> = BTreeMap::new();
    for (index, suppression) in all.iter().enumerate() {
        let Span { file, start, end } = suppression.covers;
        // A rule that is named twice is named for nothing once.
        let mut names = BTreeSet::new();
        for (rule, name) in suppression.rules.iter().enumerate() {
            if names.insert(name.value.as_str()) {
                let cover = Cover { start, end, reach: end, named: (index, rule) };
                found.entry((file, &name.value)).or_default().push(cover);
            }
        }
    }
    for covers in found.values_mut() {
        covers.sort_by_key(|it| it.start);
        let mut reach = 0;
        for cover in covers {
            reach = reach.max(cover.end);
            cover.reach = reach;
        }
    }
    found
}
