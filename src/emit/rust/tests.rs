//! Tests from the documented examples: bodies go through their types and come back equal, requests are
//! rebuilt through the path chain. Tables of data; what is checked and how is the runtime's.

use super::file::format_items;
use super::names::{self, Name};
use super::nodes::native;
use super::operations::{Body, body_of, output};
use super::paths::{Endpoint, PathTree};
use super::rustdoc::{is_invisible, one_line};
use super::steps::Step;
use super::types::{References, Types, Viewpoint};
use crate::json::{Value, ValueKind};
use crate::model::{Example, ExampleRequest, ItemType, Model, ResponseBody};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::str::FromStr;

/// The areas that have examples: the first module of each endpoint, and the endpoints.
pub(super) fn areas(tree: &PathTree<'_>) -> Vec<(Name, Vec<usize>)> {
    let mut areas: Vec<(Name, Vec<usize>)> = Vec::new();
    for (module, endpoints) in tree.endpoint_modules() {
        let endpoints = endpoints.into_iter().filter(|&it| {
            tree.endpoints[it].operations.iter().any(|operation| !operation.examples.is_empty())
        });
        let area = module.first().cloned().unwrap_or_else(|| Name::of("root"));
        match areas.last_mut() {
            Some((last, list)) if *last == area => list.extend(endpoints),
            _ => areas.push((area, endpoints.collect())),
        }
    }
    areas.retain(|(_, endpoints)| !endpoints.is_empty());
    areas
}

