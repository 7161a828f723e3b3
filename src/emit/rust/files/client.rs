//! The client of the emitted crate: a newtype over the runtime's, with the root segments.

use super::served::emit_served;
use crate::emit::rust::marks::blank_line;
use crate::emit::rust::naming::{PathTree, References, Types, Viewpoint, names};
use crate::emit::rust::requests::emit_methods;
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::model::Model;
use crate::odata::QueryOption;
use crate::protocol::Protocol;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The version of the contract between emitted code and the runtime.
const RUNTIME_CONTRACT: u32 = 2;

/// The file of the client.
pub(crate) fn emit_client(model: &Model, types: &Types, tree: &PathTree<'_>) -> Vec<TokenStream> {
    let mut references = References::new(types, Viewpoint::Outside);
    let base_url = model.base_url.as_str();
    let methods = emit_methods(model, &mut references, tree, 0, &quote!(self.0.at()));
    // A doc set without operations has no methods to set apart.
    let before_methods = (!methods.is_empty()).then(blank_line);
    let blank = blank_line();
    let docs = Rustdoc::new()
        .ours(&format!("A client of the service at {}.", code(base_url)))
        .attributes();
    let models = references.uses_models().then(|| {
        quote!(
            use super::models;
        )
    });
    let root = &tree.nodes[0];
    let operations = (!root.endpoints.is_empty()).then(|| {
        quote!(
            use super::operations;
        )
    });
    let has_parameters = root.endpoints.iter().any(|&it| tree.endpoints[it].parameters.is_some());
    let parameters = has_parameters.then(|| {
        quote!(
            use super::parameters;
        )
    });
    let requests = (!root.children.is_empty()).then(|| {
        quote!(
            use super::requests;
        )
    });
    let served = emit_served(&model.protocol);
    let protocol = served
        .is_some()
        .then(|| quote!(.protocol(const { &<Self as ::docwright_client::Served>::PROTOCOL })));
    let items = [
        quote!(#docs #[derive(Clone, Debug)] pub struct Client(::docwright_client::Client);),
        quote! {
            impl Client {
                /// Begins a client: token, transport and other settings, then `build()`.
                pub fn builder() -> ::docwright_client::ClientBuilder<Self> {
                    ::docwright_client::ClientBuilder::new(#base_url)#protocol
                }
                #before_methods
                #methods
            }
        },
        quote! {
            impl From<::docwright_client::Client> for Client {
                fn from(client: ::docwright_client::Client) -> Self { Self(client) }
            }
        },
        quote! {
            impl ::core::ops::Deref for Client {
                type Target = ::docwright_client::Client;
                #blank
                fn deref(&self) -> &Self::Target { &self.0 }
            }
        },
    ];
    models
        .into_iter()
        .chain(operations)
        .chain(parameters)
        .chain(requests)
        .chain(references.import_runtime())
        .chain(items)
        .chain(served)
        .collect()
}

/// The items of the root module. What a service does not know of OData has no name there.
pub(crate) fn emit_root(protocol: &Protocol) -> Vec<TokenStream> {
    let contract = Literal::u32_unsuffixed(RUNTIME_CONTRACT);
    let odata = &protocol.odata;
    let is_known = |name: &&str| match *name {
        "Answers" | "Batch" | "Handle" => odata.batch,
        "Change" | "Changes" => odata.delta,
        "Filter" => odata.options.contains(&QueryOption::Filter),
        _ => true,
    };
    let names = RUNTIME.iter().copied().filter(is_known).map(names::fixed);
    vec![
        quote!(
            pub use client::Client;
        ),
        // What a user names is listed on the front page, each with what it is; the modules are the run time's own matter.
        quote! {
            #[doc(inline)]
            pub use ::docwright_client::{#(#names),*};
        },
        quote! {
            #[doc(no_inline)]
            pub use ::docwright_client::{self, Bytes, codec, edm, http, json};
        },
        quote!(const _: () = ::docwright_client::assert_version::<#contract>();),
    ]
}

/// What users of a client name of the runtime.
const RUNTIME: &[&str] = &[
    "Answers",
    "Batch",
    "Change",
    "Changes",
    "ClientBuilder",
    "Done",
    "Download",
    "Error",
    "ErrorKind",
    "Extra",
    "Filter",
    "Handle",
    "Items",
    "Model",
    "Page",
    "Pages",
    "Patch",
    "Payload",
    "RawValue",
    "Reply",
    "Request",
    "Retries",
    "Token",
    "TokenProvider",
    "Transport",
    "Value",
];
