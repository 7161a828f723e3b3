//! What functions are given in the path.

use super::both::Both;
use super::cx::Cx;
use super::draft::{Claim, Draft};
use super::words::{code, codes};
use super::{Effect, Kind, likeness};
use crate::edm::Primitive;
use crate::model::{Argument, Operation, PathSegment};

/// Names at least so like are one that was renamed.
const LIKE: f64 = 0.6;

/// All arguments of an operation's path.
pub(super) fn of(operation: &Operation) -> Vec<&Argument> {
    fn of_call(it: &PathSegment) -> &[Argument] {
        match it {
            PathSegment::Call { arguments, .. } => arguments,
            PathSegment::Literal(_) | PathSegment::Key { .. } => &[],
        }
    }
    operation.path.segments.iter().flat_map(of_call).collect()
}

/// Compares them; what is told is said to be about these things in Rust.
pub(super) fn compare(cx: &Cx<'_>, it: &Both<'_>, claims: &[Claim], drafts: &mut Vec<Draft>) {
    let (old, new) = (of(it.old), of(it.new));
    let mut tell = |text: String, wire| {
        let mut draft = it.draft(cx, Kind::ArgumentChanged, text, wire, claims.to_vec());
        draft.swaps = wire == Effect::None;
        drafts.push(draft);
    };
    let is_same = |a: &Argument, b: &Argument| a.name.eq_ignore_ascii_case(&b.name);
    // Arguments without names are told by their places.
    let has_names = old.iter().chain(&new).all(|it| !it.name.is_empty());
    if !has_names && old.len() != new.len() {
        return;
    }
    let both: Vec<(&Argument, &Argument)> = match has_names {
        true => {
            let find = |a: &&Argument| new.iter().find(|b| is_same(a, b)).copied();
            old.iter().filter_map(|a| Some((*a, find(a)?))).collect()
        }
        false => old.iter().copied().zip(new.iter().copied()).collect(),
    };
    let missing = |all: &[&'_ Argument], others: &[&Argument]| -> Vec<String> {
        let missing = all.iter().filter(|a| !others.iter().any(|b| is_same(a, b)));
        missing.filter(|_| has_names).map(|it| it.name.clone()).collect()
    };
    let (gone, come) = (missing(&old, &new), missing(&new, &old));
    let renamed = likeness::pairs(&gone, &come, |a, b| {
        let names = likeness::of_names(a, b);
        if names >= LIKE || (gone.len() == 1 && come.len() == 1) { 0.1 + names } else { 0.0 }
    });
    for (i, j) in &renamed {
        let (was, is) = (code(&gone[*i]), code(&come[*j]));
        tell(format!("argument {was} is called {is} now"), Effect::Breaks);
    }
    for (i, name) in gone.iter().enumerate() {
        if !renamed.iter().any(|it| it.0 == i) {
            tell(format!("argument {} is gone", code(name)), Effect::Breaks);
        }
    }
    for (j, name) in come.iter().enumerate() {
        if !renamed.iter().any(|it| it.1 == j) {
            tell(format!("argument {} is new; it must be given", code(name)), Effect::Breaks);
        }
    }
    let places = both.iter().map(|(_, b)| new.iter().position(|it| std::ptr::eq(*it, *b)));
    if !places.is_sorted() {
        let names: Vec<String> = new.iter().map(|it| it.name.clone()).collect();
        // They have names on the wire, and places in Rust.
        tell(format!("arguments stand in another order now: {}", codes(&names)), Effect::None);
    }
    for (a, b) in both {
        let is_written_alike = (a.quoted, &a.prefix) == (b.quoted, &b.prefix);
        if a.ty == b.ty && is_written_alike {
            continue;
        }
        let name = |ty: Primitive| ty.name().trim_start_matches("Edm.");
        let text = match a.ty == b.ty {
            true => format!("argument {} is written otherwise in the path now", code(&b.name)),
            false => {
                let b_name = code(&b.name);
                format!("argument {b_name} is `{}` now, was `{}`", name(b.ty), name(a.ty))
            }
        };
        tell(text, Effect::Breaks);
    }
}

/// What is about the arguments of an operation that both sides have under one name.
pub(super) fn claims(it: &Both<'_>) -> Vec<Claim> {
    let mut claims = it.claim("method");
    let path = it.new_key.split_once(' ').map_or("", |(_, path)| path);
    let ends = path.match_indices('/').map(|(at, _)| at).skip(1).chain([path.len()]);
    claims.extend(ends.map(|end| Claim::One(format!("accessor of {}", &path[..end]))));
    claims
}
