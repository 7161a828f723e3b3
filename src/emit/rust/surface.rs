//! What other crates can name of emitted code, each thing by what it stands for, with its path and its type: what two
//! clients are compared by.
//!
//! | key | thing |
//! |---|---|
//! | `type T` | a struct or enum |
//! | `property T.p` | a field and its handle |
//! | `base of T: B` | that a `T` becomes a `B` |
//! | `downcast of T` | `kind` and `downcast` |
//! | `member T.m` | a variant |
//! | `path K`, `accessor of K` | a node, and the method that leads to it |
//! | `method of O` | the method that begins a request |
//! | `operation O`, `answer of O`, `offer of O: X` | its marker, what that answers, what it takes |
//! | `parameters of O`, `parameter of O: p` | the struct of its parameters, a field of it |

use super::models::{Descent, Hold, Holding, bases, emit_held};
use super::naming::{
    Endpoint, Name, PathTree, References, TypeEntry, Types, Viewpoint, apart, members,
    settle_members,
};
use super::requests::{
    emit_options, emit_output, parameters_of_accessor, parameters_of_method, query_handles,
};
use super::templates::Code;
use crate::model::{Method, Model, Parameter, Path, StructuredType, Type, TypeId};
use std::collections::BTreeMap;

/// What other crates can name.
#[derive(Debug)]
pub struct Surface {
    /// Every thing by its key.
    pub items: BTreeMap<String, SurfaceItem>,
    /// The `O` of the keys for each operation of the model, in its order; none for what nobody chose.
    pub operations: Vec<Option<String>>,
}

/// A thing that other crates can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceItem {
    /// What it is called: `models::Message::subject`.
    pub path: String,
    /// What it is: the type of a field, what a method takes; empty where the path says all.
    pub text: String,
}

/// Lists what other crates can name of the code that a model becomes.
pub fn surface(model: &Model) -> Surface {
    let types = Types::of(model);
    let tree = PathTree::of(model);
    let mut items = Items { model, types: &types, items: BTreeMap::new() };
    let (holding, descent) = (Holding::of(model), Descent::of(model));
    for (id, entry) in types.entries(model) {
        items.add_type(id, entry, &holding, &descent);
    }
    for index in 1..tree.nodes.len() {
        items.add_node(&tree, index);
    }
    let mut keys: BTreeMap<(Method, &Path), String> = BTreeMap::new();
    for endpoint in &tree.endpoints {
        let key = key_of(&tree, endpoint);
        items.add_endpoint(&tree, endpoint, &key);
        for operation in &endpoint.operations {
            keys.insert((operation.method, &operation.path), key.clone());
        }
    }
    let operations = model.operations.iter().map(|it| keys.get(&(it.method, &it.path)).cloned());
    Surface { items: items.items, operations: operations.collect() }
}

fn key_of(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> String {
    let node = tree.key_of(endpoint.node);
    let action = endpoint.action.iter().map(|step| format!("/{}", step.key())).collect::<String>();
    format!("{} {node}{action}", endpoint.operation().method.as_str())
}

struct Items<'m> {
    model: &'m Model,
    types: &'m Types,
    items: BTreeMap<String, SurfaceItem>,
}

