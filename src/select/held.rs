//! What can be called by whom holds permissions. Several that are held count together: some operations need
//! two at once.

use super::error::Problem;
use super::nearest;
use crate::model::{Model, Operation};
use crate::spelling::fits;
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
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::of(model);
    let mut held = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        held.push(known.read(text).map_err(|problem| (index, problem))?);
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

/// The permissions that pages name, each with the callers in lower case that may hold it.
struct Known<'m>(BTreeSet<(String, &'m str)>);

impl<'m> Known<'m> {
    fn of(model: &'m Model) -> Self {
        let rows = model.operations.iter().flat_map(|it| &it.permissions);
        let named = rows.flat_map(|row| {
            let caller = row.caller.to_lowercase();
            let names = row.alternatives.iter().flatten();
            names.map(move |name| (caller.clone(), name.as_str()))
        });
        Self(named.collect())
    }

    /// The names, of those that a kind of caller may hold.
    fn names(&self, kind: Option<&str>) -> BTreeSet<&'m str> {
        let is_of = |caller: &str| kind.is_none_or(|kind| caller.starts_with(kind));
        self.0.iter().filter(|(caller, _)| is_of(caller)).map(|(_, name)| *name).collect()
    }

    /// The first name that a text in lower case means.
    fn named(&self, kind: Option<&str>, text: &str) -> Option<&'m str> {
        let mut names = self.names(kind).into_iter();
        names.find(|name| fits(text, &name.to_lowercase()))
    }

    /// The first words of the callers: `delegated`, `application`.
    fn kinds(&self) -> BTreeSet<String> {
        let is_letter = |it: &char| it.is_alphanumeric();
        let first = self.0.iter().map(|(caller, _)| caller.chars().take_while(is_letter).collect());
        first.filter(|it: &String| !it.is_empty()).collect()
    }

    /// A permission by its name, or behind a kind of caller. Names may have colons, too.
    fn read(&self, text: &str) -> Result<Held, Problem> {
        if self.named(None, text).is_some() {
            return Ok(Held { kind: None, name: text.to_owned() });
        }
        let (kind, name) = match text.split_once(':') {
            Some((kind, name)) if !self.names(Some(kind)).is_empty() => (Some(kind), name.trim()),
            Some((kind, name)) if self.named(None, name.trim()).is_some() => {
                let kinds: Vec<String> = self.kinds().iter().map(|it| format!("`{it}`")).collect();
                let help = format!("the docs know {}", kinds.join(" and "));
                let problem = format!("no page has a row for callers of the kind `{kind}`");
                return Err(Problem::new(problem, Some(help)));
            }
            Some(_) | None => (None, text),
        };
        match self.named(kind, name) {
            Some(_) => Ok(Held { kind: kind.map(str::to_owned), name: name.to_owned() }),
            None => Err(self.unknown(kind, name)),
        }
    }

    /// What is wrong with a permission that nobody of a kind may hold.
    fn unknown(&self, kind: Option<&str>, name: &str) -> Problem {
        let problem = match kind {
            Some(kind) => format!("no page names this permission for `{kind}`"),
            None => "no page names this permission".to_owned(),
        };
        let others = self.kinds().into_iter().filter_map(|kind| {
            let name = self.named(Some(&kind), name)?;
            Some(format!("`permission:{kind}:{name}`"))
        });
        let others: Vec<String> = others.collect();
        if !others.is_empty() {
            return Problem::new(problem, Some(format!("they name {}", others.join(" and "))));
        }
        let prefix = kind.map(|kind| format!("{kind}:")).unwrap_or_default();
        let near = nearest::name(name, self.names(kind));
        let help = near.map(|near| format!("did you mean `permission:{prefix}{near}`?"));
        Problem::new(problem, Some(help.unwrap_or_else(|| LIST.to_owned())))
    }
}

const LIST: &str = "`docwright list operations` tells the least permission of each operation";

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
                && fits(&held.name, name)
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
        .filter(|names| names.iter().any(|name| fits(&held.name, &name.to_lowercase())))
        .min_by_key(|names| names.len());
    let is_other = |name: &&String| !fits(&held.name, &name.to_lowercase());
    let others = others.into_iter().flatten().filter(is_other);
    let others: Vec<String> = others.map(|name| format!("`permission:{name}`")).collect();
    let help = (!others.is_empty()).then(|| format!("hold it with {}", others.join(" and ")));
    Problem::new("no operation can be called with it alone", help)
}
