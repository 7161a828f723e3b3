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
use proc_macro2::Ident;
use std::collections::BTreeMap;

/// Every public name by the thing it stands for: `property acme.shop.order.placedDateTime` →
/// `models::Order::placed_date_time`.
pub fn public_names(model: &Model) -> BTreeMap<String, String> {
    Table::of(model, false)
}

/// The public names that say more than what they are called after, by what they stand for: another thing of their scope would be
/// spelled like them.
pub fn suffixed_names(model: &Model) -> BTreeMap<String, String> {
    Table::of(model, true)
}

/// The names that are asked for.
struct Table {
    /// None but those with a suffix, which are few: of the others nothing is spelled out.
    is_of_suffixed: bool,
    names: BTreeMap<String, String>,
}

impl Table {
    fn of(model: &Model, is_of_suffixed: bool) -> BTreeMap<String, String> {
        let mut table = Self { is_of_suffixed, names: BTreeMap::new() };
        table.add_types(model);
        table.add_paths(&PathTree::of(model));
        table.names
    }

    /// Adds what a thing is called, and where that is.
    fn add(&mut self, name: Ident, thing: impl FnOnce() -> String, above: impl FnOnce() -> String) {
        let name = name.to_string();
        let suffix = fingerprint_in(&name);
        if self.is_of_suffixed && suffix.is_none() {
            return;
        }
        let thing = thing();
        if !self.is_of_suffixed || suffix.is_some_and(|it| !thing.contains(it)) {
            self.names.insert(thing, above() + &name);
        }
    }

    fn add_types(&mut self, model: &Model) {
        let types = Types::of(model);
        for (id, entry) in types.entries(model) {
            let ty = model.ty(id);
            let wire = ty.name().qualified();
            let above = || format!("models::{}", path(&entry.namespace));
            let above_members = || format!("{}{}::", above(), entry.name.type_ident());
            match ty {
                Type::Structured(ty) => {
                    let members = members(model, ty);
                    let names = settle_members(model, &members);
                    let fields = members.iter().zip(names);
                    for ((_, it), name) in fields.filter(|((_, it), _)| model.has_field(it)) {
                        let thing = || format!("property {wire}.{}", it.name);
                        self.add(name.snake_ident(), thing, above_members);
                    }
                }
                Type::Enum(ty) => {
                    let spelt = |name| Name::of(model.spellings.member(&ty.name, name));
                    let settled = ty.members.iter().map(|it| (spelt(&it.name), it.name.as_str()));
                    for (member, name) in ty.members.iter().zip(apart::settle(settled)) {
                        let thing = || format!("member {wire}.{}", member.name);
                        self.add(name.arm_ident(), thing, above_members);
                    }
                }
            }
            self.add(entry.name.type_ident(), || format!("type {wire}"), above);
        }
    }

    fn add_paths(&mut self, tree: &PathTree<'_>) {
        for (index, node) in tree.nodes.iter().enumerate().skip(1) {
            let key = || tree.key_of(index);
            let above = || format!("requests::{}", path(&node.module));
            self.add(node.name.type_ident(), || format!("path {}", key()), above);
            let thing = || format!("accessor of {}", key());
            self.add(node.method.snake_ident(), thing, String::new);
        }
        for endpoint in &tree.endpoints {
            self.add_endpoint(tree, endpoint);
        }
    }

    fn add_endpoint(&mut self, tree: &PathTree<'_>, endpoint: &Endpoint<'_>) {
        let key = || {
            let node = tree.key_of(endpoint.node);
            let action = endpoint.action.iter().map(|step| format!("/{}", step.key()));
            let method = endpoint.operation().method.as_str();
            format!("{method} {node}{}", action.collect::<String>())
        };
        let above = || format!("operations::{}", path(&endpoint.module));
        self.add(endpoint.marker.marker_ident(), || format!("operation {}", key()), above);
        let thing = || format!("method of {}", key());
        self.add(endpoint.method.snake_ident(), thing, String::new);
        let Some(parameters) = tree.parameters_of(endpoint) else { return };
        let above = || format!("parameters::{}", path(&parameters.namespace));
        let strukt = || parameters.name.type_ident();
        let wires: Vec<&str> = parameters.parameters.iter().map(|it| it.name.as_str()).collect();
        for (wire, name) in wires.iter().zip(settle(&wires)) {
            let thing = || format!("parameter {wire} of {}", key());
            self.add(name.snake_ident(), thing, || format!("{}{}::", above(), strukt()));
        }
        self.add(strukt(), || format!("parameters of {}", key()), above);
    }
}

/// The fingerprint behind a name ([`apart::settle`]).
fn fingerprint_in(name: &str) -> Option<&str> {
    let is_digit = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let places = name.match_indices(['x', 'X']).map(|(at, _)| at + 1);
    let mut fingerprints = places.filter_map(|at| name.get(at..at + 8));
    fingerprints.rfind(|it| it.chars().all(is_digit))
}

fn settle(wires: &[&str]) -> Vec<Name> {
    apart::settle(wires.iter().map(|wire| (Name::of(wire), *wire)))
}

/// The path of a module, to what is in it.
fn path(modules: &[Name]) -> String {
    modules.iter().map(|it| format!("{}::", it.module_ident())).collect()
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
