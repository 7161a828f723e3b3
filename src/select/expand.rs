//! Relationships that a user names to be followed: `order.customer`.

use super::closure::Closure;
use super::error::{Error, Problem};
use super::matches::of_name;
use super::nearest;
use super::why::WhyType;
use crate::model::{ItemType, Model, Property, TypeId};
use crate::spelling::fits;

/// The list that they stand in.
const LIST: &str = "expand";

/// A relationship that is to be followed.
#[derive(Debug)]
pub(super) struct Expanded {
    owner: TypeId,
    property: String,
    target: TypeId,
    by: usize,
}

/// Finds the relationships that texts name.
///
/// # Errors
///
/// If a text names none.
pub(super) fn relationships(model: &Model, texts: &[String]) -> Result<Vec<Expanded>, Error> {
    let mut all = Vec::new();
    for (by, text) in texts.iter().enumerate() {
        let found = find(model, text.trim(), by).map_err(|problem| problem.of(LIST, by, text))?;
        all.extend(found);
    }
    Ok(all)
}

fn find(model: &Model, text: &str, by: usize) -> Result<Vec<Expanded>, Problem> {
    let named = text.rsplit_once('.').filter(|(ty, name)| !ty.is_empty() && !name.is_empty());
    let Some((ty, name)) = named else {
        let help = "write a type and its relationship: `order.customer`, or `order.*` for all";
        return Err(Problem::new("it names no relationship", Some(help.to_owned())));
    };
    let owners = of_name(model, &ty.to_lowercase()).map_err(|problem| {
        let help = problem.help.map(|it| it.replace("`type:", "the type `"));
        Problem { help, ..problem }
    })?;
    let wanted = name.to_lowercase();
    let mut found = Vec::new();
    let mut known: Vec<&str> = Vec::new();
    for &owner in &owners {
        let properties = || model.properties(owner).filter_map(|it| Some((it, target(it)?)));
        known.extend(properties().map(|(it, _)| it.name.as_str()));
        let named = properties().filter(|(it, _)| fits(&wanted, &it.name.to_lowercase()));
        found.extend(named.map(|(it, target)| {
            let property = it.name.clone();
            Expanded { owner, property, target, by }
        }));
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let is_property =
        |owner: &TypeId| model.properties(*owner).any(|it| it.name.to_lowercase() == wanted);
    if owners.iter().any(is_property) {
        let help = "only relationships are followed; leave it out".to_owned();
        return Err(Problem::new("this property is always there", Some(help)));
    }
    known.sort_unstable();
    known.dedup();
    let help = match nearest::name(&wanted, known.iter().copied()) {
        Some(near) => format!("did you mean `{ty}.{near}`?"),
        None if known.is_empty() => format!("`{ty}` has no relationships"),
        None => format!("`{ty}` has {}", shown(&known)),
    };
    Err(Problem::new("the type has no such relationship", Some(help)))
}

/// The type that a relationship leads to.
fn target(property: &Property) -> Option<TypeId> {
    match property.ty.item {
        ItemType::Named(id) => property.navigation.then_some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    }
}

/// So many names are shown at most.
const MOST_SHOWN: usize = 8;

fn shown(names: &[&str]) -> String {
    let first: Vec<String> = names.iter().take(MOST_SHOWN).map(|it| format!("`{it}`")).collect();
    let more = if names.len() > MOST_SHOWN { " and more" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// Follows relationships from the types that are there, and what they lead to.
///
/// # Errors
///
/// If the type that has one is not there.
pub(super) fn follow(
    closure: &mut Closure<'_>,
    expanded: &[Expanded],
    texts: &[String],
) -> Result<(), Error> {
    let mut is_followed = vec![false; expanded.len()];
    loop {
        let mut is_done = true;
        for (relationship, is_followed) in expanded.iter().zip(&mut is_followed) {
            let Expanded { owner, property, target, by } = relationship;
            if *is_followed || !closure.has(*owner) {
                continue;
            }
            (*is_followed, is_done) = (true, false);
            let (owner, property) = (*owner, property.clone());
            closure.add(*target, WhyType::Expanded { owner, property, by: *by });
        }
        if is_done {
            break;
        }
        closure.follow();
    }
    for (by, text) in texts.iter().enumerate() {
        let mut own = expanded.iter().zip(&is_followed).filter(|(it, _)| it.by == by);
        if !own.any(|(_, is_followed)| *is_followed) {
            let help = "include an operation that answers it, or the type itself: `type:order`";
            let problem = Problem::new("its type is not in the client", Some(help.to_owned()));
            return Err(problem.of(LIST, by, text));
        }
    }
    Ok(())
}
