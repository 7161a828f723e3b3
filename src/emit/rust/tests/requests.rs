//! Documented requests, rebuilt through the path chain.

use super::area::{Area, what};
use super::json_text::{json_text, raw_string};
use crate::emit::rust::naming::{Endpoint, PathTree, Step};
use crate::emit::rust::requests::{Body, body_of, native, native_of};
use crate::emit::rust::rustdoc::one_line;
use crate::model::{Example, ExampleRequest, ItemType, RequestBody, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What becomes of a request.
pub(super) enum Case {
    /// It is rebuilt.
    Rebuilt(TokenStream),
    /// It is only counted: the client can't make it, and there is a finding about it.
    Unlike(TokenStream),
}

impl Area<'_> {
    /// A request as a case; nothing where the example has none.
    pub(super) fn emit_request(
        &mut self,
        tree: &PathTree<'_>,
        endpoint: &Endpoint<'_>,
        example: &Example,
    ) -> Option<Case> {
        let request = example.request.as_ref()?;
        let call = emit_call(tree, endpoint, request).filter(|_| request.misfit.is_none());
        let body = body_of(self.model, endpoint.operation());
        let target = match body {
            Body::Reference(set) => self.target(set, request).map(Some),
            _ => Some(None),
        };
        let (Some(Call { chain, arguments, query }), Some(target)) = (call, target) else {
            let (page, line) = (one_line(&example.page), Literal::u32_unsuffixed(request.line));
            return Some(Case::Unlike(quote!((#page, #line))));
        };
        let documented = match endpoint.operation().request {
            RequestBody::Type(TypeRef { item: ItemType::Named(id), .. }) => Some(id),
            _ => None,
        };
        request.body.iter().for_each(|it| self.stated.look(it, documented));
        // What is no JSON takes the place of the body that the method is given.
        let media = request.text.as_ref().and_then(|_| media_type(endpoint, request));
        let arguments = arguments.into_iter().chain(match body {
            Body::None => None,
            Body::Reference(_) => target.map(|it| quote!(#it)),
            Body::Bytes(_) => Some(quote!(body.bytes())),
            Body::Patch(_) if media.is_some() => Some(quote!(Default::default())),
            Body::Value(ty) if media.is_some() && ty.collection => Some(quote!(&[])),
            Body::ManyParameters if media.is_some() => Some(quote!(&[])),
            Body::Json if media.is_some() => Some(quote!(::docwright_client::RawValue::null())),
            _ if media.is_some() => Some(quote!(&Default::default())),
            Body::Json => Some(quote!(body.value())),
            Body::Patch(_) => Some(quote!(body.patch())),
            Body::Value(ty) if ty.collection => Some(quote!(&body.model::<Vec<_>>())),
            Body::ManyParameters => Some(quote!(&body.model::<Vec<_>>())),
            Body::Value(_) | Body::Parameters => Some(quote!(&body.model())),
        });
        let closure = match body {
            Body::None | Body::Reference(_) if media.is_none() => quote!(|client, _|),
            _ => quote!(|client, body|),
        };
        let media = media.map(|it| quote!(.media(#it, body.bytes())));
        let given = match (&request.body, &request.text) {
            (Some(json), _) => {
                let json = raw_string(&json_text(json));
                quote!(Some(#json))
            }
            (None, Some(text)) => quote!(Some(#text)),
            (None, None) => quote!(None),
        };
        let strukt = self.testing("ExampleRequest");
        let what = what(&example.page, request.line);
        let method = endpoint.operation().method.as_str();
        let slash = endpoint.operation().ends_in_slash.then(String::new);
        let path: Vec<&String> = request.segments.iter().chain(&slash).collect();
        let options = query.iter().map(|(name, value)| quote!(.query(#name, #value)));
        let query = request.query.iter().map(|(name, value)| quote!((#name, #value)));
        let deviations = self.emit_deviations(&request.deviations);
        Some(Case::Rebuilt(quote! {
            #strukt {
                what: #what,
                method: #method,
                path: &[#(#path),*],
                query: &[#(#query),*],
                body: #given,
                deviations: #deviations,
                build: #closure #chain(#(#arguments),*)#media #(#options)*.into_raw(),
            }
        }))
    }

    /// What the method of a reference is given to make an example's body: an id, if it is one in the set; else the URL.
    fn target<'r>(&self, set: Option<&str>, request: &'r ExampleRequest) -> Option<&'r str> {
        let url = request.body.as_ref()?.get("@odata.id")?.as_str()?;
        let in_set = set.and_then(|set| {
            url.strip_prefix(&self.model.base_url)?
                .strip_prefix('/')?
                .strip_prefix(set)?
                .strip_prefix('/')
        });
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_~".contains(c);
        let id = in_set.filter(|id| !id.is_empty() && id.chars().all(is_plain));
        let is_url = url.starts_with("https://") || url.starts_with("http://");
        id.or(is_url.then_some(url))
    }
}

/// What a request says that its body is of, if the operation takes that beside JSON.
fn media_type<'r>(endpoint: &Endpoint<'_>, request: &'r ExampleRequest) -> Option<&'r str> {
    let is_content_type = |name: &str| name.eq_ignore_ascii_case("content-type");
    let (_, written) = request.headers.iter().find(|(name, _)| is_content_type(name))?;
    (!endpoint.operation().media.is_empty()).then_some(written)
}

/// How a request is asked for.
struct Call<'r> {
    /// The path chain up to the name of the operation's method.
    chain: TokenStream,
    /// What that is given before the body: for the action's own step, and for options that no call goes without.
    arguments: Vec<TokenStream>,
    /// The other options of the query.
    query: Vec<&'r (String, String)>,
}

/// Nothing where the example's values don't fit the placeholders.
fn emit_call<'r>(
    tree: &PathTree<'_>,
    endpoint: &Endpoint<'_>,
    request: &'r ExampleRequest,
) -> Option<Call<'r>> {
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
    let mut query: Vec<&(String, String)> = request.query.iter().collect();
    for parameter in &endpoint.operation().line_query {
        let at = query.iter().position(|(name, _)| name.eq_ignore_ascii_case(&parameter.name))?;
        let (_, value) = query.remove(at);
        arguments.push(literal(native_of(parameter.ty), value)?);
    }
    let method = endpoint.method.snake_ident();
    let chain = quote!(#chain.#method);
    bindings.next().is_none().then_some(Call { chain, arguments, query })
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
                literal(native(argument.ty), value)
            })
            .collect(),
    }
}

/// A value as a literal: of a native type, if it is one of it, or text.
fn literal(native: Option<TokenStream>, value: &str) -> Option<TokenStream> {
    let Some(ty) = native else { return Some(quote!(#value)) };
    match ty.to_string().as_str() {
        "bool" => value.parse::<bool>().ok().map(|it| quote!(#it)),
        "i32" => value.parse::<i32>().ok().map(Literal::i32_unsuffixed).map(|it| quote!(#it)),
        _ => value.parse::<i64>().ok().map(Literal::i64_unsuffixed).map(|it| quote!(#it)),
    }
}
