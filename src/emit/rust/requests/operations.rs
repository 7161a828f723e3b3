//! Operation markers: what a request answers, what it carries, and the parameters it takes.

use super::operation_docs::{document_marker, line_of};
use super::options::emit_options;
use super::permissions::emit_permissions;
use crate::emit::rust::models::{emit_struct, plan_parameters};
use crate::emit::rust::naming::{Endpoint, Name, PathTree, References, Types, Viewpoint};
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::model::{ItemType, Method, Model, Operation, RequestBody, ResponseBody, Type, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// What the method of an endpoint takes as its body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Body<'o> {
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
    /// `target: impl AsRef<str>`: the URL of something, or its id in this set.
    Reference(Option<&'o str>),
    /// `body: &Value`
    Json,
}

/// Decides what the method of an operation takes.
pub(crate) fn body_of<'o>(model: &Model, operation: &'o Operation) -> Body<'o> {
    match &operation.request {
        RequestBody::None => Body::None,
        RequestBody::Stream | RequestBody::Media(_) => Body::Bytes,
        RequestBody::Reference { set } => Body::Reference(set.as_deref()),
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

/// Whether an operation answers with an `Option`, `None` where a success comes without the body.
pub(crate) fn is_optional(operation: &Operation) -> bool {
    operation.response_optional && operation.response != ResponseBody::None
}

/// The type that a response with a body is decoded into.
pub(crate) fn output(
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
pub(crate) fn emit_operations(
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
    let rustdoc = document_marker(model, tree, endpoint).attributes();
    let mut output = output(model, references, operation.response);
    if is_optional(operation) {
        output = quote!(Option<#output>);
    }
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Patch => quote!(Patch),
        Method::Put => quote!(Put),
        Method::Delete => quote!(Delete),
    };
    references.runtime("Method");
    references.runtime("Operation");
    let permissions = emit_permissions(operation);
    let mut items = vec![
        quote!(#rustdoc pub enum #ident {}),
        quote! {
            impl Operation for #ident {
                type Output = #output;
                const METHOD: Method = Method::#method;
                #permissions
            }
        },
    ];
    items.extend(emit_options(model, references, &ident, operation));
    items
}

/// The modules of a path below a root module, as tokens that end in `::`.
pub(super) fn module_path(modules: &[Name]) -> TokenStream {
    let idents = modules.iter().map(Name::module_ident);
    quote!(#(#idents::)*)
}
