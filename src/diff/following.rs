//! Differences in Rust that no change of the docs explains alone: names that moved since others came or went.

use super::both::subject;
use super::cx::{Cx, name_of};
use super::draft::{Delta, Deltas, Draft};
use super::place::Place;
use super::{Effect, Kind, Side};
use crate::model::Operation;
use std::collections::BTreeMap;

/// What begins the keys of things; see [`crate::emit::rust::surface`].
const STARTS: &[&str] = &[
    "accessor of ",
    "answer of ",
    "base of ",
    "downcast of ",
    "member ",
    "method of ",
    "offer of ",
    "operation ",
    "parameter of ",
    "parameters of ",
    "path ",
    "property ",
    "type ",
];

/// A change for each thing of the docs whose Rust differs, with the differences; those of one page are one.
pub(super) fn drafts<'d>(
    cx: &Cx<'_>,
    left: impl Iterator<Item = (&'d str, &'d Delta)>,
) -> Vec<(Draft, Deltas<'d>)> {
    let mut things: BTreeMap<&str, Deltas<'d>> = BTreeMap::new();
    for (key, delta) in left {
        things.entry(thing(key)).or_default().push((key, delta));
    }
    let mut drafts: BTreeMap<[Option<String>; 2], (Draft, Deltas<'d>)> = BTreeMap::new();
    for (thing, deltas) in things {
        let (subject, old, new) = of_docs(cx, thing);
        let page = |place: &Option<Place>| place.as_ref().map(|it| it.page.clone());
        let draft = || Draft {
            kind: Kind::RustChanged,
            subjects: Vec::new(),
            text: "is otherwise in Rust alone".to_owned(),
            wire: Effect::None,
            claims: Vec::new(),
            old: old.clone(),
            new: new.clone(),
            swaps: false,
        };
        let of_page =
            drafts.entry([page(&old), page(&new)]).or_insert_with(|| (draft(), Vec::new()));
        of_page.0.subjects.push(subject);
        of_page.1.extend(deltas);
    }
    drafts.into_values().collect()
}

/// What a key is about: the qualified name of a type, or the key of an operation or a path.
fn thing(key: &str) -> &str {
    let rest = STARTS.iter().find_map(|it| key.strip_prefix(it)).unwrap_or(key);
    let rest = rest.split(": ").next().unwrap_or(rest);
    match key.strip_prefix("property ").or_else(|| key.strip_prefix("member ")) {
        Some(member) => member.rsplit_once('.').map_or(member, |(ty, _)| ty),
        None => rest,
    }
}

/// The same in the docs' words, and where it stands on both sides.
fn of_docs(cx: &Cx<'_>, thing: &str) -> (String, Option<Place>, Option<Place>) {
    let (old, new) = (cx.old_operations.get(thing), cx.new_operations.get(thing));
    if let Some(operation) = new.or(old) {
        let at = |side: &Side<'_>, operation: Option<&&Operation>| {
            operation.and_then(|it| it.lines.first()).map(|it| side.places.of_line(it))
        };
        return (subject(operation), at(cx.old, old), at(cx.new, new));
    }
    // A path is documented by what can be done there or below.
    if thing.starts_with('/') {
        let at = |side: &Side<'_>, all: &BTreeMap<&str, &Operation>| {
            let is_below =
                |key: &str| key.split_once(' ').is_some_and(|(_, it)| it.starts_with(thing));
            let first = all.iter().find(|(key, _)| is_below(key))?.1.lines.first()?;
            Some(side.places.of_line(first))
        };
        let (old, new) = (at(cx.old, &cx.old_operations), at(cx.new, &cx.new_operations));
        return (thing.to_owned(), old, new);
    }
    let at = |side: &Side<'_>| {
        let id = side.model.type_id(thing)?;
        Some((name_of(side.model, id), side.places.of(side.model.ty(id).docs())))
    };
    let (old, new) = (at(cx.old), at(cx.new));
    let name = new.as_ref().or(old.as_ref()).map_or(thing, |it| &it.0).to_owned();
    (name, old.and_then(|it| it.1), new.and_then(|it| it.1))
}
