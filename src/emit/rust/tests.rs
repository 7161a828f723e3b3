//! Tests from the documented examples: bodies go through their types and come back equal, requests are
//! rebuilt through the path chain. Tables of data; what is checked and how is the runtime's.
//!
//! With each example stand its known deviations, which the model holds. Nothing is looked up again here: a type that loses a
//! property on its way into Rust fails its examples.

mod json_text;
mod requests;

use self::json_text::{json_text, raw_string};
use self::requests::Case;
use super::files::{blank_line, format_items};
use super::naming::{Name, PathTree, References, Types, Viewpoint, names};
use super::requests::output;
use super::rustdoc::one_line;
use crate::json::{Value, ValueKind};
use crate::model::{
    Deviation, DeviationKind, Example, ExampleResponse, ItemType, Model, ResponseBody, Type,
    TypeId, TypeRef,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

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
    let mut area = Area {
        model,
        references: References::new(types, Viewpoint::Outside),
        testing: BTreeSet::from(["Examples"]),
        stated: Stated::of(model),
    };
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

/// What the examples of one area refer to.
struct Area<'a> {
    model: &'a Model,
    references: References<'a>,
    /// Names of the run time's module of tests.
    testing: BTreeSet<&'static str>,
    stated: Stated,
}

impl Area<'_> {
    fn imports(&self, krate: &Ident) -> Vec<TokenStream> {
        let testing = self.testing.iter().copied().map(names::fixed);
        let own =
            if self.references.uses_models() { quote!({Client, models}) } else { quote!(Client) };
        let imports = [
            quote!(use ::docwright_client::testing::{#(#testing),*};),
            quote!(use ::#krate::#own;),
        ];
        self.references.import_runtime().into_iter().chain(imports).collect()
    }

    fn testing(&mut self, name: &'static str) -> TokenStream {
        self.testing.insert(name);
        let ident = names::fixed(name);
        quote!(#ident)
    }

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

    fn emit_deviations(&mut self, deviations: &[Deviation]) -> TokenStream {
        let deviations: Vec<TokenStream> = deviations
            .iter()
            .filter_map(|it| {
                let deviation = self.testing("Deviation");
                let (line, path) = (Literal::u32_unsuffixed(it.line), it.path.as_str());
                Some(match it.kind {
                    // A client keeps such a value as it is, so reading meets nothing else.
                    DeviationKind::UndocumentedEnumMember { .. } => return None,
                    DeviationKind::Undocumented { .. } => {
                        quote!(#deviation::Undocumented(#line, #path))
                    }
                    DeviationKind::OfDerived { .. } => quote!(#deviation::OfDerived(#line, #path)),
                    DeviationKind::Additional => quote!(#deviation::Additional(#line, #path)),
                    DeviationKind::OtherType { .. } => quote!(#deviation::OtherType(#line, #path)),
                    DeviationKind::UnknownType { .. } => {
                        quote!(#deviation::UnknownType(#line, #path))
                    }
                    DeviationKind::Wrapped => quote!(#deviation::Wrapped),
                })
            })
            .collect();
        quote!(&[#(#deviations),*])
    }

    fn emit_types(&mut self) -> Vec<TokenStream> {
        let found = std::mem::take(&mut self.stated.found);
        let types = found.into_iter().map(|id| {
            let name = self.model.ty(id).name().qualified();
            let (read, ty) = (self.testing("value"), self.references.item(ItemType::Named(id)));
            quote!((#name, #read::<#ty>))
        });
        types.collect()
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

/// The types that values of examples say they are, and need not: most only repeat the documented one, which is read already.
struct Stated {
    /// Structured types by qualified name in lower case.
    known: BTreeMap<String, TypeId>,
    found: BTreeSet<TypeId>,
}

impl Stated {
    fn of(model: &Model) -> Self {
        let types = model.types.iter().enumerate();
        let structured = types.filter(|(_, (_, ty))| matches!(ty, Type::Structured(_)));
        let known = structured.map(|(index, (name, _))| (name.to_lowercase(), TypeId(index)));
        Self { known: known.collect(), found: BTreeSet::new() }
    }

    fn look(&mut self, value: &Value, documented: Option<TypeId>) {
        match &value.kind {
            ValueKind::Array(items) => items.iter().for_each(|it| self.look(it, documented)),
            ValueKind::Object(members) => {
                let name = value.get("@odata.type").and_then(Value::as_str);
                let name = name.map(|it| it.trim_start_matches('#').to_lowercase());
                let stated = name.and_then(|name| self.known.get(&name)).copied();
                self.found.extend(stated.filter(|it| Some(*it) != documented));
                for member in members {
                    // A list, or the wrapper of a single value.
                    let documented = documented.filter(|_| member.name == "value");
                    self.look(&member.value, documented);
                }
            }
            ValueKind::Null | ValueKind::Bool(_) | ValueKind::Number(_) | ValueKind::String(_) => {}
        }
    }
}

fn what(page: &str, line: u32) -> String {
    format!("{}:{line}", one_line(page))
}
