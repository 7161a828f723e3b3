//! A change before it is known what it does to Rust code.

use super::change::{Effect, Kind};
use super::place::Place;
use std::collections::BTreeMap;

/// A change that is to be judged.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) subjects: Vec<String>,
    pub(super) text: String,
    pub(super) wire: Effect,
    /// What it is about in Rust.
    pub(super) claims: Vec<Claim>,
    pub(super) old: Option<Place>,
    pub(super) new: Option<Place>,
    /// Methods take the same in another order.
    pub(super) swaps: bool,
}

/// Things that other crates can name, by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// This one.
    One(String),
    /// Those whose keys begin so.
    All(String),
    /// Those whose type is made of this one of the docs.
    Mentions(String),
}

/// A difference of one thing that other crates can name.
#[derive(Debug)]
pub(super) struct Delta {
    pub(super) effect: Effect,
    pub(super) note: String,
    /// What it is called on both sides.
    pub(super) paths: [Option<String>; 2],
    /// What both are made of.
    pub(super) texts: [String; 2],
}

/// Differences by their keys.
pub(super) type Deltas<'d> = Vec<(&'d str, &'d Delta)>;

/// What changes have in common that are one: kind, text, what they do on the wire, and the pages of both sides.
type Alike = (Kind, String, Effect, Option<String>, Option<String>);

/// Makes one of changes that differ in nothing but what changed: one page documents an operation on several paths.
pub(super) fn grouped(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut grouped: Vec<Draft> = Vec::new();
    let mut known: BTreeMap<Alike, usize> = BTreeMap::new();
    for draft in drafts {
        let page = |place: &Option<Place>| place.as_ref().map(|it| it.page.clone());
        let (old, new) = (page(&draft.old), page(&draft.new));
        let key = (draft.kind, draft.text.clone(), draft.wire, old, new);
        // Things of a page of types differ in more than their names.
        let is_of_operation = draft.subjects.iter().any(|it| it.contains(' '));
        match known.get(&key).filter(|_| is_of_operation) {
            Some(&index) => {
                grouped[index].subjects.extend(draft.subjects);
                grouped[index].claims.extend(draft.claims);
            }
            None => {
                known.insert(key, grouped.len());
                grouped.push(draft);
            }
        }
    }
    grouped
}
