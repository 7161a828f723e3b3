//! Documented requests, rebuilt through the path chain.

use super::area::{Area, what};
use super::json_text::{RawText, json_text};
use crate::emit::rust::naming::{Endpoint, PathTree, Step};
use crate::emit::rust::requests::{Body, body_of, native, native_of};
use crate::emit::rust::rustdoc::one_line;
use crate::emit::rust::templates::{Chain, Code, List, code, fill};
use crate::model::{Example, ExampleRequest, ItemType, RequestBody, TypeRef};
use proc_macro2::Ident;

/// What becomes of a request.
pub(super) enum Case {
    /// It is rebuilt.
    Rebuilt(String),
    /// It is only counted: the client can't make it, and there is a finding about it.
    Unlike(String),
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
        let (Some(Call { chain, method, mut arguments, query }), Some(target)) = (call, target)
        else {
            let (page, line) = (one_line(&example.page), request.line);
            return Some(Case::Unlike(fill!(Element [page, line] { (#page, #line) })));
        };
        let documented = match endpoint.operation().request {
            RequestBody::Type(TypeRef { item: ItemType::Named(id), .. }) => Some(id),
            _ => None,
        };
        request.body.iter().for_each(|it| self.stated.look(it, documented));
        // What is no JSON takes the place of the body that the method is given.
        let media = request.text.as_ref().and_then(|_| media_type(endpoint, request));
        arguments.extend(match body {
            Body::None => None,
            Body::Reference(_) => target.map(|it| code!(Expr [it] { #it })),
            Body::Bytes(_) => Some(Code::name("body.bytes()")),
            Body::Patch(_) if media.is_some() => Some(Code::name("Default::default()")),
            Body::Value(ty) if media.is_some() && ty.collection => Some(Code::name("&[]")),
            Body::ManyParameters if media.is_some() => Some(Code::name("&[]")),
            Body::Json if media.is_some() => {
                Some(Code::name("::docwright_client::RawValue::null()"))
            }
            _ if media.is_some() => Some(Code::name("&Default::default()")),
            Body::Json => Some(Code::name("body.value()")),
            Body::Patch(_) => Some(Code::name("body.patch()")),
            Body::Value(ty) if ty.collection => Some(Code::name("&body.model::<Vec<_>>()")),
            Body::ManyParameters => Some(Code::name("&body.model::<Vec<_>>()")),
            Body::Value(_) | Body::Parameters => Some(Code::name("&body.model()")),
        });
        let mut chain = chain.call(method, &Code::list(arguments));
        if let Some(media) = media {
            let body = Code::name("body.bytes()");
            chain = chain.call("media", &Code::list([code!(Expr [media] { #media }), body]));
        }
        for (name, value) in &query {
            let pair = [name, value].map(|it| code!(Expr [it] { #it }));
            chain = chain.call("query", &Code::list(pair));
        }
        let chain = chain.call("into_raw", &Code::list([]));
        let unused = matches!(body, Body::None | Body::Reference(_)) && media.is_none();
        let given = Code::name(if unused { "_" } else { "body" });
        let strukt = self.testing("ExampleRequest");
        let what = what(&example.page, request.line);
        let method = endpoint.operation().method.as_str();
        let slash = endpoint.operation().ends_in_slash.then_some("");
        let path = List::of_texts(request.segments.iter().map(String::as_str).chain(slash));
        let query = request.query.iter();
        let query = List(
            query.map(|(name, value)| fill!(Expr [name, value] { (#name, #value) })).collect(),
        );
        let deviations = self.emit_deviations(&request.deviations);
        Some(Case::Rebuilt(match (&request.body, &request.text) {
            (Some(json), _) => {
                let json = RawText::of(json_text(json));
                fill!(Element [strukt, what, method, path, query, json, deviations, given, chain] {
                    #strukt {
                        what: #what,
                        method: #method,
                        path: #path,
                        query: #query,
                        body: Some(#json),
                        deviations: #deviations,
                        build: |client, #given| #chain,
                    }
                })
            }
            (None, text) => {
                let text = match text {
                    Some(text) => code!(Expr [text] { Some(#text) }),
                    None => Code::name("None"),
                };
                fill!(Element [strukt, what, method, path, query, text, deviations, given, chain] {
                    #strukt {
                        what: #what,
                        method: #method,
                        path: #path,
                        query: #query,
                        body: #text,
                        deviations: #deviations,
                        build: |client, #given| #chain,
                    }
                })
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
    /// The way to the node that has the operation's method.
    chain: Chain,
    /// The method.
    method: Ident,
    /// What that is given before the body: for the action's own step, and for options that no call goes without.
    arguments: Vec<Code>,
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
    let mut chain = Chain::of(Code::name("client"));
    for index in tree.way_to(endpoint.node) {
        let node = &tree.nodes[index];
        let method = node.method.snake_ident();
        let arguments = Code::list(step_arguments(node.step.as_ref()?, &mut bindings)?);
        chain = chain.call(method, &arguments);
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
    bindings.next().is_none().then_some(Call { chain, method, arguments, query })
}

fn step_arguments<'b>(
    step: &Step<'_>,
    bindings: &mut impl Iterator<Item = &'b str>,
) -> Option<Vec<Code>> {
    match step {
        Step::Literal(_) => Some(Vec::new()),
        Step::Key { .. } | Step::ColonPath { .. } => {
            let value = bindings.next()?;
            Some(vec![code!(Expr [value] { #value })])
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
fn literal(native: Option<Code>, value: &str) -> Option<Code> {
    let Some(ty) = native else { return Some(code!(Expr [value] { #value })) };
    match ty.as_str() {
        "bool" => value.parse::<bool>().ok().map(Code::plain),
        "i32" => value.parse::<i32>().ok().map(Code::plain),
        _ => value.parse::<i64>().ok().map(Code::plain),
    }
}
