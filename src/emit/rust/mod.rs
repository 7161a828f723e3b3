//! The Rust emitter: a typed client for the model, as a crate or as one file to include.
//!
//! ```text
//! Model ─names, paths, how values are held→ everything settled ─a file at a time, in parallel→ templates ─fill→ OutputTree
//! ```

mod derives;
mod files;
#[cfg(test)]
mod made_up;
mod models;
mod naming;
mod requests;
mod rustdoc;
mod surface;
mod templates;
mod tests;

pub use self::derives::{Derive, DeriveError, Derives, Within};
pub use self::files::{name_dependencies, name_runtime};
pub use self::naming::{name_refusal, public_names, suffixed_names};
pub use self::surface::{Surface, SurfaceItem, surface};

use self::files::{Imports, Source, Sources};
use self::models::{Descent, Holding};
use self::naming::{Name, PathTree, Types};
use self::rustdoc::{Rustdoc, code};
use self::templates::{Item, item};
use super::{EmitOptions, Emitter, Layout};
use crate::model::{Model, ParametersOf, Type, TypeId};
use crate::output::OutputTree;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many modules at most are written one after the other: neighbours are alike, and those of one kind are far longer.
const SIDE_BY_SIDE: usize = 8;

/// Emits a typed Rust client.
#[derive(Debug)]
pub struct RustEmitter;

