//! How the service answers, as constants of the client: what the runtime does not do by itself.

use crate::protocol::{End, Paging, Protocol, TokenPlace};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What the client says of its service; nothing where that is as in OData.
pub(super) fn emit_served(protocol: &Protocol) -> Option<TokenStream> {
    let usual = Protocol::default();
    let Protocol { lists, paging, error_codes, error_messages, token, .. } = protocol;
    let mut fields = Vec::new();
    if *lists != usual.lists {
        fields.push(quote!(lists: &[#(#lists),*]));
    }
    if *paging != usual.paging {
        let paging = emit_paging(paging);
        fields.push(quote!(paging: ::docwright_client::Paging::#paging));
    }
    if *error_codes != usual.error_codes {
        fields.push(quote!(error_codes: &[#(#error_codes),*]));
    }
    if *error_messages != usual.error_messages {
        fields.push(quote!(error_messages: &[#(#error_messages),*]));
    }
    if *token != usual.token {
        let token = match token {
            TokenPlace::Header { name, before } => quote!(Header { name: #name, before: #before }),
            TokenPlace::Query(name) => quote!(Query(#name)),
            TokenPlace::Basic => quote!(Basic),
        };
        fields.push(quote!(token: ::docwright_client::TokenPlace::#token));
    }
    if fields.is_empty() {
        return None;
    }
    let n_all = 5;
    let rest = (fields.len() < n_all).then(|| quote!(..::docwright_client::Protocol::ODATA));
    Some(quote! {
        impl ::docwright_client::Served for Client {
            const PROTOCOL: ::docwright_client::Protocol =
                ::docwright_client::Protocol { #(#fields,)* #rest };
        }
    })
}

/// Whether a client says how its service answers.
pub(crate) fn is_served(protocol: &Protocol) -> bool {
    emit_served(protocol).is_some()
}

fn emit_paging(paging: &Paging) -> TokenStream {
    match paging {
        Paging::Whole => quote!(Whole),
        Paging::Header => quote!(Header),
        Paging::Link(places) => quote!(Link { places: &[#(#places),*] }),
        Paging::Cursor { places, parameter, size, end } => {
            let size = emit_size(size.as_deref());
            let end = match end.as_ref().map(emit_end) {
                Some(end) => quote!(Some(#end)),
                None => quote!(None),
            };
            quote!(Cursor {
                places: &[#(#places),*], parameter: #parameter, size: #size, end: #end
            })
        }
        Paging::Number { parameter, first, size, end } => {
            let (first, size, end) =
                (Literal::u64_unsuffixed(*first), emit_size(size.as_deref()), emit_end(end));
            quote!(Number { parameter: #parameter, first: #first, size: #size, end: #end })
        }
        Paging::Offset { parameter, size, end } => {
            let (size, end) = (emit_size(size.as_deref()), emit_end(end));
            quote!(Offset { parameter: #parameter, size: #size, end: #end })
        }
    }
}

fn emit_size(size: Option<&str>) -> TokenStream {
    match size {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    }
}

fn emit_end(end: &End) -> TokenStream {
    let end = match end {
        End::Empty => quote!(Empty),
        End::Short => quote!(Short),
        End::Header(name) => quote!(Header(#name)),
    };
    quote!(::docwright_client::End::#end)
}
