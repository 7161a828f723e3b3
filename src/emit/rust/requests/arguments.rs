//! What a call takes besides a body: the parameters of its method, and how their values get into path and query.

use crate::edm::Primitive;
use crate::emit::rust::naming::{Name, References, Step, in_brackets, names};
use crate::model::{Argument, ItemType, Parameter, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The parameters that a step takes, what comes before the call, and the call on the runtime's `At`. A function's arguments
/// have the first of the names.
pub(super) fn emit_step(
    references: &mut References<'_>,
    step: &Step<'_>,
    names: &[Name],
) -> (Vec<TokenStream>, Option<TokenStream>, TokenStream) {
    match step {
        Step::Literal(text) => (Vec::new(), None, quote!(literal(#text))),
        Step::Key { prefix, suffix, .. } => {
            let is_id = prefix.is_empty() || in_brackets(prefix, suffix).is_some();
            let ident = if is_id { Name::of("id") } else { Name::of(prefix) }.argument_ident();
            (
                vec![quote!(#ident: impl AsRef<str>)],
                None,
                quote!(key(#prefix, #ident.as_ref(), #suffix)),
            )
        }
        Step::ColonPath { literal, .. } => {
            let literal = literal.map(|literal| quote!(literal(#literal).));
            (vec![quote!(path: impl AsRef<str>)], None, quote!(#literal path(path.as_ref())))
        }
        Step::Call { name, arguments: [], suffix } => {
            (Vec::new(), None, quote!(call(#name, &[], #suffix)))
        }
        Step::Call { name, arguments, suffix } => {
            let argument = references.runtime("Argument");
            let (parameters, values) = emit_arguments(&argument, arguments, names);
            let before = quote!(let arguments = [#(#values),*];);
            (parameters, Some(before), quote!(call(#name, &arguments, #suffix)))
        }
    }
}

fn emit_arguments(
    argument: &TokenStream,
    arguments: &[Argument],
    names: &[Name],
) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let mut parameters = Vec::new();
    let mut values = Vec::new();
    for (it, name) in arguments.iter().zip(names) {
        let wire = it.name.as_str();
        let (form, wire) = match (it.quoted, it.prefix.as_str()) {
            (false, _) => (names::fixed("plain"), quote!(#wire)),
            (true, "") => (names::fixed("quoted"), quote!(#wire)),
            (true, ty) => (names::fixed("typed"), quote!(#wire, #ty)),
        };
        if let Some(fixed) = &it.fixed {
            values.push(quote!(#argument::#form(#wire, #fixed)));
            continue;
        }
        let ident = name.argument_ident();
        match native(it.ty) {
            Some(ty) => {
                parameters.push(quote!(#ident: #ty));
                values.push(quote!(#argument::#form(#wire, &#ident.to_string())));
            }
            None => {
                parameters.push(quote!(#ident: impl AsRef<str>));
                values.push(quote!(#argument::#form(#wire, #ident.as_ref())));
            }
        }
    }
    (parameters, values)
}

/// The parameters that become options of the query, and the calls that add them to a request. They have the last of the names.
pub(super) fn emit_query(
    query: &[Parameter],
    names: &[Name],
) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let names = &names[names.len() - query.len()..];
    let argument = |(it, name): (&Parameter, &Name)| {
        let (wire, ident) = (it.name.as_str(), name.argument_ident());
        match native_of(it.ty) {
            Some(ty) => (quote!(#ident: #ty), quote!(.query(#wire, #ident.to_string()))),
            None => (quote!(#ident: impl AsRef<str>), quote!(.query(#wire, #ident.as_ref()))),
        }
    };
    query.iter().zip(names).map(argument).unzip()
}

/// The Rust type of an option of a query that is no text; dates and the like are texts in their wire form.
pub(crate) fn native_of(ty: TypeRef) -> Option<TokenStream> {
    match ty {
        TypeRef { item: ItemType::Primitive(primitive), collection: false } => native(primitive),
        TypeRef { .. } => None,
    }
}

/// The Rust type of an argument that is no text.
pub(crate) fn native(primitive: Primitive) -> Option<TokenStream> {
    match primitive {
        Primitive::Boolean => Some(quote!(bool)),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
            Some(quote!(i32))
        }
        Primitive::Int64 => Some(quote!(i64)),
        Primitive::Binary
        | Primitive::Date
        | Primitive::DateTimeOffset
        | Primitive::Decimal
        | Primitive::Double
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Single
        | Primitive::Stream
        | Primitive::String
        | Primitive::TimeOfDay => None,
    }
}