/// The file that declares the areas.
pub(super) fn emit_main(areas: &[(Name, Vec<usize>)]) -> String {
    let modules =
        areas.iter().map(|(area, _)| area.module_ident()).map(|ident| quote!(mod #ident;));
    format_items(modules.collect())
}

/// The file of one area: a table of bodies, a table of requests, a test for each.
pub(super) fn emit_area(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    krate: &str,
    endpoints: &[usize],
) -> String {
    let krate = Name::of(krate).crate_ident();
    let mut references = References::new(types, Viewpoint::Outside);
    let (mut bodies, mut requests) = (Vec::new(), Vec::new());
    for &endpoint in endpoints {
        let endpoint = &tree.endpoints[endpoint];
        for example in endpoint.operations.iter().flat_map(|operation| &operation.examples) {
            bodies.extend(emit_response_body(model, &mut references, example));
            requests.extend(emit_request(model, tree, endpoint, example));
        }
    }
    let mut testing = Vec::new();
    let mut items = Vec::new();
    if !bodies.is_empty() {
        testing.extend(["ExampleBody", "check_bodies", "round_trip"]);
        items.push(quote!(
            #[test]
            fn bodies() {
                check_bodies(BODIES);
            }
        ));
    }
    if !requests.is_empty() {
        testing.extend(["ExampleRequest", "check_requests"]);
        items.push(quote!(
            #[test]
            fn requests() {
                check_requests(REQUESTS);
            }
        ));
    }
    if !bodies.is_empty() {
        items.push(quote!(const BODIES: &[ExampleBody] = &[#(#bodies),*];));
    }
    if !requests.is_empty() {
        items.push(quote!(const REQUESTS: &[ExampleRequest<Client>] = &[#(#requests),*];));
    }
    testing.sort_unstable();
    let testing = testing.into_iter().map(names::fixed);
    let testing =
        (!items.is_empty()).then(|| quote!(use ::docwright_client::testing::{#(#testing),*};));
    let own = [(!requests.is_empty(), "Client"), (references.uses_models(), "models")];
    let own: Vec<_> =
        own.into_iter().filter(|(used, _)| *used).map(|(_, name)| names::fixed(name)).collect();
    let own = (!own.is_empty()).then(|| quote!(use ::#krate::{#(#own),*};));
    let imports = references.import_runtime().into_iter().chain(testing).chain(own);
    format_items(imports.chain(items).collect())
}

fn emit_response_body(
    model: &Model,
    references: &mut References<'_>,
    example: &Example,
) -> Option<TokenStream> {
    let response = example.response.as_ref()?;
    let body = response.body.as_ref()?;
    match response.ty {
        ResponseBody::Type(ty) if ty.item != ItemType::Untyped => {}
        ResponseBody::Type(_)
        | ResponseBody::None
        | ResponseBody::Stream
        | ResponseBody::Untyped => return None,
    }
    let ty = output(model, references, response.ty);
    Some(emit_body(&ty, &what(&example.page, response.line), body))
}

fn emit_body(ty: &TokenStream, what: &str, body: &Value) -> TokenStream {
    let json = raw_string(&json_text(body));
    quote!(ExampleBody { what: #what, json: #json, check: round_trip::<#ty> })
}

/// A request rebuilt through the path chain; nothing where the example's values don't fit the placeholders.
fn emit_request(
    model: &Model,
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    example: &Example,
) -> Option<TokenStream> {
    let request = example.request.as_ref()?;
    let mut bindings = request.bindings.iter().map(String::as_str);
    let mut chain = quote!(client);
    for index in tree.way_to(endpoint.node) {
        let node = &tree.nodes[index];
        let method = node.method.snake_ident();
        let arguments = step_arguments(node.step.as_ref()?, &mut bindings)?;
        chain = quote!(#chain.#method(#(#arguments),*));
    }
    let mut arguments = match &endpoint.action {
        Some(step) => step_arguments(step, &mut bindings)?,
        None => Vec::new(),
    };
    if bindings.next().is_some() {
        return None;
    }
    let body = body_of(model, endpoint.operation());
    let given = match body {
        Body::None | Body::Bytes => None,
        Body::Patch(_) | Body::Value(_) | Body::Parameters | Body::Json => request.body.as_ref(),
    };
    let closure = match body {
        Body::None => quote!(|client, _|),
        _ => quote!(|client, body|),
    };
    arguments.extend(match body {
        Body::None => None,
        Body::Bytes => Some(quote!(body.bytes())),
        Body::Json => Some(quote!(&body.value())),
        Body::Patch(_) => Some(quote!(body.patch())),
        Body::Value(ty) if ty.collection => Some(quote!(&body.model::<Vec<_>>())),
        Body::Value(_) | Body::Parameters => Some(quote!(&body.model())),
    });
    let given = match given {
        Some(body) => {
            let json = raw_string(&json_text(body));
            quote!(Some(#json))
        }
        None => quote!(None),
    };
    Some(emit_case(endpoint, example, request, &chain, &arguments, &closure, &given))
}

fn emit_case(
    endpoint: &Endpoint<'_>,
    example: &Example,
    request: &ExampleRequest,
    chain: &TokenStream,
    arguments: &[TokenStream],
    closure: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let what = what(&example.page, request.line);
    let method = endpoint.operation().method.as_str();
    let call = endpoint.method.snake_ident();
    let path = &request.segments;
    let query = request.query.iter().map(|(name, value)| quote!((#name, #value)));
    let options = request.query.iter().map(|(name, value)| quote!(.query(#name, #value)));
    quote! {
        ExampleRequest {
            what: #what,
            method: #method,
            path: &[#(#path),*],
            query: &[#(#query),*],
            body: #body,
            build: #closure #chain.#call(#(#arguments),*)#(#options)*.into_raw(),
        }
    }
}

fn step_arguments<'b>(
    step: &Step<'_>,
    bindings: &mut impl Iterator<Item = &'b str>,
) -> Option<Vec<TokenStream>> {
    match step {
        Step::Literal(_) => Some(Vec::new()),
        Step::Key { .. } | Step::ColonPath { .. } => {
            let value = bindings.next()?;
            Some(vec![quote!(#value)])
        }
        Step::Call { arguments, .. } => arguments
            .iter()
            .filter(|argument| argument.fixed.is_none())
            .map(|argument| {
                let value = bindings.next()?;
                match native(argument.ty) {
                    None => Some(quote!(#value)),
                    Some(ty) => number(&ty.to_string(), value),
                }
            })
            .collect(),
    }
}

/// A binding as a literal of a native type, if it is one.
fn number(ty: &str, value: &str) -> Option<TokenStream> {
    match ty {
        "bool" => value.parse::<bool>().ok().map(|it| quote!(#it)),
        "i32" => value.parse::<i32>().ok().map(Literal::i32_unsuffixed).map(|it| quote!(#it)),
        _ => value.parse::<i64>().ok().map(Literal::i64_unsuffixed).map(|it| quote!(#it)),
    }
}

fn what(page: &str, line: u32) -> String {
    format!("{}:{line}", one_line(page))
}

/// A raw string literal with as many `#` as its text needs.
fn raw_string(text: &str) -> TokenStream {
    let longest = text
        .split('"')
        .skip(1)
        .map(|rest| rest.len() - rest.trim_start_matches('#').len())
        .max()
        .map_or(0, |n_hashes| n_hashes + 1);
    let hashes = "#".repeat(longest.max(1));
    match Literal::from_str(&format!("r{hashes}\"{text}\"{hashes}")) {
        Ok(literal) if longest < 200 => quote!(#literal),
        Ok(_) | Err(_) => quote!(#text),
    }
}

/// JSON as a person writes it, every character that the compiler might refuse escaped.
fn json_text(value: &Value) -> String {
    let mut text = String::new();
    write_json(value, 0, &mut text);
    text
}

fn write_json(value: &Value, depth: usize, text: &mut String) {
    match &value.kind {
        ValueKind::Null => text.push_str("null"),
        ValueKind::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        ValueKind::Number(number) => match serde_json::from_str::<serde_json::Number>(number) {
            Ok(_) => text.push_str(number.trim()),
            Err(_) => write_json_string(number, text),
        },
        ValueKind::String(string) => write_json_string(string, text),
        ValueKind::Array(items) => write_json_list(items, ['[', ']'], depth, text, |item, text| {
            write_json(item, depth + 1, text);
        }),
        ValueKind::Object(members) => {
            write_json_list(members, ['{', '}'], depth, text, |member, text| {
                write_json_string(&member.name, text);
                text.push_str(": ");
                write_json(&member.value, depth + 1, text);
            })
        }
    }
}

fn write_json_list<T>(
    items: &[T],
    brackets: [char; 2],
    depth: usize,
    text: &mut String,
    write: impl Fn(&T, &mut String),
) {
    text.push(brackets[0]);
    for (index, item) in items.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        write(item, text);
    }
    if !items.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(brackets[1]);
}

fn write_json_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            _ if is_invisible(c) || (c.is_whitespace() && c != ' ') => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    text.push_str(&format!("\\u{unit:04x}"));
                }
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}
