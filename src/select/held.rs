//! What can be called by whom holds permissions. Several that are held count together: some operations need
//! two at once.

use super::error::Problem;
use super::globs::fits_text;
use super::nearest;
use crate::model::{Model, Operation};
use std::collections::BTreeSet;

/// A permission that is held, by one kind of caller or by any.
#[derive(Clone, Debug)]
struct Held {
    kind: Option<String>,
    name: String,
}

/// Operations, each with the places of the permissions that let it be called.
pub(super) type Callable = Vec<(usize, BTreeSet<usize>)>;

/// The operations that can be called with all of the permissions, which are written in lower case.
///
/// # Errors
///
/// If one of them is of no use: its place, and what is wrong with it.
pub(super) fn callable(model: &Model, texts: &[&str]) -> Result<Callable, (usize, Problem)> {
    let mut held = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        held.push(read(model, text).map_err(|problem| (index, problem))?);
    }
    let mut found = Vec::new();
    let mut of_use: BTreeSet<usize> = BTreeSet::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let by = needed(operation, &held);
        if !by.is_empty() {
            of_use.extend(by.iter().copied());
            found.push((index, by));
        }
    }
    match (0..texts.len()).find(|index| !of_use.contains(index)) {
        Some(index) => Err((index, alone(model, &held[index]))),
        None => Ok(found),
    }
}

/// A permission by its name, or behind a kind of caller. Names may have colons, too.
fn read(model: &Model, text: &str) -> Result<Held, Problem> {
    let is_named = |kind: Option<&str>, name: &str| {
        names(model, kind).iter().any(|it| fits_text(name, &it.to_lowercase()))
    };
    if is_named(None, text) {
        return Ok(Held { kind: None, name: text.to_owned() });
    }
    let (kind, name) = match text.split_once(':') {
        Some((kind, name)) if !names(model, Some(kind)).is_empty() => (Some(kind), name.trim()),
        Some((kind, name)) if is_named(None, name.trim()) => {
            let kinds = kinds(model).into_iter().map(|it| format!("`{it}`")).collect::<Vec<_>>();
            let help = format!("the docs know {}", kinds.join(" and "));
            let problem = format!("no page has a row for callers of the kind `{kind}`");
            return Err(Problem::new(problem, Some(help)));
        }
        Some(_) | None => (None, text),
    };
    if !is_named(kind, name) {
        let problem = match kind {
            Some(kind) => format!("no page names this permission for `{kind}`"),
            None => "no page names this permission".to_owned(),
        };
        if is_named(None, name) {
            let others = kinds(model).into_iter().flat_map(|kind| {
                let names = names(model, Some(&kind)).into_iter();
                let mut names = names.filter(|it| fits_text(name, &it.to_lowercase()));
                names.next().map(|name| format!("`permission:{kind}:{name}`"))
            });
            let help = format!("they name {}", others.collect::<Vec<_>>().join(" and "));
            return Err(Problem::new(problem, Some(help)));
        }
        let known = names(model, kind);
        let prefix = kind.map(|kind| format!("{kind}:")).unwrap_or_default();
        let near = nearest::name(name, known.iter().copied());
        let help = near.map(|near| format!("did you mean `permission:{prefix}{near}`?"));
        let help = help.unwrap_or_else(|| LIST.to_owned());
        return Err(Problem::new(problem, Some(help)));
    }
    Ok(Held { kind: kind.map(str::to_owned), name: name.to_owned() })
}

const LIST: &str = "`docwright list operations` tells the least permission of each operation";

/// The names of permissions, of those that a kind of caller may hold.
fn names<'m>(model: &'m Model, kind: Option<&str>) -> BTreeSet<&'m str> {
    let rows = model.operations.iter().flat_map(|it| &it.permissions);
    let rows = rows.filter(|row| kind.is_none_or(|kind| is_kind(&row.caller, kind)));
    rows.flat_map(|row| &row.alternatives).flatten().map(String::as_str).collect()
}

/// The first words of the callers that pages name: `delegated`, `application`.
fn kinds(model: &Model) -> BTreeSet<String> {
    let rows = model.operations.iter().flat_map(|it| &it.permissions);
    let first = |caller: &str| {
        let is_letter = |it: &char| it.is_alphanumeric();
        caller.to_lowercase().chars().take_while(is_letter).collect::<String>()
    };
    rows.map(|row| first(&row.caller)).filter(|it| !it.is_empty()).collect()
}

/// Whether a caller, as a page writes it, is of a kind: `Delegated (work account)` is `delegated`.
fn is_kind(caller: &str, kind: &str) -> bool {
    caller.to_lowercase().starts_with(kind)
}

/// The places of what is held that lets an operation be called; none if it can't be.
fn needed(operation: &Operation, held: &[Held]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for row in &operation.permissions {
        let is_held = |held: &Held, name: &str| {
            held.kind.as_ref().is_none_or(|kind| is_kind(&row.caller, kind))
                && fits_text(&held.name, name)
        };
        let places = |name: &String| {
            let name = name.to_lowercase();
            let places = (0..held.len()).filter(|place| is_held(&held[*place], &name));
            Some(places.collect::<Vec<_>>()).filter(|it| !it.is_empty())
        };
        for together in row.alternatives.iter().filter(|it| !it.is_empty()) {
            let places: Option<Vec<Vec<usize>>> = together.iter().map(places).collect();
            found.extend(places.into_iter().flatten().flatten());
        }
    }
    found
}

/// What is wrong with a permission that opens nothing.
fn alone(model: &Model, held: &Held) -> Problem {
    let rows = model.operations.iter().flat_map(|it| &it.permissions);
    let together = rows.flat_map(|row| &row.alternatives);
    let others = together
        .filter(|names| names.iter().any(|name| fits_text(&held.name, &name.to_lowercase())))
        .min_by_key(|names| names.len());
    let is_other = |name: &&String| !fits_text(&held.name, &name.to_lowercase());
    let others = others.into_iter().flatten().filter(is_other);
    let others: Vec<String> = others.map(|name| format!("`permission:{name}`")).collect();
    let help = (!others.is_empty()).then(|| format!("hold it with {}", others.join(" and ")));
    Problem::new("no operation can be called with it alone", help)
}