impl Items<'_> {
    fn add(&mut self, key: String, path: String, text: impl Into<String>) {
        self.items.insert(key, SurfaceItem { path, text: text.into() });
    }

    fn add_type(&mut self, id: TypeId, entry: &TypeEntry, holding: &Holding, descent: &Descent) {
        let ty = self.model.ty(id);
        let wire = ty.name().qualified();
        let path = format!("models::{}", path(&entry.namespace, entry.name.type_ident()));
        match ty {
            Type::Structured(ty) => {
                self.add_fields(ty, &wire, &path, holding.of_type(id));
                for base in bases(self.model, self.model.ty(id)) {
                    let key = format!("base of {wire}: {}", self.model.ty(base).name().qualified());
                    let entry = self.types.entry(base);
                    let base = format!(
                        "models::{}",
                        self::path(&entry.namespace, entry.name.type_ident())
                    );
                    self.add(key, format!("{base}: From<{path}>"), "");
                }
                if !descent.derived(id).is_empty() {
                    self.add(format!("downcast of {wire}"), format!("{path}::downcast"), "");
                }
                self.add(format!("type {wire}"), path, "struct");
            }
            Type::Enum(ty) => {
                let spelt = |name| Name::of(self.model.spellings.member(&ty.name, name));
                let settled = ty.members.iter().map(|it| (spelt(&it.name), it.name.as_str()));
                let names = apart::settle(settled);
                for (member, name) in ty.members.iter().zip(names) {
                    let key = format!("member {wire}.{}", member.name);
                    self.add(key, format!("{path}::{}", name.arm_ident()), "");
                }
                self.add(format!("type {wire}"), path, "enum");
            }
        }
    }

    fn add_fields(&mut self, ty: &StructuredType, wire: &str, path: &str, holds: &[Hold]) {
        let model = self.model;
        let mut references = References::new(self.types, Viewpoint::Outside);
        let members = members(model, ty);
        let names = settle_members(model, &members);
        for (((_, property), hold), name) in members.into_iter().zip(holds).zip(names) {
            if !model.has_field(property) {
                continue;
            }
            let plain = references.property(model, property.ty);
            let held = emit_held(model, &mut references, property.ty, *hold, &plain);
            let (plain, held) = (plain.to_string(), held.to_string());
            // The handle is called like the field, and is of the plain type.
            let handle = if plain == held { String::new() } else { format!(", Field<{plain}>") };
            let key = format!("property {wire}.{}", property.name);
            let path = format!("{path}::{}", name.snake_ident());
            self.add(key, path, format!("Option<{held}>{handle}"));
        }
    }

    fn add_node(&mut self, tree: &PathTree<'_>, index: usize) {
        let node = &tree.nodes[index];
        let Some(step) = &node.step else { return };
        let key = tree.key_of(index);
        let mut references = References::new(self.types, Viewpoint::Outside);
        let takes = texts(&parameters_of_accessor(&mut references, step));
        let of = node_path(tree, node.parent);
        let method = node.method.snake_ident();
        self.add(format!("accessor of {key}"), format!("{of}::{method}"), format!("({takes})"));
        self.add(format!("path {key}"), node_path(tree, index), "");
    }

    fn add_endpoint(&mut self, tree: &PathTree<'_>, endpoint: &Endpoint<'_>, key: &str) {
        let model = self.model;
        let operation = endpoint.operation();
        let mut references = References::new(self.types, Viewpoint::Outside);
        let takes = texts(&parameters_of_method(model, &mut references, tree, endpoint));
        let method = endpoint.method.snake_ident();
        let of = node_path(tree, endpoint.node);
        self.add(format!("method of {key}"), format!("{of}::{method}"), format!("({takes})"));
        let ident = endpoint.marker.marker_ident();
        let marker = format!("operations::{}", path(&endpoint.module, &ident));
        self.add(format!("operation {key}"), marker.clone(), "");
        let output = emit_output(model, &mut references, operation).to_string();
        self.add(format!("answer of {key}"), format!("{marker}::Output"), output);
        for offer in emit_options(model, &mut references, &ident, operation) {
            let offer = in_one_line(offer.as_str());
            let offer = offer.trim_start_matches("impl ");
            let Some((name, rest)) = offer.split_once(" for ") else { continue };
            let what = rest.split_once('{').map_or("", |(_, what)| what.trim_end_matches('}'));
            let (key, path) = (format!("offer of {key}: {name}"), format!("{marker}: {name}"));
            self.add(key, path, what.trim());
        }
        for (parameter, name, ty) in query_handles(model, operation) {
            let key = format!("offer of {key}: query `{}`", parameter.name);
            self.add(key, format!("{marker}::{}", name.constant_ident()), ty.to_string());
        }
        let Some(strukt) = tree.parameters_of(endpoint) else { return };
        let path = format!("parameters::{}", path(&strukt.namespace, strukt.name.type_ident()));
        let parameters: BTreeMap<&str, &Parameter> =
            strukt.parameters.iter().rev().map(|it| (it.name.as_str(), it)).collect();
        let mut seen = std::collections::BTreeSet::new();
        let wires = strukt.parameters.iter().map(|it| it.name.as_str());
        let wires: Vec<&str> = wires.filter(|it| seen.insert(*it)).collect();
        for (wire, name) in wires.iter().zip(settle(wires.iter().copied())) {
            let Some(parameter) = parameters.get(wire) else { continue };
            let ty = references.property(model, parameter.ty);
            let path = format!("{path}::{}", name.snake_ident());
            self.add(format!("parameter of {key}: {wire}"), path, format!("Option<{ty}>"));
        }
        self.add(format!("parameters of {key}"), path, "");
    }
}

fn node_path(tree: &PathTree<'_>, index: usize) -> String {
    match index {
        0 => "Client".to_owned(),
        index => {
            let node = &tree.nodes[index];
            format!("requests::{}", path(&node.module, node.name.node_ident()))
        }
    }
}

fn settle<'a>(wires: impl Iterator<Item = &'a str>) -> Vec<Name> {
    apart::settle(wires.map(|wire| (Name::of(wire), wire)))
}

fn path(modules: &[Name], last: impl ToString) -> String {
    let modules = modules.iter().map(|it| it.module_ident().to_string());
    modules.chain([last.to_string()]).collect::<Vec<_>>().join("::")
}

/// The types of parameters. What they are called is nothing to callers.
fn texts(parameters: &[Code]) -> String {
    let ty = |it: &Code| {
        let text = it.as_str();
        text.split_once(':').map_or(text, |(_, ty)| ty.trim_start()).to_owned()
    };
    parameters.iter().map(ty).collect::<Vec<_>>().join(", ")
}

/// An item without its line ends, wherever it was too long for a line.
fn in_one_line(item: &str) -> String {
    let words: Vec<&str> = item.split_whitespace().collect();
    words.join(" ").replace("< ", "<").replace(", >", ">")
}
