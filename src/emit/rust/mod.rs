//! The Rust emitter: a typed client for the model, as a crate or as one file to include.
//!
//! ```text
//! Model ─names, paths, recursion→ everything settled ─a file at a time, in parallel→ tokens ─format→ OutputTree
//! ```

mod client;
#[cfg(test)]
mod emitted;
mod enums;
mod file;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
mod layout;
mod manifest;
mod models;
mod names;
mod nodes;
mod operations;
mod paths;
mod recursion;
mod rustdoc;
mod steps;
mod tests;
mod types;

use self::layout::{Source, Sources};
use self::names::Name;
use self::paths::PathTree;
use self::recursion::Components;
use self::rustdoc::{Rustdoc, code};
use self::types::Types;
use super::{EmitOptions, Emitter, Layout};
use crate::model::{Model, Type, TypeId};
use crate::output::OutputTree;
use quote::quote;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Emits a typed Rust client.
#[derive(Debug)]
pub struct RustEmitter;

impl Emitter for RustEmitter {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, model: &Model, options: &EmitOptions) -> OutputTree {
        let types = Types::of(model);
        let tree = PathTree::of(model);
        let sources = emit_sources(model, &types, &tree);
        let mut files = BTreeMap::new();
        match options.layout {
            Layout::Crate => {
                files.extend(layout::crate_files(&sources));
                files.insert("Cargo.toml".to_owned(), manifest::emit_manifest(&options.name));
                if options.tests {
                    files.extend(emit_tests(model, &types, &tree, &options.name));
                }
            }
            Layout::Include => {
                let file = format!("{}.rs", Name::of(&options.name).module_ident());
                files.insert(file, layout::include_file(&sources));
            }
        }
        OutputTree { files }
    }
}

