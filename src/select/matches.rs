//! What selectors match: operations and types of a model, each with the selectors that ask for it.

use super::error::{Error, Problem};
use super::globs::{Glob, page_segments};
use super::places::{Places, docs_page};
use super::selector::Selector;
use super::{held, nearest};
use crate::model::{Method, Model, Operation, Type, TypeId, TypeName};
use crate::spelling::fits;
use std::collections::{BTreeMap, BTreeSet};

/// The places of selectors in their list.
pub(super) type By = BTreeSet<usize>;

/// What a list of selectors matches.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) operations: BTreeMap<usize, By>,
    pub(super) types: BTreeMap<TypeId, By>,
}

impl Matches {
    /// Finds what the selectors of a list match.
    ///
    /// # Errors
    ///
    /// If one is none, or matches nothing.
    pub(super) fn of(
        model: &Model,
        places: &Places,
        list: &'static str,
        texts: &[String],
    ) -> Result<Self, Error> {
        let mut matches = Self::default();
        let mut permissions = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            let problem = |problem: Problem| problem.of(list, index, text);
            match Selector::parse(text).map_err(problem)? {
                Selector::Path(methods, glob) => {
                    let found = of_path(model, places, &methods, &glob).map_err(problem)?;
                    matches.add(index, found, Vec::new());
                }
                Selector::Page(glob) => {
                    let (operations, types) = of_page(model, &glob).map_err(problem)?;
                    matches.add(index, operations, types);
                }
                Selector::Type(name) => {
                    let found = of_name(model, &name).map_err(problem)?;
                    matches.add(index, Vec::new(), found);
                }
                Selector::Permission(name) => permissions.push((index, name)),
            }
        }
        let names: Vec<&str> = permissions.iter().map(|(_, name)| name.as_str()).collect();
        let callable = held::callable(model, &names).map_err(|(at, problem)| {
            let index = permissions[at].0;
            problem.of(list, index, &texts[index])
        })?;
        for (operation, by) in callable {
            let by = by.into_iter().map(|at| permissions[at].0);
            matches.operations.entry(operation).or_default().extend(by);
        }
        Ok(matches)
    }

    fn add(&mut self, index: usize, operations: Vec<usize>, types: Vec<TypeId>) {
        for operation in operations {
            self.operations.entry(operation).or_default().insert(index);
        }
        for id in types {
            self.types.entry(id).or_default().insert(index);
        }
    }
}

fn of_path(
    model: &Model,
    places: &Places,
    methods: &[Method],
    glob: &Glob,
) -> Result<Vec<usize>, Problem> {
    let operations = model.operations.iter().zip(&places.segments).enumerate();
    let found: Vec<usize> = operations
        .filter(|(_, (it, _))| methods.is_empty() || methods.contains(&it.method))
        .filter(|(_, (_, segments))| glob.fits(segments))
        .map(|(index, _)| index)
        .collect();
    if found.is_empty() {
        let help = nearest::path(model, places, methods, glob);
        let help = help.unwrap_or_else(|| "`docwright list operations` lists them".to_owned());
        return Err(Problem::new("no operation has such a method and path", Some(help)));
    }
    Ok(found)
}

fn of_page(model: &Model, glob: &Glob) -> Result<(Vec<usize>, Vec<TypeId>), Problem> {
    let fits = |page: &String| glob.fits(&page_segments(page));
    let is_of = |operation: &Operation| operation.pages.iter().any(fits);
    let operations: Vec<usize> =
        (0..model.operations.len()).filter(|it| is_of(&model.operations[*it])).collect();
    let is_of = |ty: &Type| docs_page(ty).is_some_and(fits);
    let types: Vec<TypeId> =
        (0..model.types.len()).map(TypeId).filter(|id| is_of(model.ty(*id))).collect();
    if operations.is_empty() && types.is_empty() {
        let help = match nearest::page(model, glob) {
            Some(near) => format!("did you mean `page:{near}`?"),
            None => "a page is named by its path below the docs: `page:api/order-*.md`".to_owned(),
        };
        return Err(Problem::new("no operation and no type is of such a page", Some(help)));
    }
    Ok((operations, types))
}

/// The types of a name in lower case, with or without its namespace: those of the default namespace where
/// several have it.
pub(super) fn of_name(model: &Model, name: &str) -> Result<Vec<TypeId>, Problem> {
    let types = || model.types.values().enumerate().map(|(index, ty)| (TypeId(index), ty.name()));
    let find = |fits: &dyn Fn(&TypeName) -> bool| -> Vec<TypeId> {
        types().filter(|(_, name)| fits(name)).map(|(id, _)| id).collect()
    };
    let is_named = |it: &TypeName| fits(name, &it.name.to_lowercase());
    let is_own = |it: &TypeName| it.namespace == model.default_namespace;
    let found = find(&|it| is_named(it) || fits(name, &it.qualified().to_lowercase()));
    if found.len() == 1 || (!found.is_empty() && name.contains('*')) {
        return Ok(found);
    }
    let own = find(&|it| is_named(it) && is_own(it));
    if !own.is_empty() {
        return Ok(own);
    }
    let qualified = |id: &TypeId| format!("`{}`", model.ty(*id).name().qualified());
    if !found.is_empty() {
        let names: Vec<String> = found.iter().map(qualified).collect();
        let help = format!("write one with its namespace: {}", names.join(" or "));
        return Err(Problem::new("several types have this name", Some(help)));
    }
    let known: Vec<&str> = types().map(|(_, it)| it.name.as_str()).collect();
    let help = match nearest::name(name, known) {
        Some(near) => format!("did you mean `type:{near}`?"),
        None => "`docwright list types` lists them".to_owned(),
    };
    Err(Problem::new("the docs have no such type", Some(help)))
}
