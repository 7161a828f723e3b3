//! An operation that both sides have, and what of it is claimed in Rust.

use super::cx::Cx;
use super::draft::{Claim, Draft};
use super::{Effect, Kind};
use crate::model::Operation;

/// An operation that both sides have.
pub(super) struct Both<'c> {
    pub(super) old: &'c Operation,
    pub(super) new: &'c Operation,
    /// What tells it from others, on both sides.
    pub(super) old_key: &'c str,
    pub(super) new_key: &'c str,
}

impl Both<'_> {
    /// A change of it.
    pub(super) fn draft(
        &self,
        cx: &Cx<'_>,
        kind: Kind,
        text: String,
        wire: Effect,
        claims: Vec<Claim>,
    ) -> Draft {
        let old = self.old.lines.first().map(|it| cx.old.places.of_line(it));
        let new = self.new.lines.first().map(|it| cx.new.places.of_line(it));
        cx.both(kind, &subject(self.new), text, wire, (old, new), claims)
    }

    /// Its method, as it is on both sides.
    pub(super) fn claim(&self, what: &str) -> Vec<Claim> {
        let mut claims = vec![Claim::One(format!("{what} of {}", self.new_key))];
        if self.old_key != self.new_key {
            claims.push(Claim::One(format!("{what} of {}", self.old_key)));
        }
        claims
    }

    /// One of the things that its marker takes.
    pub(super) fn claim_offers(&self, names: &[&str]) -> Vec<Claim> {
        let offer = |name: &&str| {
            [self.new_key, self.old_key].map(|key| Claim::All(format!("offer of {key}: {name}")))
        };
        names.iter().flat_map(offer).collect()
    }
}

/// An operation as people call it.
pub(super) fn subject(operation: &Operation) -> String {
    let slash = if operation.ends_in_slash { "/" } else { "" };
    format!("{} {}{slash}", operation.method.as_str(), operation.path)
}
