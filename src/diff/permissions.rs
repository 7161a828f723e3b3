//! Who may call an operation, with what.

use super::both::Both;
use super::cx::Cx;
use super::draft::Draft;
use super::words::code;
use super::{Effect, Kind};
use crate::model::Operation;
use std::collections::{BTreeMap, BTreeSet};

/// What a kind of caller needs, whatever page says so.
#[derive(Debug, Default)]
struct Row {
    /// As the first page writes it.
    caller: String,
    scope: Option<String>,
    /// Each is one permission or several together, in name order.
    alternatives: BTreeSet<Vec<String>>,
    /// The least, where the docs state an order and all pages the same.
    least: BTreeSet<Vec<String>>,
    is_ordered: bool,
}

pub(super) fn compare(cx: &Cx<'_>, it: &Both<'_>, drafts: &mut Vec<Draft>) {
    let (old, new) = (rows(it.old), rows(it.new));
    // Docs that say nothing about permissions forbid nothing.
    let is_silent = old.is_empty() || new.is_empty();
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let (was_none, is_none) = (Row::default(), Row::default());
    for key in keys {
        let (was, is) = (old.get(key).unwrap_or(&was_none), new.get(key).unwrap_or(&is_none));
        let caller = match (old.get(key), new.get(key)) {
            (_, Some(row)) | (Some(row), None) => row.shown(),
            (None, None) => continue,
        };
        let mut tell = |kind, text: String, wire| {
            let wire = if is_silent { Effect::None } else { wire };
            drafts.push(it.draft(cx, kind, text, wire, Vec::new()));
        };
        match (was.alternatives.is_empty(), is.alternatives.is_empty()) {
            (true, true) => continue,
            (false, true) => {
                let text = format!("{caller} can no longer call it");
                tell(Kind::CallerRemoved, text, Effect::Breaks);
                continue;
            }
            (true, false) => {
                let text = format!("{caller} can call it, with {}", shown(&is.alternatives));
                tell(Kind::CallerAdded, text, Effect::Adds);
                continue;
            }
            (false, false) => {}
        }
        let gone: BTreeSet<_> = was.alternatives.difference(&is.alternatives).cloned().collect();
        let come: BTreeSet<_> = is.alternatives.difference(&was.alternatives).cloned().collect();
        // A permission is still enough where less than it is.
        let lost: BTreeSet<_> = gone
            .iter()
            .filter(|it| !come.iter().any(|other| other.iter().all(|one| it.contains(one))))
            .cloned()
            .collect();
        if !gone.is_empty() {
            let wire = if lost.is_empty() { Effect::None } else { Effect::Breaks };
            let text = format!("{} is no longer enough for {caller}", shown(&gone));
            tell(Kind::PermissionRemoved, text, wire);
        }
        if !come.is_empty() {
            let text = format!("{} is enough for {caller} now", shown(&come));
            tell(Kind::PermissionAdded, text, Effect::Adds);
        }
        let is_both = was.is_ordered && is.is_ordered;
        let is_told = was.least.iter().any(|it| gone.contains(it))
            || is.least.iter().any(|it| come.contains(it));
        if is_both && was.least != is.least && !is_told {
            let text = format!(
                "{} is the least that {caller} needs now, was {}",
                shown(&is.least),
                shown(&was.least)
            );
            tell(Kind::LeastPermissionChanged, text, Effect::None);
        }
    }
}

fn rows(operation: &Operation) -> BTreeMap<(String, Option<String>), Row> {
    let mut rows: BTreeMap<(String, Option<String>), Row> = BTreeMap::new();
    for permissions in &operation.permissions {
        let key = (permissions.caller.to_lowercase(), permissions.scope.clone());
        let is_new = !rows.contains_key(&key);
        let row = rows.entry(key).or_default();
        if is_new {
            row.caller.clone_from(&permissions.caller);
            row.scope.clone_from(&permissions.scope);
            row.is_ordered = true;
        } else if permissions.caller < row.caller {
            // Not the first page's: pages may be sorted otherwise.
            row.caller.clone_from(&permissions.caller);
        }
        let sorted = |names: &Vec<String>| {
            let mut names = names.clone();
            names.sort();
            names
        };
        row.alternatives.extend(permissions.alternatives.iter().map(sorted));
        row.is_ordered &= permissions.ordered || permissions.alternatives.is_empty();
        row.least.extend(permissions.alternatives.first().map(sorted));
    }
    rows
}

impl Row {
    fn shown(&self) -> String {
        match &self.scope {
            Some(scope) => format!("{} of {}", code(&self.caller), code(scope)),
            None => code(&self.caller),
        }
    }
}

fn shown(alternatives: &BTreeSet<Vec<String>>) -> String {
    let together = |names: &Vec<String>| {
        let names: Vec<String> = names.iter().map(|it| code(it)).collect();
        names.join(" with ")
    };
    alternatives.iter().map(together).collect::<Vec<_>>().join(" or ")
}
