//! Operation markers: what a request answers, and what it takes.

use super::bodies::{is_optional, output};
use super::operation_docs::document_marker;
use super::options::{emit_options, emit_query_handles};
use super::permissions::{self, emit_permissions};
use crate::emit::rust::naming::{Endpoint, Name, PathTree, References, Types, Viewpoint};
use crate::emit::rust::templates::{Code, Item, Lines, Members, code, item, lines};
use crate::model::{Method, Model, Operation, ResponseBody, TypeRef};

/// The file of one module of markers, without what it imports from the modules above.
pub(crate) fn emit_operations(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    endpoints: &[usize],
) -> Vec<Item> {
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
) -> Vec<Item> {
    let operation = endpoint.operation();
    let ident = endpoint.marker.marker_ident();
    let permissions = permissions::groups(operation);
    let rustdoc = document_marker(model, tree, endpoint, &permissions);
    let output = emit_output(model, references, operation);
    let method = match operation.method {
        Method::Get => None,
        other => Some(emit_method(references, other)),
    };
    references.runtime("Operation");
    let permissions = emit_permissions(&permissions);
    let unpaged = unpaged.filter(|it| is_list(operation) && !operation.has_query(it));
    let is_paged = unpaged.map(|_| lines!(Member [] { const IS_PAGED: bool = false; }));
    let members = Members(method.into_iter().chain([permissions]).chain(is_paged).collect());
    let mut items = vec![
        item!([rustdoc, ident] { #rustdoc pub enum #ident {} }),
        item!([ident, output, members] {
            impl Operation for #ident {
                type Output = #output;
                #members
            }
        }),
    ];
    items.extend(emit_query_handles(references, &ident, model, operation));
    items.extend(emit_options(model, references, &ident, operation));
    items
}

/// The constant of a method that is not the usual one.
fn emit_method(references: &mut References<'_>, method: Method) -> Lines {
    references.runtime("Method");
    let method = match method {
        Method::Get => Code::name("Get"),
        Method::Post => Code::name("Post"),
        Method::Patch => Code::name("Patch"),
        Method::Put => Code::name("Put"),
        Method::Delete => Code::name("Delete"),
        Method::Head => Code::name("Head"),
        Method::Options => Code::name("Options"),
        Method::Other(name) => Code::of(format!("Other({name:?})")),
    };
    lines!(Member [method] { const METHOD: Method = Method::#method; })
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
) -> Code {
    let output = output(model, references, operation.response);
    if is_optional(operation) { code!(Type [output] { Option<#output> }) } else { output }
}

/// The path of a module below another.
pub(super) fn module_path(above: &'static str, modules: &[Name]) -> Code {
    let modules = modules.iter().map(|it| Code::from(&it.module_ident()));
    modules.fold(Code::name(above), |path, it| path.then(&it))
}
