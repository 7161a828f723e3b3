//! Path nodes: one newtype a path, with the methods documented on it and the accessors to what follows.

use super::arguments::{emit_query, emit_step};
use super::bodies::{Body, body_of, emit_sending, encoding_of};
use super::operation_docs::document_endpoint;
use super::operations::module_path;
use super::usage::document_usage;
use crate::emit::rust::marks::blank_line;
use crate::emit::rust::naming::{
    Endpoint, Name, PathTree, References, Step, Types, Viewpoint, argument_names,
};
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::model::Model;
use proc_macro2::TokenStream;
use quote::quote;

/// The file of one module of nodes, without what it imports from the modules above.
pub(crate) fn emit_nodes(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    nodes: &[usize],
) -> Vec<TokenStream> {
    let mut references = References::new(types, Viewpoint::Outside);
    let items: Vec<TokenStream> =
        nodes.iter().flat_map(|&node| emit_node(model, &mut references, tree, node)).collect();
    references.import_runtime().into_iter().chain(items).collect()
}

fn emit_node(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    index: usize,
) -> [TokenStream; 2] {
    let node = &tree.nodes[index];
    let ident = node.name.node_ident();
    let at = references.runtime("At");
    // The parent makes the node; where it lives in another module, that one may.
    let visibility = match tree.nodes[node.parent].module.len() {
        0 => quote!(pub(in super::super)),
        length if length < node.module.len() => quote!(pub(super)),
        _ => quote!(),
    };
    let rustdoc = document_node(tree, index).attributes();
    let methods = emit_methods(model, references, tree, index, &quote!(self.0));
    [
        quote!(#rustdoc #[derive(Clone, Debug)] pub struct #ident(#visibility #at);),
        quote!(impl #ident { #methods }),
    ]
}

/// As many methods are named in the docs of a node.
const NAMED: usize = 8;

/// The docs of a node: its path, what can be done here, and what is below.
fn document_node(tree: &PathTree<'_>, index: usize) -> Rustdoc {
    let node = &tree.nodes[index];
    let links = |methods: Vec<&Name>| {
        let link = |method: &&Name| {
            let ident = method.snake_ident();
            format!("[`{ident}`](Self::{ident})")
        };
        let mut links: Vec<String> = methods.iter().take(NAMED).map(link).collect();
        let n_left = methods.len() - links.len();
        match (n_left, links.len()) {
            (1.., _) => format!("{} and {n_left} more", links.join(", ")),
            (0, 0 | 1) => links.concat(),
            (0, _) => {
                let last = links.pop().unwrap_or_default();
                format!("{} and {last}", links.join(", "))
            }
        }
    };
    let here = links(node.endpoints.iter().map(|&it| &tree.endpoints[it].method).collect());
    let below = links(node.children.iter().map(|&it| &tree.nodes[it].method).collect());
    let says = match (here.as_str(), below.as_str()) {
        ("", "") => String::new(),
        ("", _) => format!("Leads on to {below}."),
        (_, "") => format!("Here you can {here}."),
        (_, _) => format!("Here you can {here}. Leads on to {below}."),
    };
    Rustdoc::new().ours(&code(&node.path)).ours(&says)
}

/// The methods of a node, the client's included: verbs, actions, then accessors. `at` is where they start.
/// All are inline: what nobody calls costs no code (measured on 3,000 operations: half the time of a debug build).
pub(crate) fn emit_methods(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    index: usize,
    at: &TokenStream,
) -> TokenStream {
    let node = &tree.nodes[index];
    let mut methods = Vec::new();
    for &endpoint in &node.endpoints {
        methods.push(emit_endpoint(model, references, tree, &tree.endpoints[endpoint], at));
    }
    for &child in &node.children {
        methods.push(emit_accessor(references, tree, index, child, at));
    }
    let blank = std::iter::once(quote!()).chain(std::iter::repeat(blank_line()));
    let methods = methods.into_iter().zip(blank).map(|(method, blank)| quote!(#blank #method));
    quote!(#(#methods)*)
}

fn emit_endpoint(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    at: &TokenStream,
) -> TokenStream {
    let method = endpoint.method.snake_ident();
    let marker = endpoint.marker.marker_ident();
    // A file of nodes imports the operations of its own module under this name, the client all of them.
    let operations = match endpoint.node {
        0 => module_path(&endpoint.module),
        _ => quote!(),
    };
    let operations = quote!(operations::#operations);
    let path = quote!(#operations #marker).to_string().replace(' ', "");
    let rustdoc = document_endpoint(model, tree, endpoint, &format!("[`{marker}`]({path})"));
    let rustdoc = document_usage(rustdoc, model, references.types(), tree, endpoint).attributes();
    let request = references.runtime("Request");
    let Call { parameters, before, at, call, query } =
        plan_call(model, references, tree, endpoint, at);
    quote! {
        #rustdoc
        #[inline]
        pub fn #method(&self, #(#parameters),*) -> #request<#operations #marker> { #before #at.#call #(#query)* }
    }
}

/// What the method of an endpoint takes, and what it does with that.
struct Call {
    parameters: Vec<TokenStream>,
    before: Option<TokenStream>,
    at: TokenStream,
    call: TokenStream,
    query: Vec<TokenStream>,
}

/// What the method of an endpoint takes, behind `&self`.
pub(crate) fn parameters_of_method(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Vec<TokenStream> {
    plan_call(model, references, tree, endpoint, &quote!(at)).parameters
}

fn plan_call(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    at: &TokenStream,
) -> Call {
    let query = &endpoint.operation().line_query;
    let names = argument_names(endpoint.action.as_ref(), query);
    let mut before = None;
    let (mut parameters, at) = match &endpoint.action {
        Some(step) => {
            let (step_parameters, lets, call) = emit_step(references, step, &names);
            before = lets;
            (step_parameters, quote!(#at.#call))
        }
        None => (Vec::new(), at.clone()),
    };
    let at = match endpoint.operation().ends_in_slash {
        true => quote!(#at.slash()),
        false => at,
    };
    let (query_parameters, query) = emit_query(query, &names);
    parameters.extend(query_parameters);
    let body = body_of(model, endpoint.operation());
    let encoding = encoding_of(endpoint.operation(), body);
    let mut beside = None;
    let mut send = |references: &mut References<'_>, body| {
        let (call, argument) = emit_sending(references, encoding, &body);
        beside = argument;
        call
    };
    let call = match body {
        Body::None => quote!(request()),
        Body::Patch(ty) => {
            let patch = references.runtime("Patch");
            let item = references.item(ty.item);
            parameters.push(quote!(patch: #patch<#item>));
            send(references, quote!(&patch))
        }
        Body::Value(ty) => {
            let item = references.property_item(model, ty.item);
            parameters.push(if ty.collection {
                quote!(body: &[#item])
            } else {
                quote!(body: &#item)
            });
            send(references, quote!(body))
        }
        Body::Parameters | Body::ManyParameters => {
            let strukt = tree.parameters_of(endpoint).map(|it| {
                let ident = it.name.type_ident();
                let module = module_path(&it.namespace);
                quote!(parameters::#module #ident)
            });
            parameters.push(match body {
                Body::ManyParameters => quote!(parameters: &[#strukt]),
                _ => quote!(parameters: &#strukt),
            });
            send(references, quote!(parameters))
        }
        Body::Bytes(media_type) => {
            let payload = references.runtime("Payload");
            parameters.push(quote!(body: impl Into<#payload>));
            quote!(request_bytes(#media_type, body))
        }
        Body::Reference(set) => {
            parameters.push(quote!(target: impl AsRef<str>));
            let set = match set {
                Some(set) => quote!(Some(#set)),
                None => quote!(None),
            };
            quote!(request_referring(target.as_ref(), #set))
        }
        Body::Json => {
            let raw = references.runtime("RawValue");
            parameters.push(quote!(body: impl Into<#raw>));
            send(references, quote!(&body.into()))
        }
    };
    parameters.extend(beside);
    Call { parameters, before, at, call, query }
}

fn emit_accessor(
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    parent: usize,
    child: usize,
    at: &TokenStream,
) -> TokenStream {
    let node = &tree.nodes[child];
    let Some(step) = &node.step else { return TokenStream::new() };
    let ident = node.name.node_ident();
    let below = node.module[tree.nodes[parent].module.len()..].iter().map(Name::module_ident);
    let prefix = (parent == 0).then(|| quote!(requests::));
    let ty = quote!(#prefix #(#below::)*#ident);
    let method = node.method.snake_ident();
    let rustdoc = Rustdoc::new().ours(&code(&node.path)).attributes();
    let (parameters, before, call) = emit_own_step(references, step);
    quote! {
        #rustdoc
        #[inline]
        pub fn #method(&self, #(#parameters),*) -> #ty { #before #ty(#at.#call) }
    }
}

/// What the accessor of a step takes, behind `&self`.
pub(crate) fn parameters_of_accessor(
    references: &mut References<'_>,
    step: &Step<'_>,
) -> Vec<TokenStream> {
    emit_own_step(references, step).0
}

fn emit_own_step(
    references: &mut References<'_>,
    step: &Step<'_>,
) -> (Vec<TokenStream>, Option<TokenStream>, TokenStream) {
    let names = argument_names(Some(step), &[]);
    emit_step(references, step, &names)
}
