//! What a client is made of: a model and what somebody asks for in, the part of the model that it needs out,
//! with the reason for each thing.
//!
//! ```text
//! selectors ─parse→ asked for ─match→ operations and types ─follow what they need→ Part, and why
//! ```

mod closure;
mod error;
mod expand;
mod filter;
mod globs;
mod held;
mod matches;
mod nearest;
mod places;
mod selection;
mod selector;
mod why;

pub use self::error::Error;
pub use self::filter::Filter;
pub use self::selection::{LISTS, Selection};

use self::closure::Closure;
use self::matches::{By, Matches};
use self::places::Places;
use self::why::WhyType;
use crate::model::{ItemType, Model, Part, Property, Type, TypeId};
use std::collections::{BTreeMap, BTreeSet};

/// What was chosen, and why.
#[derive(Clone, Debug)]
pub struct Chosen {
    selection: Selection,
    operations: BTreeMap<usize, By>,
    types: BTreeMap<TypeId, WhyType>,
}

/// Finds the part of a model that a selection needs.
///
/// # Errors
///
/// If a selector can't be read, matches nothing, or leaves out what others need.
pub fn select(model: &Model, selection: &Selection) -> Result<Chosen, Error> {
    select_with(model, selection, &Further::default())
}

/// What is included beside what selectors name.
#[derive(Clone, Debug, Default)]
pub struct Further {
    /// Operations, by their places in the model.
    pub operations: BTreeSet<usize>,
    /// Types.
    pub types: BTreeSet<TypeId>,
}

impl Further {
    /// Whether that is nothing.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.types.is_empty()
    }
}

/// The same with what is included beside the selection.
///
/// # Errors
///
/// As of [`select`].
pub fn select_with(
    model: &Model,
    selection: &Selection,
    further: &Further,
) -> Result<Chosen, Error> {
    find(model, selection, further).map_err(|error| {
        let place = selection.places.get(&(error.list, error.text.clone())).cloned();
        Error { place, ..error }
    })
}

fn find(model: &Model, selection: &Selection, further: &Further) -> Result<Chosen, Error> {
    let places = Places::of(model);
    let asked = Matches::of(model, &places, "include", &selection.include)?;
    let left_out = Matches::of(model, &places, "exclude", &selection.exclude)?;
    let expanded = expand::relationships(model, &selection.expand)?;
    let is_all = selection.include.is_empty() && further.is_empty();
    let asked_for = |index: usize| match asked.operations.get(&index) {
        Some(by) => Some(by.clone()),
        None => (is_all || further.operations.contains(&index)).then(By::new),
    };
    let operations: BTreeMap<usize, By> = (0..model.operations.len())
        .filter(|index| !left_out.operations.contains_key(index))
        .filter_map(|index| Some((index, asked_for(index)?)))
        .collect();

    let mut closure = Closure::new(model, &left_out);
    for (id, by) in asked.types {
        closure.add(id, WhyType::Asked(by));
    }
    further.types.iter().for_each(|id| closure.add(*id, WhyType::Asked(By::new())));
    if is_all {
        (0..model.types.len()).for_each(|index| closure.add(TypeId(index), WhyType::All));
    }
    operations.keys().for_each(|index| closure.add_operation(*index));
    let by_name = places::types_by_name(model);
    operations.keys().for_each(|index| closure.add_examples(*index, &by_name));
    closure.follow();
    expand::follow(&mut closure, &expanded, &selection.expand)?;

    if let Some((id, problem)) = closure.broken(operations.keys()) {
        let by = left_out.types.get(&id).and_then(|by| by.first()).copied().unwrap_or_default();
        return Err(problem.of("exclude", by, &selection.exclude[by]));
    }
    if !selection.is_everything() && operations.is_empty() && closure.types.is_empty() {
        let problem = error::Problem::new("nothing is left", None);
        let last = selection.exclude.len().saturating_sub(1);
        let text = selection.exclude.get(last).map(String::as_str).unwrap_or_default();
        return Err(problem.of("exclude", last, text));
    }
    let types = closure.types;
    Ok(Chosen { selection: selection.clone(), operations, types })
}

impl Chosen {
    /// Why each operation and each type is there: what it is called, and the reason in words.
    pub fn explain(&self, model: &Model) -> Vec<[String; 2]> {
        let operations = self.operations.iter().map(|(index, by)| {
            let why = match by.is_empty() {
                true => "all are".to_owned(),
                false => why::selectors(&self.selection, by),
            };
            [why::line(&model.operations[*index]), why]
        });
        let types = self
            .types
            .iter()
            .map(|(id, why)| [model.ty(*id).name().qualified(), why.text(model, &self.selection)]);
        operations.chain(types).collect()
    }

    /// The part of the model.
    pub fn part(&self, model: &Model) -> Part {
        let types: BTreeSet<TypeId> = self.types.keys().copied().collect();
        let operations = self.operations.keys().copied().collect();
        let structured = types.iter().filter_map(|id| match model.ty(*id) {
            Type::Structured(ty) => Some(&ty.properties),
            Type::Enum(_) => None,
        });
        let is_out = |it: &&Property| match it.ty.item {
            ItemType::Named(id) => !types.contains(&id),
            ItemType::Primitive(_) | ItemType::Untyped => false,
        };
        let kept = structured.flatten().filter(is_out).map(|it| it.name.clone()).collect();
        Part { types, operations, kept }
    }

    /// The pages that what was chosen is documented on.
    pub fn pages<'m>(&self, model: &'m Model) -> BTreeSet<&'m str> {
        let operations = self.operations.keys();
        let operations = operations.flat_map(|index| &model.operations[*index].pages);
        let types = self.types.keys();
        let types = types.filter_map(|id| places::docs_page(model.ty(*id)));
        operations.chain(types).map(String::as_str).collect()
    }
}
