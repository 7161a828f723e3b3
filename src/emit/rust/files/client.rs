//! The client of the emitted crate: a newtype over the runtime's, with the root segments.

use super::served::emit_served;
use crate::emit::rust::naming::{PathTree, References, Types, Viewpoint, names};
use crate::emit::rust::requests::emit_methods;
use crate::emit::rust::rustdoc::{Rustdoc, code};
use crate::emit::rust::templates::{Item, Lines, Members, code, item};
use crate::model::{Model, Operation};
use crate::odata::QueryOption;
use crate::protocol::Encoding;
use proc_macro2::Literal;
use quote::quote;

/// The version of the contract between emitted code and the runtime.
const RUNTIME_CONTRACT: u32 = 3;

/// The file of the client.
pub(crate) fn emit_client(model: &Model, types: &Types, tree: &PathTree<'_>) -> Vec<Item> {
    let mut references = References::new(types, Viewpoint::Outside);
    let base_url = model.base_url.as_str();
    let methods = emit_methods(model, &mut references, tree, 0, &code!(Expr [] { self.0.at() }));
    // A doc set without operations has no methods to set apart.
    let before_methods = if methods.is_empty() { Lines::default() } else { Lines::blank() };
    let methods = Members([before_methods, methods].into_iter().collect());
    let blank = Lines::blank();
    let docs = Rustdoc::new().ours(&format!("A client of the service at {}.", code(base_url)));
    let root = &tree.nodes[0];
    let has_parameters = root.endpoints.iter().any(|&it| tree.endpoints[it].parameters.is_some());
    let imports = [
        references.uses_models().then(|| item!([] { use super::models; })),
        (!root.endpoints.is_empty()).then(|| item!([] { use super::operations; })),
        has_parameters.then(|| item!([] { use super::parameters; })),
        (!root.children.is_empty()).then(|| item!([] { use super::requests; })),
    ];
    let served = emit_served(&model.protocol).map(Item::from);
    let builder = code!(Expr [base_url] { ::docwright_client::ClientBuilder::new(#base_url) });
    let builder = match served {
        Some(_) => {
            code!(Expr [builder] { #builder.protocol(const { &<Self as ::docwright_client::Served>::PROTOCOL }) })
        }
        None => builder,
    };
    let items = [
        item!([docs] { #docs #[derive(Clone, Debug)] pub struct Client(::docwright_client::Client); }),
        item!([builder, methods] {
            impl Client {
                /// Begins a client: token, transport and other settings, then `build()`.
                pub fn builder() -> ::docwright_client::ClientBuilder<Self> { #builder }
                #methods
            }
        }),
        item!([] {
            impl From<::docwright_client::Client> for Client {
                fn from(client: ::docwright_client::Client) -> Self { Self(client) }
            }
        }),
        item!([blank] {
            impl ::core::ops::Deref for Client {
                type Target = ::docwright_client::Client;
                #blank
                fn deref(&self) -> &Self::Target { &self.0 }
            }
        }),
    ];
    let imports = imports.into_iter().flatten().chain(references.import_runtime());
    imports.chain(items).chain(served).collect()
}

/// The items of the root module. What a service does not know has no name there.
pub(crate) fn emit_root(model: &Model) -> Vec<Item> {
    let contract = Literal::u32_unsuffixed(RUNTIME_CONTRACT);
    let odata = &model.protocol.odata;
    let takes_files =
        |it: &Operation| matches!(it.encoding, Encoding::Multipart { files: true, .. });
    let is_known = |name: &&str| match *name {
        "Answers" | "Batch" | "Handle" => odata.batch,
        "Change" | "Changes" => odata.delta,
        "FileParts" => model.operations.iter().any(takes_files),
        "Filter" => odata.options.contains(&QueryOption::Filter),
        _ => true,
    };
    let names = RUNTIME.iter().copied().filter(is_known).map(names::fixed);
    let items = [
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
    ];
    items.map(Item::from).into()
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
    "FileParts",
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
