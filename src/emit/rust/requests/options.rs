//! What a marker says of its options: an impl for each one that the docs list, and a line of rustdoc.

use super::arguments::native;
use super::bodies::is_optional;
use crate::edm::Primitive;
use crate::emit::rust::models::terms;
use crate::emit::rust::naming::{Name, References, apart};
use crate::emit::rust::rustdoc::{Rustdoc, code, inline};
use crate::emit::rust::templates::{Code, Item, Members, item, lines};
use crate::model::{ItemType, Model, Operation, Parameter, RequestBody, ResponseBody, TypeRef};
use crate::odata::{QueryOption, RequestHeader};
use proc_macro2::Ident;
use std::collections::BTreeSet;

/// The impls of a marker: that it answers with a list, and what it takes.
pub(crate) fn emit_options(
    model: &Model,
    references: &mut References<'_>,
    ident: &Ident,
    operation: &Operation,
) -> Vec<Item> {
    let (item, collection) = match operation.response {
        ResponseBody::Type(TypeRef { item, collection }) => (item, collection),
        ResponseBody::Untyped => (ItemType::Untyped, false),
        ResponseBody::None | ResponseBody::Stream => return headers(references, ident, operation),
    };
    let item = references.property_item(model, item);
    let mut items = Vec::new();
    // Pages follow each other only where the first is sure to come.
    let is_list = collection && !is_optional(operation);
    if is_list {
        let lists = references.runtime("Lists");
        let tracks_changes = operation.tracks_changes;
        let resumed = references.runtime(if tracks_changes { "Changes" } else { "Items" });
        items.push(item!([lists, ident, item, resumed] {
            impl #lists for #ident {
                type Item = #item;
                type Resumed = #resumed<#item>;
            }
        }));
    }
    if operation.tracks_changes && is_list {
        let deltas = references.runtime("Deltas");
        items.push(item!([deltas, ident] { impl #deltas for #ident {} }));
    }
    for option in &operation.options {
        items.push(match option {
            QueryOption::Select => {
                let selects = references.runtime("Selects");
                item!([selects, ident, item] { impl #selects for #ident { type Model = #item; } })
            }
            QueryOption::Expand => {
                let expands = references.runtime("Expands");
                item!([expands, ident, item] { impl #expands for #ident { type Model = #item; } })
            }
            QueryOption::Filter | QueryOption::OrderBy if !is_list => continue,
            QueryOption::Filter => {
                let filters = references.runtime("Filters");
                item!([filters, ident] { impl #filters for #ident {} })
            }
            QueryOption::OrderBy => {
                let orders = references.runtime("Orders");
                item!([orders, ident] { impl #orders for #ident {} })
            }
            QueryOption::Top => takes(references, ident, "Top"),
            QueryOption::Skip => takes(references, ident, "Skip"),
            QueryOption::Search => takes(references, ident, "Search"),
            QueryOption::Count => takes(references, ident, "Count"),
        });
    }
    items.extend(headers(references, ident, operation));
    items
}

/// The query parameters that a call may have and that are none of the protocol's options: each with the name and the type of
/// its handle.
pub(crate) fn query_handles<'m>(
    model: &'m Model,
    operation: &'m Operation,
) -> Vec<(&'m Parameter, Name, Code)> {
    let mut seen = BTreeSet::new();
    // Those of the protocol are the run time's own business.
    let is_own = |it: &&Parameter| !it.name.starts_with(['$', '@']);
    let parameters: Vec<&Parameter> = others(model, operation)
        .filter(is_own)
        .filter(|it| seen.insert(it.name.as_str()))
        .collect();
    let names = apart::settle(parameters.iter().map(|it| (Name::of(&it.name), it.name.as_str())));
    let handles = parameters.into_iter().zip(names).map(|(parameter, name)| {
        let ty = match parameter.ty.item {
            ItemType::Primitive(Primitive::Double | Primitive::Single) => Some(Code::name("f64")),
            ItemType::Primitive(primitive) => native(primitive),
            ItemType::Named(_) | ItemType::Untyped => None,
        };
        (parameter, name, ty.unwrap_or_else(|| Code::name("str")))
    });
    handles.collect()
}

/// Documented query parameters that are neither arguments nor the protocol's options.
fn others<'m>(model: &'m Model, operation: &'m Operation) -> impl Iterator<Item = &'m Parameter> {
    let is_argument = |it: &Parameter| {
        operation.line_query.iter().any(|argument| argument.name.eq_ignore_ascii_case(&it.name))
    };
    let is_other = move |it: &&Parameter| !model.protocol.odata.takes(&it.name) && !is_argument(it);
    operation.query.iter().filter(is_other)
}

/// The handles of query parameters.
pub(super) fn emit_query_handles(
    references: &mut References<'_>,
    ident: &Ident,
    model: &Model,
    operation: &Operation,
) -> Option<Item> {
    let handles = query_handles(model, operation);
    let constants = handles.iter().map(|(parameter, name, ty)| {
        let constant = name.constant_ident();
        let wire = parameter.name.as_str();
        let rustdoc = Rustdoc::new().ours(&parameter_item(parameter));
        lines!(Member [rustdoc, constant, ty, wire] {
            #rustdoc pub const #constant: QueryParameter<Self, #ty> = QueryParameter::new(#wire);
        })
    });
    let constants = Members(constants.collect());
    (!handles.is_empty()).then(|| {
        references.runtime("QueryParameter");
        item!([ident, constants] { impl #ident { #constants } })
    })
}

fn headers(references: &mut References<'_>, ident: &Ident, operation: &Operation) -> Vec<Item> {
    let name = |header: &RequestHeader| match header {
        RequestHeader::AcceptLanguage => "AcceptLanguage",
        RequestHeader::ConsistencyLevel => "ConsistencyLevel",
        RequestHeader::IfMatch => "IfMatch",
        RequestHeader::IfNoneMatch => "IfNoneMatch",
        RequestHeader::Prefer => "Prefer",
    };
    let media = (!operation.media.is_empty()).then_some("Media");
    let taken = operation.known_headers.iter().map(name).chain(media);
    taken.map(|it| takes(references, ident, it)).collect()
}

fn takes(references: &mut References<'_>, ident: &Ident, option: &'static str) -> Item {
    let takes = references.runtime("Takes");
    let option = references.option(option);
    item!([takes, option, ident] { impl #takes<#option> for #ident {} })
}

/// Adds the options, other query parameters and headers that the docs list.
pub(super) fn document_options(rustdoc: Rustdoc, model: &Model, operation: &Operation) -> Rustdoc {
    let options: Vec<String> = operation.options.iter().map(|it| code(it.name())).collect();
    let rustdoc = match options.is_empty() {
        true => rustdoc,
        false => rustdoc.ours(&format!("Options: {}", options.join(", "))),
    };
    let others = operation.line_query.iter().chain(others(model, operation));
    let others: Vec<String> = others.map(parameter_item).collect();
    let rustdoc = match others.is_empty() {
        true => rustdoc,
        false => rustdoc.ours("Query parameters:").list(others),
    };
    let media: Vec<String> = operation.media.iter().map(|it| code(it)).collect();
    let rustdoc = match media.is_empty() {
        true => rustdoc,
        false if is_bytes(operation) => rustdoc.ours(&format!("Media types: {}", media.join(", "))),
        false => rustdoc.ours(&format!("Other content, by `media`: {}", media.join(", "))),
    };
    let is_callers = |it: &&Parameter| {
        // These three are the client's own business.
        !["accept", "authorization", "content-type"]
            .contains(&it.name.to_ascii_lowercase().as_str())
    };
    let headers: Vec<String> =
        operation.headers.iter().filter(is_callers).map(parameter_item).collect();
    match headers.is_empty() {
        true => rustdoc,
        false => rustdoc.ours("Headers:").list(headers),
    }
}

/// Whether an operation is sent bytes.
fn is_bytes(operation: &Operation) -> bool {
    matches!(operation.request, RequestBody::Stream | RequestBody::Media(_))
}

fn parameter_item(parameter: &Parameter) -> String {
    let name = code(&parameter.name);
    let shown = if parameter.inferred { " (only an example shows it)" } else { "" };
    let said = terms::said(&parameter.terms, &parameter.docs);
    let texts = parameter.docs.text.as_deref().map(inline).into_iter().chain(said);
    let texts: Vec<String> = texts.collect();
    match texts.is_empty() {
        true => format!("{name}{shown}"),
        false => format!("{name}{shown}: {}", texts.join(" ")),
    }
}
