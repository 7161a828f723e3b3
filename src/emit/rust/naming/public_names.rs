//! The public names of emitted code, each by what it stands for: the naming contract of one model.
//!
//! What a thing is called depends on nothing else, so of two models that share a thing both call it the
//! same. Tests hold that by comparing these tables.

use super::apart;
use super::members::{members, settle_members};
use super::names::Name;
use super::paths::{Endpoint, PathTree};
use super::types::Types;
use crate::model::{Model, Type};
use std::collections::BTreeMap;

/// Every public name by the thing it stands for: `property acme.shop.order.placedDateTime` →
/// `models::Order::placed_date_time`.
pub fn public_names(model: &Model) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    add_types(model, &mut names);
    add_paths(&PathTree::of(model), &mut names);
    names
}

/// The public names that say more than what they are called after, by what they stand for: another thing of their scope would be
/// spelled like them.
pub fn suffixed_names(model: &Model) -> BTreeMap<String, String> {
    let mut names = public_names(model);
    names.retain(|thing, name| {
        let last = name.rsplit("::").next().unwrap_or_default();
        fingerprint_in(last).is_some_and(|it| !thing.contains(it))
    });
    names
}

/// The fingerprint behind a name ([`apart::settle`]).
fn fingerprint_in(name: &str) -> Option<&str> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let places = name.match_indices(['x', 'X']).map(|(at, _)| at + 1);
    let mut fingerprints = places.filter_map(|at| name.get(at..at + 8));
    fingerprints.rfind(|it| it.chars().all(is_digit))
}

fn add_types(model: &Model, names: &mut BTreeMap<String, String>) {
    let types = Types::of(model);
    for (id, entry) in types.entries(model) {
        let ty = model.ty(id);
        let wire = ty.name().qualified();
        let path = path(&entry.namespace, entry.name.type_ident());
        match ty {
            Type::Structured(ty) => {
                let members = members(model, ty);
                for ((_, property), name) in members.iter().zip(settle_members(model, &members)) {
                    if !model.has_field(property) {
                        continue;
                    }
                    let member = &property.name;
                    let name = format!("models::{path}::{}", name.snake_ident());
                    names.insert(format!("property {wire}.{member}"), name);
                }
            }
            Type::Enum(ty) => {
                let spelt = |name| Name::of(model.spellings.member(&ty.name, name));
                let settled = ty.members.iter().map(|it| (spelt(&it.name), it.name.as_str()));
                for (member, name) in ty.members.iter().zip(apart::settle(settled)) {
                    let name = format!("models::{path}::{}", name.arm_ident());
                    names.insert(format!("member {wire}.{}", member.name), name);
                }
            }
        }
        names.insert(format!("type {wire}"), format!("models::{path}"));
    }
}

fn settle(wires: &[&str]) -> Vec<Name> {
    apart::settle(wires.iter().map(|wire| (Name::of(wire), *wire)))
}

fn add_paths(tree: &PathTree<'_>, names: &mut BTreeMap<String, String>) {
    for (index, node) in tree.nodes.iter().enumerate().skip(1) {
        let key = tree.key_of(index);
        let name = path(&node.module, node.name.type_ident());
        names.insert(format!("path {key}"), format!("requests::{name}"));
        names.insert(format!("accessor of {key}"), node.method.snake_ident().to_string());
    }
    for endpoint in &tree.endpoints {
        add_endpoint(tree, endpoint, names);
    }
}

fn add_endpoint(
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    names: &mut BTreeMap<String, String>,
) {
    let mut key = tree.key_of(endpoint.node);
    if let Some(step) = &endpoint.action {
        key = format!("{key}/{}", step.key());
    }
    let key = format!("{} {key}", endpoint.operation().method.as_str());
    let marker = path(&endpoint.module, endpoint.marker.marker_ident());
    names.insert(format!("operation {key}"), format!("operations::{marker}"));
    names.insert(format!("method of {key}"), endpoint.method.snake_ident().to_string());
    let Some(parameters) = tree.parameters_of(endpoint) else { return };
    let strukt = path(&parameters.namespace, parameters.name.type_ident());
    let wires: Vec<&str> = parameters.parameters.iter().map(|it| it.name.as_str()).collect();
    for (wire, name) in wires.iter().zip(settle(&wires)) {
        let name = format!("parameters::{strukt}::{}", name.snake_ident());
        names.insert(format!("parameter {wire} of {key}"), name);
    }
    names.insert(format!("parameters of {key}"), format!("parameters::{strukt}"));
}

fn path(modules: &[Name], last: impl ToString) -> String {
    let modules = modules.iter().map(|it| it.module_ident().to_string());
    modules.chain([last.to_string()]).collect::<Vec<_>>().join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_found_behind_names() {
        assert_eq!(fingerprint_in("foo_bar_xce45c9fe"), Some("ce45c9fe"));
        assert_eq!(fingerprint_in("FooBarXce45c9feN2"), Some("ce45c9fe"));
        assert_eq!(fingerprint_in("extra_boxes"), None);
    }
}
