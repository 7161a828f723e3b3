//! Operation markers: what a request answers, what it carries, and the parameters it takes.

use super::operation_docs::{document_marker, line_of};
use super::options::emit_options;
use crate::emit::rust::models::{emit_struct, plan_parameters};
use crate::emit::rust::naming::{Endpoint, Name, PathTree, References, Types, Viewpoint};
use crate::emit::rust::rustdoc::{Rustdoc, code, one_line};
use crate::model::{
    ItemType, Method, Model, Operation, Permissions, RequestBody, ResponseBody, Type, TypeRef,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What the method of an endpoint takes as its body.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Body {
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
pub(crate) fn body_of(model: &Model, operation: &Operation) -> Body {
    match &operation.request {
        RequestBody::None => Body::None,
        RequestBody::Stream | RequestBody::Media(_) => Body::Bytes,
        RequestBody::Untyped | RequestBody::Reference { .. } => Body::Json,
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
    let rustdoc = document_marker(tree, endpoint).attributes();
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

/// Who may call it, the same rows of several pages once: one text, in the form that the runtime reads.
fn emit_permissions(operation: &Operation) -> Option<TokenStream> {
    let mut rows: Vec<String> = Vec::new();
    for Permissions { caller, scope, alternatives, ordered, .. } in &operation.permissions {
        let together = |names: &Vec<String>| {
            names.iter().map(|name| one_line(name)).collect::<Vec<_>>().join(" + ")
        };
        let names: Vec<String> = alternatives.iter().map(together).collect();
        let names = match (names.is_empty(), ordered) {
            (true, _) => "not supported".to_owned(),
            (false, true) => names.join(" < "),
            (false, false) => names.join(", "),
        };
        let scope = scope.iter().map(|scope| format!(", {}", one_line(scope))).collect::<String>();
        let row = format!("{}{scope}: {names}", one_line(caller));
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    if rows.is_empty() {
        return None;
    }
    let text = text_by_line(&rows);
    Some(quote!(const PERMISSIONS: &'static str = #text;))
}

/// A literal of several lines, each on a line of its own: `"\` begins it, `\n\` ends a line.
fn text_by_line(lines: &[String]) -> Literal {
    let escaped = lines.iter().map(|line| {
        let quoted = Literal::string(line).to_string();
        quoted[1..quoted.len() - 1].to_owned()
    });
    let text = escaped.collect::<Vec<_>>().join("\\n\\\n        ");
    let literal: Result<Literal, _> = format!("\"\\\n        {text}\"").parse();
    literal.unwrap_or_else(|error| panic!("no literal ({error}): {text}"))
}

/// The modules of a path below a root module, as tokens that end in `::`.
pub(super) fn module_path(modules: &[Name]) -> TokenStream {
    let idents = modules.iter().map(Name::module_ident);
    quote!(#(#idents::)*)
}
