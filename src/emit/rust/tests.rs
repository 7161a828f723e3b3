//! Tests from the documented examples: bodies go through their types and come back equal, requests are
//! rebuilt through the path chain. Tables of data; what is checked and how is the runtime's.
//!
//! With each example stand its known deviations, which the model holds. Nothing is looked up again here: a type that loses a
//! property on its way into Rust fails its examples.

mod area;
mod json_text;
mod requests;

use self::area::{Area, what};
use self::json_text::{RawText, json_text};
use self::requests::Case;
use super::files::{format_items, is_served};
use super::naming::{Name, PathTree, Types};
use super::requests::{is_optional, output};
use super::templates::{Code, Lines, List, code, fill, item};
use crate::model::{Example, ExampleResponse, ItemType, Model, Operation, ResponseBody, TypeRef};
use std::collections::BTreeMap;

/// The areas that have examples: the first module of each endpoint, and the endpoints.
pub(super) fn areas(tree: &PathTree<'_>) -> Vec<(Name, Vec<usize>)> {
    let mut areas: BTreeMap<Name, Vec<usize>> = BTreeMap::new();
    for (module, endpoints) in tree.endpoint_modules() {
        let endpoints = endpoints.into_iter().filter(|&it| {
            tree.endpoints[it].operations.iter().any(|operation| !operation.examples.is_empty())
        });
        let area = module.first().cloned().unwrap_or_else(|| Name::of("root"));
        areas.entry(area).or_default().extend(endpoints);
    }
    areas.into_iter().filter(|(_, endpoints)| !endpoints.is_empty()).collect()
}

/// The file that declares the areas and adds up their shares. The examples are counted in the model, so that none is lost on the
/// way to an area.
pub(super) fn emit_main(model: &Model, areas: &[(Name, Vec<usize>)]) -> String {
    let idents: Vec<_> = areas.iter().map(|(area, _)| area.module_ident()).collect();
    let examples = || {
        let examples = model.chosen_operations().flat_map(|operation| &operation.examples);
        examples.filter(|it| !model.shows_kept(it))
    };
    let n_bodies = examples().filter_map(|it| typed_body(model, it)).count();
    let n_requests = examples().filter(|example| example.request.is_some()).count();
    let modules = idents.iter().map(|ident| item!([ident] { mod #ident; }));
    let shares = idents.iter().map(|ident| code!(Expr [ident] { #ident::EXAMPLES.shares() }));
    let (shares, blank) = (Code::list(shares), Lines::blank());
    let shares = item!([shares, blank, n_bodies, n_requests] {
        /// How much of the examples the client holds; shown with `--nocapture`.
        #[test]
        fn shares() {
            let areas = [#shares];
            let shares: ::docwright_client::testing::Shares = areas.into_iter().sum();
            println!("\n{shares}");
            #blank
            assert_eq!((shares.bodies, shares.requests), (#n_bodies, #n_requests));
        }
    });
    format_items(modules.chain([shares]))
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
        let examples = endpoint.operations.iter().flat_map(|operation| &operation.examples);
        // Reading what has no field here would not meet what the model knows of the example.
        for example in examples.filter(|it| !model.shows_kept(it)) {
            bodies.extend(area.emit_body(endpoint.operation(), example));
            bodies.extend(area.emit_missing_body(endpoint.operation(), example));
            match area.emit_request(tree, endpoint, example) {
                Some(Case::Rebuilt(case)) => requests.push(case),
                Some(Case::Unlike(place)) => unlike.push(place),
                None => {}
            }
        }
    }
    let types = List(area.emit_types());
    let test_bodies = (!bodies.is_empty()).then(|| {
        item!([] {
            #[test]
            fn bodies() {
                EXAMPLES.check_bodies();
            }
        })
    });
    let test_requests = (!requests.is_empty()).then(|| {
        item!([] {
            #[test]
            fn requests() {
                EXAMPLES.check_requests();
            }
        })
    });
    let [bodies, requests, unlike] = [bodies, requests, unlike].map(List);
    let base_url = &model.base_url;
    let table = item!([base_url, bodies, requests, unlike, types] {
        pub(super) const EXAMPLES: Examples<Client> = Examples {
            base_url: #base_url,
            bodies: #bodies,
            requests: #requests,
            unlike: #unlike,
            types: #types,
        };
    });
    let items = test_bodies.into_iter().chain(test_requests).chain([table]);
    format_items(area.imports(&krate).into_iter().chain(items))
}

impl Area<'_> {
    fn emit_body(&mut self, operation: &Operation, example: &Example) -> Option<String> {
        let response = typed_body(self.model, example)?;
        let body = response.body.as_ref()?;
        let documented = match response.ty {
            ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) => Some(id),
            ResponseBody::Type(_)
            | ResponseBody::None
            | ResponseBody::Stream
            | ResponseBody::Untyped => None,
        };
        self.stated.look(body, documented);
        let json = RawText::of(json_text(body));
        let deviations = self.emit_deviations(&response.deviations);
        let place = what(&example.page, response.line);
        Some(self.emit_answer(operation, response.ty, &place, json, deviations))
    }

    /// An answer without a body, of an operation that may answer so.
    fn emit_missing_body(&mut self, operation: &Operation, example: &Example) -> Option<String> {
        let is_missing = |it: &&ExampleResponse| {
            it.body.is_none() && it.ty == ResponseBody::None && (200..300).contains(&it.status)
        };
        let response = example.response.as_ref().filter(is_missing)?;
        let is_typed = is_optional(operation) && is_of_known_type(operation.response);
        let place = what(&example.page, response.line);
        is_typed.then(|| {
            let json = RawText::of(String::new());
            self.emit_answer(operation, operation.response, &place, json, List(Vec::new()))
        })
    }

    fn emit_answer(
        &mut self,
        operation: &Operation,
        response: ResponseBody,
        what: &str,
        json: RawText,
        deviations: List,
    ) -> String {
        let ty = output(self.model, &mut self.references, response);
        let ty = if is_optional(operation) { code!(Type [ty] { Option<#ty> }) } else { ty };
        let strukt = self.testing("ExampleBody");
        let read = match is_served(&self.model.protocol) {
            true => {
                let read = self.testing("answer_of");
                code!(Expr [read, ty] { #read::<Client, #ty> })
            }
            false => {
                let read = self.testing("answer");
                code!(Expr [read, ty] { #read::<#ty> })
            }
        };
        fill!(Element [strukt, what, json, read, deviations] {
            #strukt { what: #what, json: #json, read: #read, deviations: #deviations }
        })
    }
}

/// An answer whose type is known and emitted, and whose JSON can be read.
fn typed_body<'e>(model: &Model, example: &'e Example) -> Option<&'e ExampleResponse> {
    let response = example.response.as_ref().filter(|it| it.body.is_some())?;
    let is_there = match response.ty {
        ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) => model.has_type(id),
        _ => true,
    };
    (is_there && is_of_known_type(response.ty)).then_some(response)
}

fn is_of_known_type(response: ResponseBody) -> bool {
    match response {
        ResponseBody::Type(ty) => ty.item != ItemType::Untyped,
        ResponseBody::None | ResponseBody::Stream | ResponseBody::Untyped => false,
    }
}
