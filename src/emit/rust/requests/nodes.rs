//! Path nodes: one newtype a path, with the methods documented on it and the accessors to what follows.

use super::arguments::{emit_query, emit_step};
use super::bodies::{Body, body_of, emit_sending, encoding_of};
use super::operation_docs::document_endpoint;
use super::operations::module_path;
use super::usage::document_usage;
use crate::emit::rust::naming::{
    Endpoint, Name, PathTree, References, Step, Types, Viewpoint, argument_names,
};
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::emit::rust::templates::{Code, Item, Lines, Members, Parameters, code, item, lines};
use crate::model::Model;

/// The file of one module of nodes, without what it imports from the modules above.
pub(crate) fn emit_nodes(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    nodes: &[usize],
) -> Vec<Item> {
    let mut references = References::new(types, Viewpoint::Outside);
    let items: Vec<Item> =
        nodes.iter().flat_map(|&node| emit_node(model, &mut references, tree, node)).collect();
    references.import_runtime().into_iter().chain(items).collect()
}

fn emit_node(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    index: usize,
) -> [Item; 2] {
    let node = &tree.nodes[index];
    let ident = node.name.node_ident();
    let at = references.runtime("At");
    // The parent makes the node; where it lives in another module, that one may.
    let at = match tree.nodes[node.parent].module.len() {
        0 => code!(Unnamed [at] { pub(in super::super) #at }),
        length if length < node.module.len() => code!(Unnamed [at] { pub(super) #at }),
        _ => at,
    };
    let rustdoc = document_node(tree, index);
    let methods = Members(emit_methods(model, references, tree, index, &code!(Expr [] { self.0 })));
    [
        item!([rustdoc, ident, at] { #rustdoc #[derive(Clone, Debug)] pub struct #ident(#at); }),
        item!([ident, methods] { impl #ident { #methods } }),
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
    at: &Code,
) -> Lines {
    let node = &tree.nodes[index];
    let mut methods = Vec::new();
    for &endpoint in &node.endpoints {
        methods.push(emit_endpoint(model, references, tree, &tree.endpoints[endpoint], at));
    }
    for &child in &node.children {
        methods.extend(emit_accessor(references, tree, index, child, at));
    }
    Lines::apart(methods)
}

fn emit_endpoint(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    at: &Code,
) -> Lines {
    let method = endpoint.method.snake_ident();
    let ident = endpoint.marker.marker_ident();
    // A file of nodes imports the operations of its own module under this name, the client all of them.
    let modules = if endpoint.node == 0 { endpoint.module.as_slice() } else { &[] };
    let marker = module_path("operations", modules).then(&Code::from(&ident));
    let rustdoc = document_endpoint(model, tree, endpoint, &format!("[`{ident}`]({marker})"));
    let rustdoc = document_usage(rustdoc, model, references.types(), tree, endpoint);
    let request = references.runtime("Request");
    let Call { parameters, before, call } = plan_call(model, references, tree, endpoint, at);
    let parameters = Parameters::behind_self(parameters);
    lines!(Member [rustdoc, method, parameters, request, marker, before, call] {
        #rustdoc
        #[inline]
        pub fn #method(#parameters) -> #request<#marker> { #before #call }
    })
}

/// What the method of an endpoint takes, and what it does with that.
struct Call {
    parameters: Vec<Code>,
    before: Lines,
    call: Code,
}

/// What the method of an endpoint takes, behind `&self`.
pub(crate) fn parameters_of_method(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
) -> Vec<Code> {
    plan_call(model, references, tree, endpoint, &Code::name("at")).parameters
}

fn plan_call(
    model: &Model,
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    at: &Code,
) -> Call {
    let query = &endpoint.operation().line_query;
    let names = argument_names(endpoint.action.as_ref(), query);
    let (mut parameters, before, mut call) = match &endpoint.action {
        Some(step) => {
            let (step_parameters, before, call) = emit_step(references, step, &names);
            (step_parameters, before, code!(Expr [at, call] { #at.#call }))
        }
        None => (Vec::new(), Lines::default(), at.clone()),
    };
    if endpoint.operation().ends_in_slash {
        call = code!(Expr [call] { #call.slash() });
    }
    let (query_parameters, query) = emit_query(query, &names);
    parameters.extend(query_parameters);
    let body = body_of(model, endpoint.operation());
    let encoding = encoding_of(endpoint.operation(), body);
    let mut beside = None;
    let mut send = |references: &mut References<'_>, body: &'static str| {
        let (call, argument) = emit_sending(references, encoding, &Code::name(body));
        beside = argument;
        call
    };
    let request = match body {
        Body::None => code!(Expr [] { request() }),
        Body::Patch(ty) => {
            let (patch, item) = (references.runtime("Patch"), references.item(ty.item));
            parameters.push(code!(Parameter [patch, item] { patch: #patch<#item> }));
            send(references, "&patch")
        }
        Body::Value(ty) => {
            let item = references.property_item(model, ty.item);
            parameters.push(match ty.collection {
                true => code!(Parameter [item] { body: &[#item] }),
                false => code!(Parameter [item] { body: &#item }),
            });
            send(references, "body")
        }
        Body::Parameters | Body::ManyParameters => {
            let strukt = tree.parameters_of(endpoint).map(|it| {
                module_path("parameters", &it.namespace).then(&Code::from(&it.name.type_ident()))
            });
            let strukt =
                strukt.expect("the tree has the parameters of every endpoint that takes some");
            parameters.push(match body {
                Body::ManyParameters => code!(Parameter [strukt] { parameters: &[#strukt] }),
                _ => code!(Parameter [strukt] { parameters: &#strukt }),
            });
            send(references, "parameters")
        }
        Body::Bytes(media_type) => {
            let payload = references.runtime("Payload");
            parameters.push(code!(Parameter [payload] { body: impl Into<#payload> }));
            code!(Expr [media_type] { request_bytes(#media_type, body) })
        }
        Body::Reference(set) => {
            parameters.push(code!(Parameter [] { target: impl AsRef<str> }));
            match set {
                Some(set) => code!(Expr [set] { request_referring(target.as_ref(), Some(#set)) }),
                None => code!(Expr [] { request_referring(target.as_ref(), None) }),
            }
        }
        Body::Json => {
            let raw = references.runtime("RawValue");
            parameters.push(code!(Parameter [raw] { body: impl Into<#raw> }));
            send(references, "&body.into()")
        }
    };
    parameters.extend(beside);
    let calls = [request].into_iter().chain(query);
    let call = calls.fold(call, |call, next| code!(Expr [call, next] { #call.#next }));
    Call { parameters, before, call }
}

fn emit_accessor(
    references: &mut References<'_>,
    tree: &PathTree<'_>,
    parent: usize,
    child: usize,
    at: &Code,
) -> Option<Lines> {
    let node = &tree.nodes[child];
    let step = node.step.as_ref()?;
    let below = &node.module[tree.nodes[parent].module.len()..];
    let ident = Code::from(&node.name.node_ident());
    let ty = match (parent, below) {
        (0, _) => module_path("requests", below).then(&ident),
        (_, [first, others @ ..]) => {
            let below = others.iter().map(|it| Code::from(&it.module_ident())).chain([ident]);
            below.fold(Code::from(&first.module_ident()), |path, it| path.then(&it))
        }
        (_, []) => ident,
    };
    let method = node.method.snake_ident();
    let rustdoc = Rustdoc::new().ours(&code(&node.path));
    let (parameters, before, call) = emit_own_step(references, step);
    let parameters = Parameters::behind_self(parameters);
    Some(lines!(Member [rustdoc, method, parameters, ty, before, at, call] {
        #rustdoc
        #[inline]
        pub fn #method(#parameters) -> #ty { #before #ty(#at.#call) }
    }))
}

/// What the accessor of a step takes, behind `&self`.
pub(crate) fn parameters_of_accessor(
    references: &mut References<'_>,
    step: &Step<'_>,
) -> Vec<Code> {
    emit_own_step(references, step).0
}

fn emit_own_step(references: &mut References<'_>, step: &Step<'_>) -> (Vec<Code>, Lines, Code) {
    let names = argument_names(Some(step), &[]);
    emit_step(references, step, &names)
}
