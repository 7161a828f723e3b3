//! Operation markers: what a request answers, and what it takes.

use super::bodies::{is_optional, output};
use super::operation_docs::document_marker;
use super::options::{emit_options, emit_query_handles};
use super::permissions::emit_permissions;
use crate::emit::rust::naming::{Endpoint, Name, PathTree, References, Types, Viewpoint};
use crate::model::{Method, Model, Operation, ResponseBody, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The file of one module of markers, without what it imports from the modules above.
pub(crate) fn emit_operations(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    endpoints: &[usize],
) -> Vec<TokenStream> {
    let mut references = References::new(types, Viewpoint::Outside);
    let mut items = Vec::new();
    let unpaged = tree.page_parameter;
    for &endpoint in endpoints {
        let endpoint = &tree.endpoints[endpoint];
        items.extend(emit_marker(model, &mut references, tree, (endpoint, unpaged)));
    }
    references.import_runtime().into_iter().chain(items).collect()
}

fn emit_marker(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    (endpoint, unpaged): (&Endpoint<'_>, Option<&str>),
) -> Vec<TokenStream> {
    let operation = endpoint.operation();
    let ident = endpoint.marker.marker_ident();
    let rustdoc = document_marker(model, tree, endpoint).attributes();
    let output = emit_output(model, references, operation);
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Patch => quote!(Patch),
        Method::Put => quote!(Put),
        Method::Delete => quote!(Delete),
        Method::Head => quote!(Head),
        Method::Options => quote!(Options),
    };
    references.runtime("Method");
    references.runtime("Operation");
    let permissions = emit_permissions(operation);
    let unpaged = unpaged.filter(|it| is_list(operation) && !operation.has_query(it));
    let is_paged = unpaged.map(|_| {
        quote!(
            const IS_PAGED: bool = false;
        )
    });
    let mut items = vec![
        quote!(#rustdoc pub enum #ident {}),
        quote! {
            impl Operation for #ident {
                type Output = #output;
                const METHOD: Method = Method::#method;
                #permissions
                #is_paged
            }
        },
    ];
    items.extend(emit_query_handles(references, &ident, model, operation));
    items.extend(emit_options(model, references, &ident, operation));
    items
}

/// Whether an operation answers with pages.
fn is_list(operation: &Operation) -> bool {
    matches!(operation.response, ResponseBody::Type(TypeRef { collection: true, .. }))
}

/// What a request answers.
pub(crate) fn emit_output(
    model: &Model,
    references: &mut References<'_>,
    operation: &Operation,
) -> TokenStream {
    let output = output(model, references, operation.response);
    if is_optional(operation) { quote!(Option<#output>) } else { output }
}

/// The modules of a path below a root module, as tokens that end in `::`.
pub(super) fn module_path(modules: &[Name]) -> TokenStream {
    let idents = modules.iter().map(Name::module_ident);
    quote!(#(#idents::)*)
}
