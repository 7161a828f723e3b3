//! What an operation answers, by its examples and the response section.

use super::group::{Group, OperationCx, answered_names, method};
use super::paths;
use super::words::plural_of;
use crate::diagnostic::Diagnostics;
use crate::edm::Primitive;
use crate::facts::{ExampleBody, ExampleFacts, PageFacts, ResponseExample, TypeText};
use crate::http::{Segment, SegmentKind, UrlTemplate};
use crate::json::Value;
use crate::model::{ItemType, Method, Path, PathSegment, ResponseBody, Type, TypeRef};
use crate::naming::{
    is_service as is_service_url, own_segments, resolve, resolve_in_sentence, stated_type,
};
use crate::odata::QueryOption;
use crate::rules::resolve as rules;

/// What one page says that an operation answers, and how good a reason it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Answer {
    pub(crate) body: ResponseBody,
    pub(crate) status: Option<u16>,
    pub(crate) evidence: Evidence,
}

/// Why a page's answer is believed, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Evidence {
    /// An example asks for this very path.
    OwnExample,
    /// The page's examples ask for other paths but agree.
    Examples,
    /// A sentence.
    Prose,
    /// Nothing but the method and the path.
    Nothing,
}

/// The answer's body and status.
pub(crate) fn lower(
    cx: &OperationCx<'_>,
    group: &Group<'_>,
    diagnostics: &mut Diagnostics,
) -> Answer {
    let mut answer = shown_or_said(cx, group, diagnostics);
    if let ResponseBody::Type(ty) = &mut answer.body {
        let is_plural = answer.evidence != Evidence::OwnExample && names_many(group);
        ty.collection |= group.method == Method::Get && (takes_options_of_many(group) || is_plural);
    }
    answer
}

/// Whether a path asks for a collection whatever the page shows: its lines have options that only
/// collections take.
fn takes_options_of_many(group: &Group<'_>) -> bool {
    if !matches!(group.path.segments.last(), Some(PathSegment::Literal(_))) {
        return false;
    }
    let mut queries = group.lines.iter().filter_map(|line| line.template.query.as_ref());
    let has_option = |query: &str| {
        let mut names = query.split('&').filter_map(|option| option.split('=').next());
        names.any(|name| QueryOption::of(name).is_some_and(|option| option.is_of_collections()))
    };
    queries.any(|query| has_option(&query.value))
}

/// Whether a path's last word is the plural of a type that the page says it answers: no reason where
/// an example of this very path shows one.
fn names_many(group: &Group<'_>) -> bool {
    let Some(PathSegment::Literal(last)) = group.path.segments.last() else { return false };
    answered_names(group.claim.facts).any(|name| plural_of(last, name).is_some())
}

