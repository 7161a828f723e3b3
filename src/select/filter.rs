//! What of a model is listed: operations by path, page and permission, and the types that these need.

use super::closure::Closure;
use super::error::Error;
use super::matches::Matches;
use super::places::{self, Places};
use crate::model::{Model, TypeId};
use std::collections::BTreeSet;

/// What a user looks for. Each list asks for any of its texts, permissions for all that are held together;
/// what is found fits all lists that have any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Methods and paths, as in a [`Selection`](super::Selection).
    pub path: Vec<String>,
    /// Pages by their path below the docs.
    pub page: Vec<String>,
    /// Permissions that the caller holds.
    pub permission: Vec<String>,
}

/// The lists with what begins a selector of their kind.
const LISTS: [(&str, &str); 3] = [("path", ""), ("page", "page:"), ("permission", "permission:")];

impl Filter {
    fn lists(&self) -> [&[String]; 3] {
        [&self.path, &self.page, &self.permission]
    }

    /// What each list that has any text matches.
    fn matches(&self, model: &Model) -> Result<Vec<(&'static str, Matches)>, Error> {
        let places = Places::of(model);
        let lists = LISTS.iter().zip(self.lists()).filter(|(_, texts)| !texts.is_empty());
        let matches = lists.map(|(&(list, kind), texts)| {
            let selectors: Vec<String> = texts.iter().map(|text| format!("{kind}{text}")).collect();
            let found = Matches::of(model, &places, list, &selectors);
            // A user of the list does not write what begins its selectors.
            let plain = |help: String| match kind {
                "" => help,
                kind => help.replace(&format!("`{kind}"), "`"),
            };
            let found = found.map_err(|error| Error {
                text: texts[error.index].clone(),
                help: error.help.map(plain),
                ..error
            });
            Ok((list, found?))
        });
        matches.collect()
    }

    /// The places of the operations.
    ///
    /// # Errors
    ///
    /// If a text can't be read or matches nothing.
    pub fn operations(&self, model: &Model) -> Result<BTreeSet<usize>, Error> {
        let all = (0..model.operations.len()).collect();
        let matches = self.matches(model)?;
        Ok(matches.iter().fold(all, |found: BTreeSet<usize>, (_, matches)| {
            found.into_iter().filter(|it| matches.operations.contains_key(it)).collect()
        }))
    }

    /// The types: those of the pages, and those that the operations of the other lists need.
    ///
    /// # Errors
    ///
    /// If a text can't be read or matches nothing.
    pub fn types(&self, model: &Model) -> Result<BTreeSet<TypeId>, Error> {
        let all: BTreeSet<TypeId> = (0..model.types.len()).map(TypeId).collect();
        let of_page = match self.page.is_empty() {
            true => all.clone(),
            false => {
                let pages = Self { page: self.page.clone(), ..Self::default() }.matches(model)?;
                let pages = pages.into_iter().flat_map(|(_, it)| it.types.into_keys());
                pages.collect()
            }
        };
        if self.path.is_empty() && self.permission.is_empty() {
            return Ok(of_page);
        }
        let operations = Self { page: Vec::new(), ..self.clone() }.operations(model)?;
        let nothing = Matches::default();
        let mut closure = Closure::new(model, &nothing);
        operations.iter().for_each(|index| closure.add_operation(*index));
        let by_name = places::types_by_name(model);
        operations.iter().for_each(|index| closure.add_examples(*index, &by_name));
        closure.follow();
        Ok(of_page.into_iter().filter(|id| closure.has(*id)).collect())
    }
}
