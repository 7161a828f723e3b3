//! What changes do to Rust code: each difference of what other crates can name belongs to the changes that claim it.
//!
//! As cargo sees it, what goes, is called otherwise or is of another type breaks; what comes does not, since structs are
//! built with `..Default::default()` and enums are `#[non_exhaustive]`.

use super::cx::Cx;
use super::draft::{Claim, Delta, Deltas, Draft};
use super::{Change, Effect, following};
use crate::emit::rust::SurfaceItem;
use std::collections::{BTreeMap, BTreeSet};

/// As many things are named for one change.
const NAMED: usize = 12;

type Items = BTreeMap<String, SurfaceItem>;

/// Says of each change what it does to Rust code, and adds those that nothing else explains.
pub(super) fn judge(cx: &Cx<'_>, drafts: Vec<Draft>, old: &Items, new: &Items) -> Vec<Change> {
    let deltas = deltas(cx, old, new);
    let mut unclaimed: BTreeSet<&str> = deltas.keys().map(String::as_str).collect();
    let mut changes = Vec::new();
    for draft in drafts {
        let mut claimed: BTreeSet<&str> = BTreeSet::new();
        for claim in &draft.claims {
            match claim {
                Claim::One(key) => {
                    claimed.extend(deltas.get_key_value(key).map(|(key, _)| key.as_str()));
                }
                Claim::All(start) => claimed.extend(
                    deltas
                        .range(start.clone()..)
                        .map(|(key, _)| key.as_str())
                        .take_while(|key| key.starts_with(start.as_str())),
                ),
                Claim::Mentions(ty) => {
                    let Some(item) = new.get(&format!("type {ty}")) else { continue };
                    let is_of =
                        |delta: &Delta| delta.texts.iter().any(|text| mentions(text, &item.path));
                    let of = deltas.iter().filter(|(_, delta)| is_of(delta));
                    claimed.extend(of.map(|(key, _)| key.as_str()));
                }
            }
        }
        let told: Deltas<'_> = claimed.iter().map(|key| (*key, &deltas[*key])).collect();
        for key in claimed {
            unclaimed.remove(key);
        }
        changes.push(change(draft, &told));
    }
    // What only comes beside something else is no change of its own.
    let left = unclaimed.into_iter().map(|key| (key, &deltas[key]));
    let left = left.filter(|(_, delta)| delta.effect == Effect::Breaks);
    changes.extend(following::drafts(cx, left).iter().map(|(draft, of)| change(draft.clone(), of)));
    changes
}

fn change(draft: Draft, deltas: &[(&str, &Delta)]) -> Change {
    let told = of_one_name(&draft, deltas);
    let rust = told.iter().map(|it| it.0).max().unwrap_or(Effect::None);
    let mut notes: Vec<String> = Vec::new();
    // What breaks is named; beside it what comes is not.
    for (_, note) in told.into_iter().filter(|it| it.0 == rust) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    let n_more = notes.len().saturating_sub(NAMED);
    if n_more > 0 {
        notes.truncate(NAMED);
        notes.push(format!("and {n_more} more"));
    }
    let Draft { kind, subjects, text, wire, old, new, .. } = draft;
    Change { kind, subjects, text, wire, rust, in_rust: notes, old, new }
}

/// What is told of each difference. What goes and what comes under one name is one thing, of another type or the same.
fn of_one_name(draft: &Draft, deltas: &[(&str, &Delta)]) -> Vec<(Effect, String)> {
    let mut come: BTreeMap<&str, &Delta> = BTreeMap::new();
    for (_, delta) in deltas {
        if let [None, Some(path)] = &delta.paths {
            come.insert(path, delta);
        }
    }
    let mut told = Vec::new();
    let mut met = BTreeSet::new();
    for (key, delta) in deltas {
        let [Some(path), None] = &delta.paths else { continue };
        let Some(other) = come.get(path.as_str()) else { continue };
        met.insert(path.as_str());
        let (was, is) = (&delta.texts[0], &other.texts[1]);
        let is_method = ["accessor of ", "method of "].iter().any(|it| key.starts_with(it));
        if was != is {
            told.push((Effect::Breaks, format!("`{path}`: `{is}`, was `{was}`")));
        } else if draft.swaps && is_method && was.contains(',') {
            let note = format!("`{path}` takes its arguments in another order");
            told.push((Effect::Breaks, note));
        }
    }
    let is_met = |delta: &Delta| match &delta.paths {
        [Some(path), None] | [None, Some(path)] => met.contains(path.as_str()),
        _ => false,
    };
    let others = deltas.iter().filter(|(_, delta)| !is_met(delta));
    told.extend(others.map(|(_, delta)| (delta.effect, delta.note.clone())));
    told
}

fn deltas(cx: &Cx<'_>, old: &Items, new: &Items) -> BTreeMap<String, Delta> {
    // A type of another name is no other type where it is named.
    let path = |items: &Items, ty: &str| Some(items.get(&format!("type {ty}"))?.path.clone());
    let of_docs = cx.renamed.iter().map(|(was, is)| (was.as_str(), is.as_str()));
    let of_rust = old.keys().filter_map(|key| key.strip_prefix("type ")).map(|it| (it, it));
    let renamed: Vec<(String, String)> = of_docs
        .chain(of_rust)
        .filter_map(|(was, is)| Some((path(old, was)?, path(new, is)?)))
        .filter(|(was, is)| was != is)
        .collect();
    let mut deltas = BTreeMap::new();
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (effect, note, texts) = match (old.get(key), new.get(key)) {
            (Some(was), Some(is)) if was == is => continue,
            (Some(was), Some(is)) => {
                let text = renamed
                    .iter()
                    .fold(was.text.clone(), |text, (was, is)| replaced(&text, was, is));
                let note = match was.path == is.path {
                    true if text == is.text => continue,
                    true => format!("`{}`: `{}`, was `{}`", is.path, is.text, was.text),
                    false => format!("`{}` is `{}`", was.path, is.path),
                };
                (Effect::Breaks, note, [was.text.clone(), is.text.clone()])
            }
            (Some(was), None) => {
                let note = format!("`{}` is gone", was.path);
                (Effect::Breaks, note, [was.text.clone(), String::new()])
            }
            (None, Some(is)) => {
                let note = format!("`{}` is new", is.path);
                (Effect::Adds, note, [String::new(), is.text.clone()])
            }
            (None, None) => continue,
        };
        let paths = [old.get(key), new.get(key)].map(|it| it.map(|it| it.path.clone()));
        deltas.insert(key.clone(), Delta { effect, note, paths, texts });
    }
    deltas
}

/// Whether a text names a path, and not only the beginning of a longer name.
fn mentions(text: &str, path: &str) -> bool {
    replaced(text, path, "") != text
}

fn replaced(text: &str, was: &str, is: &str) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(was) {
        let (before, after) = (&rest[..at], &rest[at + was.len()..]);
        let is_longer = after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        replaced.push_str(before);
        replaced.push_str(if is_longer { was } else { is });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}