fn shown_or_said(cx: &OperationCx<'_>, group: &Group<'_>, diagnostics: &mut Diagnostics) -> Answer {
    let facts = group.claim.facts;
    let page = group.claim.page;
    let successes: Vec<&ExampleFacts> = facts
        .examples
        .iter()
        .filter(|example| is_success(example) && is_service(cx, example))
        .collect();
    let own: Vec<&ExampleFacts> =
        successes.iter().copied().filter(|example| is_own(cx, group, example)).collect();
    let status = status(group, own.iter().chain(&successes).copied());
    let answer = |body, evidence| Answer { body, status, evidence };
    if paths::is_media(&group.path) && group.method == Method::Get {
        return answer(ResponseBody::Stream, Evidence::OwnExample);
    }
    // The protocol has one answer to this: a number, whatever the page calls the text it shows.
    if ends_with(&group.path, "$count") && group.method == Method::Get {
        let item = ItemType::Primitive(Primitive::Int64);
        let number = ResponseBody::Type(TypeRef { item, collection: false });
        return answer(number, Evidence::OwnExample);
    }
    // References are not what they refer to, whatever the page shows.
    if ends_with(&group.path, "$ref") && group.method == Method::Get {
        return answer(ResponseBody::Untyped, Evidence::OwnExample);
    }
    let said = facts.response.ty.as_ref().and_then(|ty| said(cx, page, ty, diagnostics));
    let own_bodies = shown(cx, page, &own);
    if let Some(body) = pick(cx, &own_bodies, said) {
        return answer(body, Evidence::OwnExample);
    }
    let all_bodies = shown(cx, page, &successes);
    let all = pick(cx, &all_bodies, said).filter(|_| all_equal(&all_bodies));
    let whole: Vec<&ExampleFacts> =
        successes.iter().copied().filter(|example| is_one_longer(cx, group, example)).collect();
    if !whole.is_empty() {
        let body = pick(cx, &shown(cx, page, &whole), said);
        return match body.and_then(|body| part_of(cx, group, body)) {
            Some(body) => answer(body, Evidence::Examples),
            None => answer(fallback(group), Evidence::Nothing),
        };
    }
    // Without an example of this very line the page's answer counts if all its examples agree.
    if let Some(body) = all.filter(|_| !has_options(group)) {
        return answer(body, Evidence::Examples);
    }
    if status == Some(204) || (status == Some(202) && said.is_none()) {
        return answer(ResponseBody::None, Evidence::Prose);
    }
    if status == Some(302) {
        return answer(ResponseBody::Stream, Evidence::Prose);
    }
    if let Some(ty) = said {
        let is_stream = ty.item == ItemType::Primitive(Primitive::Stream);
        let body = if is_stream { ResponseBody::Stream } else { ResponseBody::Type(ty) };
        return answer(body, Evidence::Prose);
    }
    let shows_nothing = !successes.is_empty() && successes.iter().all(|it| has_no_body(it));
    if shows_nothing && group.method != Method::Get {
        return answer(ResponseBody::None, Evidence::Examples);
    }
    answer(fallback(group), Evidence::Nothing)
}

fn is_own(cx: &OperationCx<'_>, group: &Group<'_>, example: &ExampleFacts) -> bool {
    example.request.as_ref().is_some_and(|request| {
        let is_method = method(request.method.value) == group.method;
        is_method && matches_end(cx, &group.path.segments, &request.template)
    })
}

fn shown(cx: &OperationCx<'_>, page: &PageFacts, examples: &[&ExampleFacts]) -> Vec<ResponseBody> {
    let responses = examples.iter().filter_map(|example| example.response.as_ref());
    responses.filter_map(|response| of_example(cx, page, response)).collect()
}

fn all_equal(bodies: &[ResponseBody]) -> bool {
    bodies.windows(2).all(|pair| pair[0] == pair[1])
}

/// The lines ask for a selection, which examples of the plain line do not show.
fn has_options(group: &Group<'_>) -> bool {
    let mut queries = group.lines.iter().filter_map(|line| line.template.query.as_ref());
    queries.any(|query| query.value.contains("$expand") || query.value.contains("$filter"))
}

fn has_no_body(example: &ExampleFacts) -> bool {
    example.response.as_ref().is_some_and(|response| response.body.is_none())
}

/// The type of the property that the path's last segment names, where the page's answer is the whole.
fn part_of(cx: &OperationCx<'_>, group: &Group<'_>, whole: ResponseBody) -> Option<ResponseBody> {
    let ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) = whole else { return None };
    let Type::Structured(ty) = cx.model.ty(id) else { return None };
    let Some(PathSegment::Literal(name)) = group.path.segments.last() else { return None };
    let mut known = std::iter::once(ty).chain(cx.model.bases(ty)).flat_map(|ty| &ty.properties);
    let property = known.find(|property| property.name.eq_ignore_ascii_case(name))?;
    (group.method == Method::Get).then_some(ResponseBody::Type(property.ty))
}

/// Where nothing is said, only reading is sure to answer something.
fn fallback(group: &Group<'_>) -> ResponseBody {
    match group.method {
        Method::Delete => ResponseBody::None,
        _ => ResponseBody::Untyped,
    }
}

/// The first body that is typed; an untyped one gives way to what the prose says.
fn pick(
    cx: &OperationCx<'_>,
    bodies: &[ResponseBody],
    said: Option<TypeRef>,
) -> Option<ResponseBody> {
    let typed = bodies.iter().find(|body| matches!(body, ResponseBody::Type(_)));
    let shown = *typed.or(bodies.first())?;
    match (shown, said) {
        (ResponseBody::Untyped, Some(ty)) => Some(ResponseBody::Type(ty)),
        // An example of a collection that does not say of what takes the type from the prose.
        (ResponseBody::Type(shown), Some(said))
            if shown.item == ItemType::Untyped && said.item != ItemType::Untyped =>
        {
            let collection = shown.collection && !has_value_property(cx, said.item);
            Some(ResponseBody::Type(TypeRef { item: said.item, collection }))
        }
        _ => Some(shown),
    }
}

