//! Which modules of requests and operations import what. Each import leads to the module itself, however deep
//! it stands: imports of imports take rustc twice as long with each module between.

use crate::emit::rust::naming::{Name, PathTree};
use crate::emit::rust::requests::{Body, body_of};
use crate::emit::rust::templates::{Code, Item, item};
use crate::model::{ItemType, Model, ResponseBody, TypeRef};
use std::collections::BTreeSet;

/// The modules, by their path below `requests` or `operations`, that need an import.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    models_of_requests: BTreeSet<Vec<Name>>,
    operations_of_requests: BTreeSet<Vec<Name>>,
    parameters_of_requests: BTreeSet<Vec<Name>>,
    models_of_operations: BTreeSet<Vec<Name>>,
}

impl Imports {
    /// Finds out what the modules of a tree need.
    pub(crate) fn of(model: &Model, tree: &PathTree<'_>) -> Self {
        let mut imports = Self::default();
        for endpoint in &tree.endpoints {
            let operation = endpoint.operation();
            let response =
                matches!(operation.response, ResponseBody::Type(ty) if is_named(model, ty));
            if response {
                imports.models_of_operations.insert(endpoint.module.clone());
            }
            // The client has imports of its own.
            if endpoint.node == 0 {
                continue;
            }
            imports.operations_of_requests.insert(endpoint.module.clone());
            if endpoint.parameters.is_some() {
                imports.parameters_of_requests.insert(endpoint.module.clone());
            }
            if matches!(body_of(model, operation), Body::Patch(ty) | Body::Value(ty) if is_named(model, ty))
            {
                imports.models_of_requests.insert(endpoint.module.clone());
            }
        }
        imports
    }

    /// The `use` items of a module of requests.
    pub(crate) fn of_requests(&self, module: &[Name]) -> Vec<Item> {
        let root = root_from(module);
        let models = self.models_of_requests.contains(module).then(|| import_models(&root));
        let operations = self.operations_of_requests.contains(module).then(|| match module {
            [] => item!([root] { use #root::operations; }),
            [first, others @ ..] => {
                let first = Code::from(&first.module_ident());
                let others = others.iter().map(|it| Code::from(&it.module_ident()));
                let path = others.fold(first, |path, it| path.then(&it));
                item!([root, path] { use #root::operations::#path as operations; })
            }
        });
        let has_parameters = self.parameters_of_requests.contains(module);
        let parameters = has_parameters.then(|| item!([root] { use #root::parameters; }));
        models.into_iter().chain(operations).chain(parameters).collect()
    }

    /// The `use` items of a module of operations.
    pub(crate) fn of_operations(&self, module: &[Name]) -> Option<Item> {
        let root = root_from(module);
        self.models_of_operations.contains(module).then(|| import_models(&root))
    }
}

fn import_models(root: &Code) -> Item {
    item!([root] { use #root::models; })
}

/// The way from a module below `requests` or `operations` to the one that holds them all.
fn root_from(module: &[Name]) -> Code {
    module.iter().fold(Code::name("super"), |path, _| path.then(&Code::name("super")))
}

/// Whether a reference becomes a type of `models`.
fn is_named(model: &Model, ty: TypeRef) -> bool {
    matches!(ty.item, ItemType::Named(id) if !model.is_shapeless(id))
}