impl Emitter for RustEmitter {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(&self, model: &Model, options: &EmitOptions) -> OutputTree {
        let types = Types::of(model).within(&options.name);
        let tree = PathTree::of(model);
        let emit_sources = || emit_sources(model, &types, &tree, &options.derives);
        let emit_tests = || match options.tests {
            true => emit_tests(model, &types, &tree, &options.name),
            false => BTreeMap::new(),
        };
        let mut files = BTreeMap::new();
        match options.layout {
            Layout::Crate => {
                let emit_crate = || files::crate_files(&emit_sources());
                let (of_crate, of_tests) = rayon::join(emit_crate, emit_tests);
                files.extend(of_crate.into_iter().chain(of_tests));
                files.insert("Cargo.toml".to_owned(), files::emit_manifest(&options.name));
                files.insert(".rustfmt.toml".to_owned(), files::emit_rustfmt());
            }
            Layout::Include => {
                let file = format!("{}.rs", Name::of(&options.name).crate_ident());
                files.insert(file, files::include_file(&emit_sources()));
            }
        }
        OutputTree { files, made: None }
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
    /// The private file of a struct of parameters.
    Parameters(usize),
    /// The re-exports of a namespace of such structs.
    ParameterNamespace(Vec<usize>),
    Nodes(&'a [Name], Vec<usize>),
    Operations(&'a [Name], Vec<usize>),
}

/// What is settled before a file is written.
struct Cx<'a> {
    model: &'a Model,
    types: &'a Types,
    tree: &'a PathTree<'a>,
    derives: &'a Derives,
    holding: Holding,
    descent: Descent,
    imports: Imports,
}

fn emit_sources(model: &Model, types: &Types, tree: &PathTree<'_>, derives: &Derives) -> Sources {
    let (holding, descent) = (Holding::of(model), Descent::of(model));
    let imports = Imports::of(model, tree);
    let cx = Cx { model, types, tree, derives, holding, descent, imports };
    let mut contents: BTreeMap<Vec<String>, Content<'_>> = BTreeMap::new();
    contents.insert(Vec::new(), Content::Root);
    contents.insert(vec!["client".into()], Content::Client);
    contents.insert(vec!["models".into()], Content::Namespace(Vec::new()));
    for (id, entry) in types.entries(model) {
        for n in 1..=entry.namespace.len() {
            let namespace = module("models", &entry.namespace[..n]);
            contents.entry(namespace).or_insert(Content::Namespace(Vec::new()));
        }
        let mut path = module("models", &entry.namespace);
        if let Some(Content::Namespace(ids)) = contents.get_mut(&path) {
            ids.push(id);
        }
        path.push(entry.file.module_ident().to_string());
        contents.insert(path, Content::Type(id));
    }
    for (index, strukt) in tree.parameters.iter().enumerate() {
        for n in 0..=strukt.namespace.len() {
            let namespace = module("parameters", &strukt.namespace[..n]);
            contents.entry(namespace).or_insert(Content::ParameterNamespace(Vec::new()));
        }
        let mut path = module("parameters", &strukt.namespace);
        if let Some(Content::ParameterNamespace(structs)) = contents.get_mut(&path) {
            structs.push(index);
        }
        path.push(strukt.file.module_ident().to_string());
        contents.insert(path, Content::Parameters(index));
    }
    for (path, nodes) in with_parents(tree.node_modules()) {
        contents.insert(module("requests", path), Content::Nodes(path, nodes));
    }
    for (path, endpoints) in with_parents(tree.endpoint_modules()) {
        contents.insert(module("operations", path), Content::Operations(path, endpoints));
    }
    let emit = |(path, content)| (path, emit_source(&cx, content));
    let contents = contents.into_iter().collect::<Vec<_>>().into_par_iter();
    contents.with_max_len(SIDE_BY_SIDE).map(emit).collect()
}

/// The same modules, and empty ones above them.
fn with_parents(modules: BTreeMap<&[Name], Vec<usize>>) -> BTreeMap<&[Name], Vec<usize>> {
    let mut all: BTreeMap<&[Name], Vec<usize>> =
        modules.keys().flat_map(|path| (0..path.len()).map(|n| (&path[..n], Vec::new()))).collect();
    all.insert(&[], Vec::new());
    all.extend(modules);
    all
}

fn emit_source(cx: &Cx<'_>, content: Content<'_>) -> Source {
    let Cx { model, types, tree, derives, holding, descent, imports } = cx;
    let docs = match content {
        Content::Root => requests::document_crate(model, types, tree),
        _ => document_module(&content, model, tree),
    };
    let public = !matches!(content, Content::Client | Content::Type(_) | Content::Parameters(_));
    let (pages, items) = match content {
        Content::Root => (Vec::new(), files::emit_root(model)),
        Content::Client => (Vec::new(), files::emit_client(model, types, tree)),
        Content::Namespace(mut ids) => {
            ids.sort_by_key(|id| &types.entry(*id).name);
            let entries = ids.into_iter().map(|id| types.entry(id));
            (Vec::new(), entries.map(|it| emit_export(&it.file, &it.name)).collect())
        }
        Content::ParameterNamespace(mut structs) => {
            structs.sort_by_key(|&it| &tree.parameters[it].name);
            let structs = structs.into_iter().map(|it| &tree.parameters[it]);
            (Vec::new(), structs.map(|it| emit_export(&it.file, &it.name)).collect())
        }
        Content::Parameters(index) => {
            let strukt = &tree.parameters[index];
            let pages = requests::pages_of(tree, strukt.endpoints.iter().copied());
            (pages, requests::emit_parameters(model, types, tree, derives, strukt))
        }
        Content::Type(id) => match model.ty(id) {
            Type::Structured(ty) => {
                let strukt = models::plan_struct(model, types, derives, holding, descent, id, ty);
                let items = models::emit_model(model, types, descent, id, &strukt);
                (ty.docs.page.iter().cloned().collect(), items)
            }
            Type::Enum(ty) => (
                ty.docs.page.iter().cloned().collect(),
                models::emit_enum(model, types.entry(id), derives, ty),
            ),
        },
        Content::Nodes(module, nodes) => {
            let endpoints =
                nodes.iter().flat_map(|&node| tree.nodes[node].endpoints.iter().copied());
            let pages = requests::pages_of(tree, endpoints);
            let mut items = imports.of_requests(module);
            items.extend(requests::emit_nodes(model, types, tree, &nodes));
            (pages, items)
        }
        Content::Operations(module, endpoints) => {
            let pages = requests::pages_of(tree, endpoints.iter().copied());
            let mut items = Vec::from_iter(imports.of_operations(module));
            items.extend(requests::emit_operations(model, types, tree, &endpoints));
            (pages, items)
        }
    };
    Source { public, docs, pages, body: files::format_items(items) }
}

fn emit_export(file: &Name, name: &Name) -> Item {
    let (module, ident) = (file.module_ident(), name.type_ident());
    item!([module, ident] { pub use #module::#ident; })
}

fn document_module(content: &Content<'_>, model: &Model, tree: &PathTree<'_>) -> Rustdoc {
    let docs = Rustdoc::new();
    let (what, module) = match content {
        Content::Root | Content::Client | Content::Type(_) | Content::Parameters(_) => return docs,
        Content::ParameterNamespace(structs) => {
            let namespace = structs.iter().find_map(|&it| match &*tree.parameters[it].of {
                ParametersOf::Titled { namespace, .. } => Some(namespace),
                ParametersOf::Shortest { .. } => None,
            });
            let namespace = namespace.unwrap_or(&model.default_namespace);
            return docs.ours(&format!("The parameters of the actions of {}.", code(namespace)));
        }
        Content::Namespace(ids) => {
            let namespace = ids.first().map(|id| &model.ty(*id).name().namespace);
            let namespace = namespace.unwrap_or(&model.default_namespace);
            return docs.ours(&format!("The types of {}.", code(namespace)));
        }
        Content::Nodes(module, _) => ("Requests", module),
        Content::Operations(module, _) => ("Operations", module),
    };
    match (tree.path_below(module), module.len()) {
        (None, _) => docs.ours(&format!("{what}, by path.")),
        (Some(path), 1) => docs.ours(&format!("{what} on {} and below.", code(path))),
        (Some(path), _) => docs.ours(&format!("{what} below {}.", code(path))),
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
        .with_max_len(1)
        .map(|(area, endpoints)| {
            let pages = requests::pages_of(tree, endpoints.iter().copied());
            let text = tests::emit_area(model, types, tree, name, endpoints);
            (
                format!("tests/examples/{}.rs", area.module_ident()),
                format!("{}\n{text}", files::header(&pages)),
            )
        })
        .collect();
    let main = format!(
        "{}//! Every documented example goes through its types and back, and every documented request is rebuilt.\n\n{}",
        files::header(&[]),
        tests::emit_main(model, &areas)
    );
    files.insert("tests/examples/main.rs".to_owned(), main);
    files
}