fn status<'e>(group: &Group<'_>, examples: impl Iterator<Item = &'e ExampleFacts>) -> Option<u16> {
    let mut shown = examples.filter_map(|example| example.response.as_ref());
    let said = group.claim.facts.response.statuses.iter().map(|it| it.value);
    let said = said.filter(|code| (200..400).contains(code)).collect::<Vec<_>>();
    shown.next().map(|response| response.status.value).or(said.first().copied())
}

fn is_success(example: &ExampleFacts) -> bool {
    example.response.as_ref().is_some_and(|response| {
        (200..400).contains(&response.status.value) && !response.annotation.expect_error
    })
}

fn is_service(cx: &OperationCx<'_>, example: &ExampleFacts) -> bool {
    example.request.as_ref().is_none_or(|request| {
        !request.annotation.opaque_url && is_service_url(&cx.cx.dialect.service, &request.template)
    })
}

fn ends_with(path: &Path, literal: &str) -> bool {
    matches!(path.segments.last(), Some(PathSegment::Literal(last)) if last == literal)
}

/// The body of an example response; `None` if it says nothing about the type.
fn of_example(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    response: &ResponseExample,
) -> Option<ResponseBody> {
    let annotated = response.annotation.odata_type.as_ref();
    if response.status.value == 204 {
        return Some(ResponseBody::None);
    }
    // A redirect leads to bytes, unless it is said to lead to something else.
    let is_redirect = (300..400).contains(&response.status.value);
    if is_redirect && response.body.is_none() && annotated.is_none() {
        return Some(ResponseBody::Stream);
    }
    let body = match &response.body {
        Some(ExampleBody::Json(value)) => Some(value),
        Some(ExampleBody::Other(_)) => {
            let media = response
                .headers
                .iter()
                .find(|header| header.name.value.eq_ignore_ascii_case("content-type"));
            let is_text = media.is_some_and(|it| it.value.value.starts_with("text/plain"));
            if is_text && annotated.is_none() {
                return Some(ResponseBody::Untyped);
            }
            return Some(annotated.map_or(ResponseBody::Stream, |ty| typed(cx, page, ty)));
        }
        Some(ExampleBody::BrokenJson(_)) | None => None,
    };
    let is_stream = response.headers.iter().any(|header| {
        header.name.value.eq_ignore_ascii_case("content-type")
            && header.value.value.contains("octet-stream")
    });
    if is_stream && body.is_none() {
        return Some(ResponseBody::Stream);
    }
    let named = annotated.and_then(|ty| resolve(cx.cx, cx.declared, page, ty));
    let in_body = body.and_then(|value| body_type(cx, page, value));
    let ty = match (named, in_body, body) {
        (Some(ty), _, _) if ty.item == ItemType::Primitive(Primitive::Stream) => {
            return Some(ResponseBody::Stream);
        }
        (Some(ty), _, _) => ty,
        (None, Some(ty), _) => ty,
        // The type is not documented, but that it is a collection is said.
        (None, None, value)
            if value.is_some_and(is_collection_body)
                || annotated.is_some_and(|ty| ty.collection)
                || response.annotation.is_collection == Some(true) =>
        {
            TypeRef { item: ItemType::Untyped, collection: true }
        }
        (None, None, Some(_)) => return Some(ResponseBody::Untyped),
        (None, None, None) => return None,
    };
    let flagged = response.annotation.is_collection;
    let is_array = body.is_some_and(is_collection_body);
    let collection = match flagged {
        Some(flag) => flag || ty.collection,
        None => ty.collection || (is_array && !has_value_property(cx, ty.item)),
    };
    Some(ResponseBody::Type(TypeRef { item: ty.item, collection }))
}