/// What a module of the emitted code holds.
#[derive(Debug)]
enum Content<'a> {
    Root,
    Client,
    /// A type's private file.
    Type(TypeId),
    /// The re-exports of a namespace.
    Namespace(Vec<TypeId>),
    Nodes(&'a [Name], Vec<usize>),
    Operations(&'a [Name], Vec<usize>),
    /// Only other modules.
    Empty,
}

fn emit_sources(model: &Model, types: &Types, tree: &PathTree<'_>) -> Sources {
    let components = Components::of(model);
    let mut contents: BTreeMap<Vec<String>, Content<'_>> = BTreeMap::new();
    contents.insert(Vec::new(), Content::Root);
    contents.insert(vec!["client".into()], Content::Client);
    contents.insert(vec!["models".into()], Content::Namespace(Vec::new()));
    contents.insert(vec!["requests".into()], Content::Empty);
    contents.insert(vec!["operations".into()], Content::Empty);
    for (id, entry) in types.entries() {
        let namespace = module("models", &entry.namespace);
        let file: Vec<String> =
            namespace.iter().cloned().chain([entry.file.module_ident().to_string()]).collect();
        contents.insert(file, Content::Type(id));
        let namespace = contents.entry(namespace).or_insert(Content::Namespace(Vec::new()));
        if let Content::Namespace(ids) = namespace {
            ids.push(id);
        }
    }
    for (path, nodes) in tree.node_modules() {
        contents.insert(module("requests", path), Content::Nodes(path, nodes));
    }
    for (path, endpoints) in tree.endpoint_modules() {
        contents.insert(module("operations", path), Content::Operations(path, endpoints));
    }
    let parents: Vec<Vec<String>> =
        contents.keys().flat_map(|path| (0..path.len()).map(|n| path[..n].to_vec())).collect();
    for parent in parents {
        contents.entry(parent).or_insert(Content::Empty);
    }
    let contents: Vec<_> = contents.into_iter().collect();
    contents
        .into_par_iter()
        .map(|(path, content)| {
            let source = emit_source(model, types, tree, &components, &path, content);
            (path, source)
        })
        .collect()
}

fn emit_source(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    components: &Components,
    path: &[String],
    content: Content<'_>,
) -> Source {
    let docs = document_module(path, &content, model, tree);
    let public = !matches!(content, Content::Client | Content::Type(_));
    let (pages, items) = match content {
        Content::Root => (Vec::new(), client::emit_root()),
        Content::Client => (Vec::new(), client::emit_client(model, types, tree)),
        Content::Empty => (Vec::new(), Vec::new()),
        Content::Namespace(mut ids) => {
            ids.sort_by_key(|id| &types.entry(*id).name);
            let exports = ids.into_iter().map(|id| {
                let entry = types.entry(id);
                let (module, ident) = (entry.file.module_ident(), entry.name.type_ident());
                quote!(pub use #module::#ident;)
            });
            (Vec::new(), exports.collect())
        }
        Content::Type(id) => match model.ty(id) {
            Type::Structured(ty) => {
                let strukt = models::plan_struct(model, types, components, id, ty);
                let items = models::emit_model(model, types, id, &strukt);
                (ty.docs.page.iter().cloned().collect(), items)
            }
            Type::Enum(ty) => {
                (ty.docs.page.iter().cloned().collect(), enums::emit_enum(types.entry(id), ty))
            }
        },
        Content::Nodes(module, nodes) => {
            let endpoints =
                nodes.iter().flat_map(|&node| tree.nodes[node].endpoints.iter().copied());
            let pages = operations::pages_of(tree, endpoints);
            (pages, nodes::emit_nodes(model, types, tree, module, &nodes))
        }
        Content::Operations(module, endpoints) => {
            let pages = operations::pages_of(tree, endpoints.iter().copied());
            (pages, operations::emit_operations(model, types, tree, &endpoints, module.len() + 1))
        }
    };
    Source { public, docs, pages, body: file::format_items(items) }
}

fn document_module(
    path: &[String],
    content: &Content<'_>,
    model: &Model,
    tree: &PathTree<'_>,
) -> Rustdoc {
    let docs = Rustdoc::new();
    match content {
        Content::Client | Content::Type(_) => docs,
        Content::Root => {
            docs.ours(&format!("A client of the service at {}.", code(&model.base_url)))
        }
        Content::Namespace(ids) => {
            let namespace =
                ids.first().map_or(&model.default_namespace, |id| &model.ty(*id).name().namespace);
            docs.ours(&format!("The types of {}.", code(namespace)))
        }
        Content::Nodes(_, nodes) => {
            let path = nodes.first().map_or("", |&node| tree.nodes[node].path.as_str());
            docs.ours(&format!("Requests to {} and below.", code(path)))
        }
        Content::Operations(_, endpoints) => {
            let path =
                endpoints.first().map(|&it| tree.path_of(&tree.endpoints[it])).unwrap_or_default();
            docs.ours(&format!("The operations of {} and below.", code(&path)))
        }
        Content::Empty => match path {
            [one] if one == "requests" => docs.ours("Requests, by path."),
            [one] if one == "operations" => docs.ours("Operations, by path."),
            [first, rest @ ..] if first == "models" => {
                docs.ours(&format!("Types of {}.", code(&rest.join("."))))
            }
            [_, rest @ ..] => docs.ours(&format!("Below {}.", code(&rest.join("/")))),
            [] => docs,
        },
    }
}

/// The path of a module below one of the root's.
fn module(root: &str, names: &[Name]) -> Vec<String> {
    std::iter::once(root.to_owned())
        .chain(names.iter().map(|name| name.module_ident().to_string()))
        .collect()
}

fn emit_tests(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    name: &str,
) -> BTreeMap<String, String> {
    let areas = tests::areas(tree);
    if areas.is_empty() {
        return BTreeMap::new();
    }
    let mut files: BTreeMap<String, String> = areas
        .par_iter()
        .map(|(area, endpoints)| {
            let pages = operations::pages_of(tree, endpoints.iter().copied());
            let text = tests::emit_area(model, types, tree, name, endpoints);
            (
                format!("tests/examples/{}.rs", area.module_ident()),
                format!("{}\n{text}", file::header(&pages)),
            )
        })
        .collect();
    let main = format!(
        "{}//! Every documented example goes through its types and back, and every documented request is rebuilt.\n\n{}",
        file::header(&[]),
        tests::emit_main(&areas)
    );
    files.insert("tests/examples/main.rs".to_owned(), main);
    files
}
