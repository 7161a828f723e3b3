//! Operation markers: what a request answers, what it carries, and the parameters it takes.

use super::models::{emit_struct, plan_parameters};
use super::names::Name;
use super::options::{document_options, emit_options};
use super::paths::{Endpoint, PathTree};
use super::rustdoc::{Rustdoc, code, inline};
use super::types::{References, Types, Viewpoint};
use crate::model::{
    ItemType, Method, Model, Operation, Permissions, RequestBody, ResponseBody, Type, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// What the method of an endpoint takes as its body.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body {
    /// No argument.
    None,
    /// `patch: Patch<T>`
    Patch(TypeRef),
    /// `body: &T`, or `&[T]` for a collection.
    Value(TypeRef),
    /// `parameters: &XParameters`
    Parameters,
    /// `body: impl Into<Bytes>`
    Bytes,
    /// `body: &Value`
    Json,
}

/// Decides what the method of an operation takes.
pub(super) fn body_of(model: &Model, operation: &Operation) -> Body {
    match &operation.request {
        RequestBody::None => Body::None,
        RequestBody::Stream => Body::Bytes,
        RequestBody::Untyped => Body::Json,
        RequestBody::Parameters(_) => Body::Parameters,
        RequestBody::Type(ty) => match ty.item {
            ItemType::Named(id) if model.is_shapeless(id) => Body::Json,
            ItemType::Named(id) => match model.ty(id) {
                Type::Structured(_) if operation.method == Method::Patch && !ty.collection => {
                    Body::Patch(*ty)
                }
                Type::Structured(_) | Type::Enum(_) => Body::Value(*ty),
            },
            ItemType::Primitive(_) | ItemType::Untyped => Body::Json,
        },
    }
}

/// The type that a response is decoded into.
pub(super) fn output(
    model: &Model,
    references: &mut References<'_>,
    response: ResponseBody,
) -> TokenStream {
    let ty = match response {
        ResponseBody::None => return quote!(()),
        ResponseBody::Stream => return references.runtime("Bytes"),
        ResponseBody::Untyped => return references.runtime("Value"),
        ResponseBody::Type(ty) => ty,
    };
    let item = references.property_item(model, ty.item);
    if ty.collection {
        let page = references.runtime("Page");
        return quote!(#page<#item>);
    }
    match ty.item {
        ItemType::Untyped => item,
        ItemType::Named(id) if matches!(model.ty(id), Type::Structured(_)) => item,
        ItemType::Named(_) | ItemType::Primitive(_) => {
            let value_of = references.runtime("ValueOf");
            quote!(#value_of<#item>)
        }
    }
}

/// The file of one module of markers, without what it imports from the modules above.
pub(super) fn emit_operations(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    endpoints: &[usize],
) -> Vec<TokenStream> {
    let mut references = References::new(types, Viewpoint::Outside);
    let mut items = Vec::new();
    for &endpoint in endpoints {
        let endpoint = &tree.endpoints[endpoint];
        items.extend(emit_marker(model, &mut references, tree, endpoint));
        if let (Some(name), RequestBody::Parameters(parameters)) =
            (&endpoint.parameters, &endpoint.operation().request)
        {
            let wire = tree.path_of(endpoint);
            let rustdoc = Rustdoc::new()
                .ours(&format!("The parameters of {}.", code(&line_of(tree, endpoint))));
            let strukt = plan_parameters(model, name.clone(), wire, rustdoc, parameters);
            items.extend(emit_struct(model, &mut references, &strukt));
        }
    }
    references.import_runtime().into_iter().chain(items).collect()
}

fn emit_marker(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Vec<TokenStream> {
    let operation = endpoint.operation();
    let ident = endpoint.marker.marker_ident();
    let rustdoc = Rustdoc::new().ours(&code(&line_of(tree, endpoint)));
    let rustdoc = document_pages(document_options(rustdoc, operation), endpoint).attributes();
    let output = output(model, references, operation.response);
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Patch => quote!(Patch),
        Method::Put => quote!(Put),
        Method::Delete => quote!(Delete),
    };
    references.runtime("Method");
    references.runtime("Operation");
    let mut items = vec![
        quote!(#rustdoc pub enum #ident {}),
        quote! {
            impl Operation for #ident {
                type Output = #output;
                const METHOD: Method = Method::#method;
            }
        },
    ];
    items.extend(emit_options(model, references, &ident, operation));
    items
}

/// What the method of an endpoint says: summary, request lines, permissions, pages.
pub(super) fn document_endpoint(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> Rustdoc {
    let operation = endpoint.operation();
    let method = operation.method.as_str();
    let mut seen = BTreeSet::new();
    let lines: Vec<String> = endpoint
        .operations
        .iter()
        .flat_map(|operation| &operation.lines)
        .map(|line| code(&format!("{method} {}", line.target)))
        .filter(|line| seen.insert(line.clone()))
        .collect();
    let mut rustdoc = Rustdoc::new().prose(operation.docs.text.as_deref());
    if rustdoc.is_empty() {
        rustdoc = rustdoc.prose(operation.title.as_deref());
    }
    rustdoc = match (rustdoc.is_empty(), lines.as_slice()) {
        (true, []) => rustdoc.ours(&code(&line_of(tree, endpoint))),
        (false, []) => rustdoc,
        (_, [only]) => rustdoc.ours(only),
        (_, _) => rustdoc.list(lines),
    };
    let mut seen = BTreeSet::new();
    let permissions = operation.permissions.iter().map(permissions_item);
    let permissions: Vec<String> = permissions.filter(|row| seen.insert(row.clone())).collect();
    if !permissions.is_empty() {
        rustdoc = rustdoc.ours("Permissions:").list(permissions);
    }
    document_pages(rustdoc, endpoint)
}

fn permissions_item(permissions: &Permissions) -> String {
    let caller = inline(&permissions.caller);
    let mut names: Vec<String> = permissions.names.iter().map(|name| code(name)).collect();
    if let (Some(first), true) = (names.first_mut(), permissions.ordered) {
        first.push_str(" (least privileged)");
    }
    match names.is_empty() {
        true => format!("{caller}: not supported"),
        false => format!("{caller}: {}", names.join(", ")),
    }
}

fn document_pages(rustdoc: Rustdoc, endpoint: &Endpoint<'_>) -> Rustdoc {
    let pages: BTreeSet<&String> =
        endpoint.operations.iter().flat_map(|operation| &operation.pages).collect();
    let codes: Vec<String> = pages.iter().map(|page| code(page)).collect();
    match codes.as_slice() {
        [] => rustdoc,
        [one] => rustdoc.ours(&format!("Page: {one}")),
        many => rustdoc.ours(&format!("Pages: {}", many.join(", "))),
    }
}

fn line_of(tree: &PathTree<'_>, endpoint: &Endpoint<'_>) -> String {
    format!("{} {}", endpoint.operation().method.as_str(), tree.path_of(endpoint))
}

/// The pages that a file of endpoints is made from.
pub(super) fn pages_of(tree: &PathTree<'_>, endpoints: impl Iterator<Item = usize>) -> Vec<String> {
    let pages: BTreeSet<&String> = endpoints
        .flat_map(|endpoint| &tree.endpoints[endpoint].operations)
        .flat_map(|operation| &operation.pages)
        .collect();
    pages.into_iter().cloned().collect()
}

/// The modules of a path below a root module, as tokens that end in `::`.
pub(super) fn module_path(modules: &[Name]) -> TokenStream {
    let idents = modules.iter().map(Name::module_ident);
    quote!(#(#idents::)*)
}