fn typed(cx: &OperationCx<'_>, page: &PageFacts, ty: &TypeText) -> ResponseBody {
    match resolve(cx.cx, cx.declared, page, ty) {
        Some(ty) if ty.item == ItemType::Primitive(Primitive::Stream) => ResponseBody::Stream,
        Some(ty) => ResponseBody::Type(ty),
        None => ResponseBody::Untyped,
    }
}

/// The type a body says it is, or its items, or the one value it wraps.
fn body_type(cx: &OperationCx<'_>, page: &PageFacts, value: &Value) -> Option<TypeRef> {
    let named = |value: &Value| {
        let (name, _) = stated_type(value)?;
        let namespace = cx.cx.namespace(page);
        cx.declared.by_written_name(cx.cx, name, namespace).map(ItemType::Named)
    };
    if let Some(item) = named(value) {
        return Some(TypeRef { item, collection: false });
    }
    let inner = value.get("value")?;
    match inner.as_array() {
        Some(elements) => {
            let item = elements.iter().find_map(named)?;
            Some(TypeRef { item, collection: true })
        }
        None => named(inner).map(|item| TypeRef { item, collection: false }),
    }
}

/// `{"value": [...]}`
fn is_collection_body(value: &Value) -> bool {
    value.get("value").is_some_and(|inner| inner.as_array().is_some()) || value.as_array().is_some()
}

/// The type itself has a collection named `value`, so an array there is no sign of a collection.
fn has_value_property(cx: &OperationCx<'_>, item: ItemType) -> bool {
    let ItemType::Named(id) = item else { return false };
    match cx.model.ty(id) {
        Type::Structured(ty) => ty.properties.iter().any(|it| it.name == "value"),
        Type::Enum(_) => false,
    }
}

fn said(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    ty: &TypeText,
    diagnostics: &mut Diagnostics,
) -> Option<TypeRef> {
    let found = resolve_in_sentence(cx.cx, cx.declared, page, ty);
    let leads_away = ty.mentions.iter().any(|mention| {
        mention.target.as_ref().is_some_and(|target| target.path != cx.cx.path(page))
    });
    if found.is_none() && leads_away {
        diagnostics.report(rules::unknown_type::report(ty, cx.declared.meant(ty)));
    }
    found
}

/// Whether an example's URL fits a path, compared from the end: examples leave out the beginning, or
/// take another one.
fn matches_end(cx: &OperationCx<'_>, wanted: &[PathSegment], url: &UrlTemplate) -> bool {
    let given = own_segments(&cx.cx.dialect.service, url);
    let n_compared = wanted.len().min(given.len());
    let is_long_enough = n_compared + 2 >= wanted.len().max(given.len());
    let pairs = wanted.iter().rev().zip(given.iter().rev());
    is_long_enough && pairs.take(n_compared.min(3)).all(|(wanted, given)| fits(wanted, given))
}

fn fits(wanted: &PathSegment, given: &Segment) -> bool {
    match wanted {
        PathSegment::Literal(text) => text.eq_ignore_ascii_case(&given.text),
        PathSegment::Key { .. } => {
            !given.text.starts_with('$') && !matches!(given.kind, SegmentKind::Call { .. })
        }
        PathSegment::Call { name, .. } => match &given.kind {
            SegmentKind::Call { name: called, .. } => name.eq_ignore_ascii_case(called),
            _ => name.eq_ignore_ascii_case(&given.text),
        },
    }
}

/// The line asks for a part of what the example asks for.
fn is_one_longer(cx: &OperationCx<'_>, group: &Group<'_>, example: &ExampleFacts) -> bool {
    let (Some(request), Some((last, whole))) = (&example.request, group.path.segments.split_last())
    else {
        return false;
    };
    let names_a_part = matches!(last, PathSegment::Literal(_) | PathSegment::Call { .. });
    // A key alone fits anything.
    let given = own_segments(&cx.cx.dialect.service, &request.template);
    let has_literal = whole.iter().rev().take(given.len()).any(|segment| match segment {
        PathSegment::Literal(_) | PathSegment::Call { .. } => true,
        PathSegment::Key { .. } => false,
    });
    names_a_part
        && has_literal
        && method(request.method.value) == group.method
        && matches_end(cx, whole, &request.template)
}
