//! Tests from the documented examples: bodies go through their types and come back equal, requests are
//! rebuilt through the path chain. Tables of data; what is checked and how is the runtime's.
//!
//! With each example stand its known deviations, which the model holds. Nothing is looked up again here: a type that loses a
//! property on its way into Rust fails its examples.

mod area;
mod json_text;
mod requests;

use self::area::{Area, what};
use self::json_text::{json_text, raw_string};
use self::requests::Case;
use super::blank_line::blank_line;
use super::files::format_items;
use super::naming::{Name, PathTree, Types};
use super::requests::output;
use crate::model::{Example, ExampleResponse, ItemType, Model, ResponseBody, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

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

/// The file that declares the areas and adds up their shares. The examples are counted in the model, so that none is lost on the
/// way to an area.
pub(super) fn emit_main(model: &Model, areas: &[(Name, Vec<usize>)]) -> String {
    let idents: Vec<_> = areas.iter().map(|(area, _)| area.module_ident()).collect();
    let examples = || model.operations.iter().flat_map(|operation| &operation.examples);
    let n_bodies = examples().filter_map(typed_body).count();
    let n_requests = examples().filter(|example| example.request.is_some()).count();
    let [n_bodies, n_requests] = [n_bodies, n_requests].map(Literal::usize_unsuffixed);
    let blank = blank_line();
    let modules = idents.iter().map(|ident| quote!(mod #ident;));
    let shares = quote! {
        /// How much of the examples the client holds; shown with `--nocapture`.
        #[test]
        fn shares() {
            let areas = [#(#idents::EXAMPLES.shares()),*];
            let shares: ::docwright_client::testing::Shares = areas.into_iter().sum();
            println!("\n{shares}");
            #blank
            assert_eq!((shares.bodies, shares.requests), (#n_bodies, #n_requests));
        }
    };
    format_items(modules.chain([shares]).collect())
}

/// The file of one area: a test for each kind of example, then the examples.
pub(super) fn emit_area(
    model: &Model,
    types: &Types,
    tree: &PathTree<'_>,
    krate: &str,
    endpoints: &[usize],
) -> String {
    let krate = Name::of(krate).crate_ident();
    let mut area = Area::new(model, types);
    let (mut bodies, mut requests, mut unlike) = (Vec::new(), Vec::new(), Vec::new());
    for &endpoint in endpoints {
        let endpoint = &tree.endpoints[endpoint];
        for example in endpoint.operations.iter().flat_map(|operation| &operation.examples) {
            bodies.extend(area.emit_body(example));
            match area.emit_request(tree, endpoint, example) {
                Some(Case::Rebuilt(case)) => requests.push(case),
                Some(Case::Unlike(place)) => unlike.push(place),
                None => {}
            }
        }
    }
    let types = area.emit_types();
    let test_bodies = (!bodies.is_empty()).then(|| {
        quote!(
            #[test]
            fn bodies() {
                EXAMPLES.check_bodies();
            }
        )
    });
    let test_requests = (!requests.is_empty()).then(|| {
        quote!(
            #[test]
            fn requests() {
                EXAMPLES.check_requests();
            }
        )
    });
    let table = quote! {
        pub(super) const EXAMPLES: Examples<Client> = Examples {
            bodies: &[#(#bodies),*],
            requests: &[#(#requests),*],
            unlike: &[#(#unlike),*],
            types: &[#(#types),*],
        };
    };
    let items = test_bodies.into_iter().chain(test_requests).chain([table]);
    format_items(area.imports(&krate).into_iter().chain(items).collect())
}

impl Area<'_> {
    fn emit_body(&mut self, example: &Example) -> Option<TokenStream> {
        let response = typed_body(example)?;
        let body = response.body.as_ref()?;
        let documented = match response.ty {
            ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) => Some(id),
            ResponseBody::Type(_)
            | ResponseBody::None
            | ResponseBody::Stream
            | ResponseBody::Untyped => None,
        };
        self.stated.look(body, documented);
        let ty = output(self.model, &mut self.references, response.ty);
        let (strukt, read) = (self.testing("ExampleBody"), self.testing("answer"));
        let what = what(&example.page, response.line);
        let json = raw_string(&json_text(body));
        let deviations = self.emit_deviations(&response.deviations);
        Some(quote! {
            #strukt { what: #what, json: #json, read: #read::<#ty>, deviations: #deviations }
        })
    }
}

/// An answer whose type is known and whose JSON can be read.
fn typed_body(example: &Example) -> Option<&ExampleResponse> {
    let response = example.response.as_ref().filter(|it| it.body.is_some())?;
    match response.ty {
        ResponseBody::Type(ty) if ty.item != ItemType::Untyped => Some(response),
        ResponseBody::Type(_)
        | ResponseBody::None
        | ResponseBody::Stream
        | ResponseBody::Untyped => None,
    }
}
