//! Query options and headers: what a page says of them, and what goes with the answer.

use super::cx::{Group, OperationCx, method};
use crate::dialect::Dialect;
use crate::facts::{ExampleBody, ExampleFacts, OptionFacts};
use crate::hashed::HashedSet;
use crate::http::UrlTemplate;
use crate::model::{
    ItemType, Method, Model, Operation, Parameter, PathSegment, RequestBody, ResponseBody, Type,
    TypeRef,
};
use crate::odata::{QueryOption, RequestHeader};
use std::collections::BTreeSet;

/// The options that a page allows, whatever the answer.
///
/// A page that says "all" means all but those it refuses; so does one that says "some" and which not. Otherwise those
/// count that the page names, or uses in a request line or an example. Where a "some" names none, it stays open which,
/// and nothing is kept from the caller.
pub(crate) fn allowed(group: &Group<'_>) -> Vec<QueryOption> {
    let OptionFacts { all, some, none, named, refused } = &group.claim.facts.options;
    let is_told_otherwise = named.is_empty() || !refused.is_empty();
    let is_any = none.is_none() && (all.is_some() || (some.is_some() && is_told_otherwise));
    let mut allowed: BTreeSet<QueryOption> = match is_any {
        true => QueryOption::ALL.iter().copied().collect(),
        false => named.iter().map(|it| it.value).collect(),
    };
    allowed.retain(|option| refused.iter().all(|it| it.value != *option));
    allowed.extend(group.lines.iter().flat_map(|line| used(&line.template)));
    allowed.extend(shown(group));
    allowed.into_iter().collect()
}

/// The options of the page's successful example requests of the group's method.
fn shown(group: &Group<'_>) -> impl Iterator<Item = QueryOption> {
    let is_success = |example: &&ExampleFacts| {
        let response = example.response.as_ref();
        response.is_none_or(|it| it.status.value < 400 && !it.annotation.expect_error)
    };
    let examples = group.claim.facts.examples.iter().filter(is_success);
    let requests = examples.filter_map(|example| example.request.as_ref());
    requests
        .filter(|request| method(request.method.value) == group.method)
        .flat_map(|request| used(&request.template))
}

/// The options in a URL's query.
fn used(url: &UrlTemplate) -> Vec<QueryOption> {
    let query = url.query.as_ref().map_or("", |it| it.value.as_str());
    let names = query.split('&').filter_map(|option| option.split('=').next());
    names.filter_map(|name| QueryOption::of(&name.trim().replace("%24", "$"))).collect()
}

/// The options that mean something for an answer: one value has members, a collection has items as well. An answer that
/// the docs leave open can be either, but has no items to compare.
pub(crate) fn fitting(
    model: &Model,
    response: ResponseBody,
    mut options: Vec<QueryOption>,
) -> Vec<QueryOption> {
    let TypeRef { item, collection } = match response {
        ResponseBody::Type(ty) => ty,
        ResponseBody::Untyped => TypeRef { item: ItemType::Untyped, collection: false },
        ResponseBody::None | ResponseBody::Stream => return Vec::new(),
    };
    let (has_members, is_open) = match item {
        ItemType::Named(id) => (matches!(model.ty(id), Type::Structured(_)), false),
        ItemType::Untyped => (true, true),
        ItemType::Primitive(_) => (false, false),
    };
    options.retain(|it| model.protocol.odata.options.contains(it));
    options.retain(|option| match option {
        QueryOption::Select | QueryOption::Expand => has_members,
        QueryOption::Filter | QueryOption::OrderBy => has_members && collection,
        QueryOption::Top | QueryOption::Skip | QueryOption::Search | QueryOption::Count => {
            collection || is_open
        }
    });
    options
}

/// A call of one of the dialect's delta functions that answers with things of a kind.
pub(crate) fn tracks_changes(cx: &OperationCx<'_>, operation: &Operation) -> bool {
    let name = match operation.path.segments.last() {
        Some(PathSegment::Literal(name) | PathSegment::Call { name, .. }) => name.as_str(),
        Some(PathSegment::Key { .. }) | None => return false,
    };
    let dialect = cx.cx.dialect;
    let qualified = name.strip_prefix(&dialect.default_namespace);
    let name = qualified.and_then(|rest| rest.strip_prefix('.')).unwrap_or(name);
    let is_delta = dialect.delta_functions.iter().any(|it| it.eq_ignore_ascii_case(name));
    let has_things = match operation.response {
        ResponseBody::Type(TypeRef { item: ItemType::Named(id), collection: true }) => {
            matches!(cx.model.ty(id), Type::Structured(_))
        }
        ResponseBody::Type(_)
        | ResponseBody::None
        | ResponseBody::Stream
        | ResponseBody::Untyped => false,
    };
    is_delta
        && dialect.service.protocol.odata.delta
        && has_things
        && operation.method == Method::Get
}

/// The first halves of media types, as registered.
const MEDIA: &[&str] =
    &["application", "audio", "font", "image", "message", "model", "multipart", "text", "video"];

/// The media types that the row of the header `Content-Type` lists beside JSON, and those that examples send where bytes are
/// sent or nothing has to be; each once, in the order of the docs, so that the first is the one to take if nothing is said.
pub(crate) fn media(
    group: &Group<'_>,
    request: &RequestBody,
    headers: &[Parameter],
) -> Vec<String> {
    let is_shown = match request {
        RequestBody::Type(_) | RequestBody::Parameters(_) | RequestBody::Untyped => false,
        RequestBody::Stream | RequestBody::Media(_) => true,
        RequestBody::None if matches!(group.method, Method::Post | Method::Patch | Method::Put) => {
            true
        }
        RequestBody::None | RequestBody::Reference { .. } => return Vec::new(),
    };
    let rows = headers.iter().filter(|it| it.name.eq_ignore_ascii_case("content-type"));
    let words = rows.flat_map(|row| {
        let text = row.docs.text.as_deref().unwrap_or_default();
        text.split(|c: char| c.is_whitespace() || "`,;()\"'".contains(c))
    });
    let requests = group.claim.facts.examples.iter().filter_map(|it| it.request.as_ref());
    let others = requests.filter(|it| {
        is_shown
            && method(it.method.value) == group.method
            && matches!(it.body, Some(ExampleBody::Other(_)))
    });
    let sent = others.flat_map(|it| &it.headers).filter_map(|header| {
        let is_it = header.name.value.eq_ignore_ascii_case("content-type");
        is_it.then(|| header.value.value.split(';').next().unwrap_or_default().trim())
    });
    let found = words.chain(sent).map(|it| it.trim_end_matches('.').to_ascii_lowercase());
    found.filter(|word| is_other_media(word)).collect::<HashedSet<_>>().into_iter().collect()
}

/// Whether a word is a media type that is not JSON's.
fn is_other_media(word: &str) -> bool {
    let (kind, subtype) = word.split_once('/').unwrap_or_default();
    let is_name = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    MEDIA.contains(&kind)
        && !subtype.is_empty()
        && subtype.chars().all(is_name)
        && !subtype.ends_with("json")
}

/// The headers that clients have a method for.
pub(crate) fn known_headers(dialect: &Dialect, headers: &[Parameter]) -> Vec<RequestHeader> {
    let known = |it: &Parameter| dialect.headers.get(&it.name.to_lowercase()).copied();
    let found: BTreeSet<_> = headers.iter().filter_map(known).collect();
    found.into_iter().collect()
}
