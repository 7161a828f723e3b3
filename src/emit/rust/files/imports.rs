//! Which modules of requests and operations import what. A module imports from the one above it, so that
//! an import deep down is as short as one at the top; whoever stands between has to have it too.

use crate::emit::rust::naming::{Name, PathTree};
use crate::emit::rust::requests::{Body, body_of};
use crate::model::{ItemType, Model, RequestBody, ResponseBody, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// The modules, by their path below `requests` or `operations`, that need an import of their own or for others.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    models_of_requests: BTreeSet<Vec<Name>>,
    operations_of_requests: BTreeSet<Vec<Name>>,
    models_of_operations: BTreeSet<Vec<Name>>,
}

impl Imports {
    /// Finds out what the modules of a tree need.
    pub(crate) fn of(model: &Model, tree: &PathTree<'_>) -> Self {
        let mut imports = Self::default();
        for endpoint in &tree.endpoints {
            let operation = endpoint.operation();
            let parameters = match &operation.request {
                RequestBody::Parameters(parameters) => {
                    parameters.iter().any(|it| is_named(model, it.ty))
                }
                RequestBody::None
                | RequestBody::Type(_)
                | RequestBody::Stream
                | RequestBody::Media(_)
                | RequestBody::Reference { .. }
                | RequestBody::Untyped => false,
            };
            let response =
                matches!(operation.response, ResponseBody::Type(ty) if is_named(model, ty));
            if parameters || response {
                add(&mut imports.models_of_operations, &endpoint.module);
            }
            // The client has imports of its own.
            if endpoint.node == 0 {
                continue;
            }
            add(&mut imports.operations_of_requests, &endpoint.module);
            if matches!(body_of(model, operation), Body::Patch(ty) | Body::Value(ty) if is_named(model, ty))
            {
                add(&mut imports.models_of_requests, &endpoint.module);
            }
        }
        imports
    }

    /// The `use` items of a module of requests.
    pub(crate) fn of_requests(&self, module: &[Name]) -> Vec<TokenStream> {
        let models = self.models_of_requests.contains(module).then(|| {
            quote!(
                use super::models;
            )
        });
        let operations = self.operations_of_requests.contains(module).then(|| {
            match module.last().map(Name::module_ident) {
                None => quote!(
                    use super::operations;
                ),
                Some(ident) => quote!(use super::operations::#ident as operations;),
            }
        });
        models.into_iter().chain(operations).collect()
    }

    /// The `use` items of a module of operations.
    pub(crate) fn of_operations(&self, module: &[Name]) -> Option<TokenStream> {
        self.models_of_operations.contains(module).then(|| {
            quote!(
                use super::models;
            )
        })
    }
}

/// Whether a reference becomes a type of `models`.
fn is_named(model: &Model, ty: TypeRef) -> bool {
    matches!(ty.item, ItemType::Named(id) if !model.is_shapeless(id))
}

fn add(modules: &mut BTreeSet<Vec<Name>>, module: &[Name]) {
    for n in (0..=module.len()).rev() {
        if !modules.insert(module[..n].to_vec()) {
            return;
        }
    }
}
