//! Which action the parameters of an operation are of, and what they are on all paths that lead to it.
//!
//! Each page alone says what the action is called, so that no other page renames it. Where the pages of one operation
//! disagree, one that names it in its title is believed, the others being silent; a rule tells.

use super::cx::{Group, OperationCx};
use super::group::Groups;
use super::shapes::{bare, binding_in_title};
use super::view::View;
use super::{parameters, paths};
use crate::ledger::ParametersClaim;
use crate::model::{
    ItemType, Method, Operation, Parameter, ParametersOf, Path, PathSegment, RequestBody, Shape,
};
use crate::source::FileId;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The shortest path with which each page, or section that is an operation, documents each method and end of a path.
#[derive(Debug, Default)]
pub(super) struct Shortest(BTreeMap<Key, Path>);

type Key = (FileId, Option<String>, Method, String);

impl Shortest {
    /// The paths of what pages document.
    pub(super) fn of(groups: &Groups<'_>) -> Self {
        let posts = groups.par_iter().filter(|((_, method), _)| *method == Method::Post);
        let ranked = posts.flat_map_iter(|(_, groups)| groups);
        let ranked = ranked.map(|group| (key(group), (rank(&group.path), &group.path)));
        let mut shortest: Vec<_> = ranked.collect();
        shortest.par_sort_unstable_by(|(a, one), (b, other)| (a, &one.0).cmp(&(b, &other.0)));
        shortest.dedup_by(|(next, _), (first, _)| next == first);
        Self(shortest.into_iter().map(|(key, (_, path))| (key, path.clone())).collect())
    }
}

fn key(group: &Group<'_>) -> Key {
    let page = group.claim.page;
    (page.file, page.section.clone(), group.method, bare(end(&group.path)).to_lowercase())
}

/// Fewer segments first, then fewer keys among them.
fn rank(path: &Path) -> impl Ord + use<> {
    let is_key = |it: &&PathSegment| matches!(it, PathSegment::Key { .. });
    (path.segments.len(), path.segments.iter().filter(is_key).count(), path.to_string())
}

fn end(path: &Path) -> &str {
    match path.segments.last() {
        Some(PathSegment::Literal(name) | PathSegment::Call { name, .. }) => name,
        Some(PathSegment::Key { .. }) | None => "",
    }
}

/// What a group's page calls the action whose parameters the request carries, if it carries some: whether it does may
/// depend on other pages, its name may not.
pub(super) fn of_page(
    cx: &OperationCx<'_>,
    shortest: &Shortest,
    group: &Group<'_>,
    operation: &Operation,
) -> Option<ParametersOf> {
    if group.method != Method::Post {
        return None;
    }
    let (page, action) = (group.claim.page, end(&group.path));
    let is_word = |it: &&str| it.contains(char::is_alphanumeric);
    let binding = binding_in_title(page, action).filter(is_word);
    Some(match binding.filter(|_| operation.shape == Shape::Action) {
        Some(binding) => ParametersOf::Titled {
            namespace: cx.cx.namespace(page).to_owned(),
            binding: if binding.contains(' ') { binding } else { bare(binding) }.to_owned(),
            action: bare(action).to_owned(),
        },
        None => ParametersOf::Shortest {
            method: group.method,
            shape: operation.shape,
            path: shortest.0.get(&key(group)).unwrap_or(&group.path).clone(),
        },
    })
}

/// What the pages of one operation call its action, those that say more of it first.
pub(super) fn claims(views: &[View]) -> Vec<ParametersClaim> {
    let claim = |view: &View| {
        Some(ParametersClaim {
            of: view.operation.parameters_of.clone()?,
            parameters: match &view.operation.request {
                RequestBody::Parameters(parameters) => parameters.clone(),
                _ => Vec::new(),
            },
            place: view.operation.docs.span.or(Some(view.operation.lines.first()?.span))?,
        })
    };
    views.iter().filter_map(claim).collect()
}

/// What counts: what a title says, or else the shortest of the pages' shortest paths.
pub(super) fn decide(claims: &[ParametersClaim]) -> Option<ParametersOf> {
    let says = claims.iter().map(|claim| &claim.of);
    let titled = says.clone().find(|of| matches!(of, ParametersOf::Titled { .. }));
    let shortest = || {
        says.filter_map(|of| match of {
            ParametersOf::Shortest { path, .. } => Some((rank(path), of)),
            ParametersOf::Titled { .. } => None,
        })
        .min_by(|(one, _), (other, _)| one.cmp(other))
    };
    titled.or_else(|| Some(shortest()?.1)).cloned()
}

/// Gives all operations of one action one spelling of its name, and the parameters of all.
pub(super) fn unite(operations: &mut [Operation]) {
    let mut actions: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        if let Some(of) = &operation.parameters_of {
            actions.entry(identity(of)).or_default().push(index);
        }
    }
    for members in actions.values().filter(|members| members.len() > 1) {
        let names = members.iter().filter_map(|&it| operations[it].parameters_of.clone());
        let Some(of) = names.reduce(clearer) else { continue };
        let mut united: Vec<Parameter> = Vec::new();
        for &index in members {
            if let RequestBody::Parameters(own) = &operations[index].request {
                add(&mut united, own);
            }
        }
        for &index in members {
            operations[index].request = RequestBody::Parameters(united.clone());
            operations[index].parameters_of = Some(of.clone());
        }
    }
}

/// Adds the parameters that are not there yet, and the types that are not known yet.
fn add(united: &mut Vec<Parameter>, own: &[Parameter]) {
    for parameter in united.iter_mut().filter(|it| it.ty.item == ItemType::Untyped) {
        let known = own.iter().find(|it| it.name.eq_ignore_ascii_case(&parameter.name));
        parameter.ty = known.map_or(parameter.ty, |it| it.ty);
    }
    parameters::unite(united, own.iter().cloned());
}

/// The same for all names that differ in case alone.
fn identity(of: &ParametersOf) -> String {
    match of {
        ParametersOf::Titled { namespace, binding, action } => {
            format!("{namespace} {binding}: {action}").to_lowercase()
        }
        ParametersOf::Shortest { method, shape, path } => {
            format!("{} {shape:?} {}", method.as_str(), paths::identity(&path.segments))
        }
    }
}

/// Of two spellings the one that shows more of its words.
fn clearer(one: ParametersOf, other: ParametersOf) -> ParametersOf {
    let clearness = |of: &ParametersOf| {
        let text = of.to_string();
        let n_capitals = text.chars().filter(char::is_ascii_uppercase).count();
        (!text.starts_with(|c: char| c.is_ascii_uppercase()), n_capitals, text)
    };
    if clearness(&one) < clearness(&other) { other } else { one }
}
