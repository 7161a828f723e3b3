//! How often something was seen, and where first.

use crate::source::Span;
use std::collections::BTreeMap;

/// How often something was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How often.
    pub n: usize,
    /// Where first.
    pub first: Span,
}

/// Things, each with how often it was seen.
#[derive(Clone, Debug)]
pub struct Counts<K>(BTreeMap<K, Seen>);

impl<K> Default for Counts<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Counts<K> {
    /// Counts one at a place; places come in page order.
    pub fn add(&mut self, what: K, at: Span) {
        self.0.entry(what).or_insert(Seen { n: 0, first: at }).n += 1;
    }

    /// Counts one at a place, if there is one.
    pub fn add_some(&mut self, what: Option<K>, at: Span) {
        what.into_iter().for_each(|it| self.add(it, at));
    }

    /// How often one was seen.
    pub fn of(&self, what: &K) -> Option<Seen> {
        self.0.get(what).copied()
    }

    /// Keeps those that are wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&K) -> bool) {
        self.0.retain(|what, _| is_wanted(what));
    }

    /// All that were counted.
    pub fn words(&self) -> impl Iterator<Item = &K> {
        self.0.keys()
    }

    /// Where the first of all was seen.
    pub fn first(&self) -> Option<Span> {
        self.0.values().map(|seen| seen.first).min()
    }

    /// Counts all of one that were seen.
    pub fn add_all(&mut self, what: K, seen: Seen) {
        let known = self.0.entry(what).or_insert(Seen { n: 0, ..seen });
        let first = known.first.min(seen.first);
        *known = Seen { n: known.n + seen.n, first };
    }

    /// How many were counted in all.
    pub fn n(&self) -> usize {
        self.0.values().map(|seen| seen.n).sum()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All, those that were seen most first.
    pub fn most_first(&self) -> Vec<(&K, Seen)> {
        let mut all: Vec<(&K, Seen)> = self.0.iter().map(|(what, seen)| (what, *seen)).collect();
        all.sort_by_key(|(_, seen)| std::cmp::Reverse(seen.n));
        all
    }
}
