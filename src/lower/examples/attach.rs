//! Examples: each attached to the operation whose path its request matches.

use super::answer::{json, of_response};
use super::other_sections::LinesOfPage;
use crate::diagnostic::Diagnostics;
use crate::facts::{
    ExampleBody, ExampleFacts, Facts, OperationFacts, PageFacts, RequestExample, ResponseExample,
};
use crate::http::{Header, SegmentKind, UrlTemplate, decode_query};
use crate::json::{Member, Value};
use crate::ledger::{Place, PlacedExample};
use crate::lower::operations::bind::{Bound, beginning, begins_alike, bind};
use crate::lower::operations::cx::{OperationCx, method};
use crate::lower::operations::near::bind_but_a_key;
use crate::lower::operations::shown::continued;
use crate::model::{
    Example, ExampleRequest, ItemType, Method, Misfit, Operation, PathSegment, RequestBody,
    ResponseBody, Type,
};
use crate::naming::resolve;
use crate::protocol::Encoding;
use crate::rules::resolve as resolve_rules;
use crate::source::{FileId, Span};
use crate::urls::is_service;
use std::collections::{BTreeMap, BTreeSet};

/// Words that the base of another host's URLs is taken to have at most.
const MOST_OF_BASE: usize = 3;

/// Attaches every example of every page, and says where each was placed.
pub(crate) fn attach<'f>(
    cx: &OperationCx<'_>,
    facts: &'f Facts,
    operations: &mut [Operation],
    diagnostics: &mut Diagnostics,
) -> Vec<PlacedExample<'f>> {
    let mut placed = Vec::new();
    let mut by_page: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        for page in &operation.pages {
            by_page.entry(page.clone()).or_default().push(index);
        }
    }
    let lines = LinesOfPage::of(operations);
    let mut heading = HeadingAbove::default();
    for page in &facts.pages {
        let Some(operation) = &page.operation else { continue };
        let path = cx.cx.path(page);
        let own = by_page.get(path).map_or(&[][..], Vec::as_slice);
        let others = shows_own(cx, operation, own, operations).then_some(&lines);
        for example in &operation.examples {
            report_unknown_types(cx, page, example, diagnostics);
            let place = attach_one(cx, page, example, (own, others), operations, &mut heading);
            placed.push(PlacedExample { page, facts: example, place });
        }
    }
    placed
}

/// Whether an example of a page or section asks for what it documents: of one that has none, another's is a slip.
fn shows_own(
    cx: &OperationCx<'_>,
    facts: &OperationFacts,
    own: &[usize],
    operations: &[Operation],
) -> bool {
    let service = &cx.cx.dialect.service;
    let asks = |request: &RequestExample| {
        let wanted = method(request.method.value);
        let mut own = own.iter().map(|&index| &operations[index]);
        own.any(|it| it.method == wanted && bind(service, &it.path, &request.template).is_some())
    };
    facts.examples.iter().filter_map(|it| it.request.as_ref()).any(asks)
}

fn report_unknown_types(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    example: &ExampleFacts,
    diagnostics: &mut Diagnostics,
) {
    let request = example.request.as_ref().map(|it| &it.annotation);
    let response = example.response.as_ref().map(|it| &it.annotation);
    for annotation in [request, response].into_iter().flatten() {
        let Some(ty) = annotation.odata_type.as_ref().filter(|_| !annotation.is_ignored()) else {
            continue;
        };
        if resolve(cx.cx, cx.declared, page, ty).is_none() {
            let hint = cx.declared.hint(ty);
            diagnostics.report(resolve_rules::unknown_type::report(ty, hint));
        }
    }
}

fn attach_one(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    example: &ExampleFacts,
    (own, others): (&[usize], Option<&LinesOfPage>),
    operations: &mut [Operation],
    heading: &mut HeadingAbove,
) -> Place {
    let service = &cx.cx.dialect.service;
    let Some(request) = &example.request else {
        // A response alone belongs to the operation above it if there is only one.
        let above =
            example.response.as_ref().map(|it| of_lines_above(cx, it, own, operations, heading));
        if let (Some([only]), Some(response)) = (above.as_deref(), &example.response) {
            let response = of_response(cx, page, response, operations[*only].response);
            let page = cx.cx.path(page).to_owned();
            let example = response.map(|it| Example { page, request: None, response: Some(it) });
            operations[*only].examples.extend(example);
        } else {
            attach_answer(cx, page, example, own, operations);
        }
        return Place::AnswerAlone;
    };
    if !is_service(service, &request.template) || request.annotation.opaque_url {
        attach_answer(cx, page, example, own, operations);
        return Place::OtherHost { documented: is_documented(cx, request, own, operations) };
    }
    let wanted = method(request.method.value);
    let beginning = beginning(service, &request.template);
    let matches = own.iter().filter_map(|&index| {
        let operation = &operations[index];
        if !begins_alike(&operation.path, beginning.as_deref()) {
            return None;
        }
        let bound = bind(service, &operation.path, &request.template)?;
        (operation.method == wanted).then_some((index, bound))
    });
    let found = matches.min_by_key(|(_, bound)| bound.misfit.is_some());
    // What another section of the page documents is shown for that, beside what this one does.
    let found = found.or_else(|| {
        let index = others?.asked(cx.cx, page, request)?;
        Some((index, bind(service, &operations[index].path, &request.template)?))
    });
    let is_of_line = found.as_ref().is_some_and(|(index, _)| !operations[*index].only_shown);
    let place = match is_of_line {
        true => Place::OwnLine,
        false if is_continued(cx, request, own, operations) => Place::Continued,
        false => Place::NoLine,
    };
    // It is kept with what it was meant for; that it is no line is told.
    let near = || {
        own.iter().filter(|&&index| operations[index].method == wanted).find_map(|&index| {
            Some((index, bind_but_a_key(service, &operations[index].path, &request.template)?))
        })
    };
    let Some((index, bound)) = found.or_else(near) else {
        attach_answer(cx, page, example, own, operations);
        return place;
    };
    let operation = &mut operations[index];
    operation.ends_in_slash &= request.template.ends_in_slash;
    let response =
        example.response.as_ref().and_then(|it| of_response(cx, page, it, operation.response));
    operation.examples.push(Example {
        page: cx.cx.path(page).to_owned(),
        request: Some(of_request(cx, request, bound, operation)),
        response,
    });
    place
}

/// Whether an example asks for what the protocol adds to a line of its page: what it counts, what is of
/// one type.
fn is_continued(
    cx: &OperationCx<'_>,
    request: &RequestExample,
    own: &[usize],
    operations: &[Operation],
) -> bool {
    let lines = own.iter().map(|&index| &operations[index]).filter(|it| !it.only_shown);
    let mut read = lines.filter(|it| it.method == Method::Get);
    method(request.method.value) == Method::Get
        && read.any(|it| continued(cx, &it.path, &request.template).is_some())
}

/// Whether an example asks another host for what a line of its page documents. What other hosts have
/// that the page does not document is their own: an upload, a callback.
fn is_documented(
    cx: &OperationCx<'_>,
    request: &RequestExample,
    own: &[usize],
    operations: &[Operation],
) -> bool {
    let service = &cx.cx.dialect.service;
    let wanted = method(request.method.value);
    let own = || own.iter().map(|&index| &operations[index]).filter(|it| it.method == wanted);
    // Another host has another base as well, of a few words.
    (0..=MOST_OF_BASE).any(|n_base| {
        let (Some(base), Some(path)) =
            (request.template.segments.get(..n_base), request.template.segments.get(n_base..))
        else {
            return false;
        };
        let is_base = base.iter().all(|it| it.kind == SegmentKind::Literal);
        let template =
            UrlTemplate { origin: None, segments: path.to_vec(), ..request.template.clone() };
        is_base
            && own().any(|it| {
                let is_fixed = |it: &PathSegment| !matches!(it, PathSegment::Key { .. });
                let is_told = n_base == 0 || it.path.segments.iter().any(is_fixed);
                is_told && bind(service, &it.path, &template).is_some()
            })
    })
}

/// The operations of the nearest request lines above a response. Lines that a heading parts are not
/// near each other: pages of several scenarios show each with its answer.
fn of_lines_above(
    cx: &OperationCx<'_>,
    response: &ResponseExample,
    own: &[usize],
    operations: &[Operation],
    heading: &mut HeadingAbove,
) -> Vec<usize> {
    let at = response.status.span;
    let lines = own.iter().flat_map(|&index| {
        let lines = operations[index].lines.iter().map(|line| line.span);
        lines.filter(|line| line.file == at.file && line.end <= at.start).map(move |it| (index, it))
    });
    let lines: Vec<(usize, Span)> = lines.collect();
    let Some(last) = lines.iter().map(|(_, line)| line.end).max() else { return own.to_vec() };
    // All between the last line and the last heading above it is near.
    let text = cx.cx.sources.text(Span { start: 0, end: last, ..at });
    let heading = heading.of(at.file, text);
    let is_near = |line: &Span| {
        let begins_so = text.get(line.end as usize..).is_some_and(|rest| rest.starts_with('#'));
        heading.is_none_or(|heading| heading < line.end as usize) && !begins_so
    };
    let near: BTreeSet<usize> =
        lines.iter().filter(|(_, line)| is_near(line)).map(|(index, _)| *index).collect();
    near.into_iter().collect()
}

/// The last heading of a text that begins a file, kept for when it is asked again.
#[derive(Debug, Default)]
struct HeadingAbove(Option<(FileId, usize, Option<usize>)>);

impl HeadingAbove {
    fn of(&mut self, file: FileId, text: &str) -> Option<usize> {
        match self.0 {
            Some((known, length, found)) if (known, length) == (file, text.len()) => found,
            _ => {
                let mut marks = text.rmatch_indices('#').map(|(place, _)| place);
                let found = marks.find(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n');
                self.0 = Some((file, text.len(), found));
                found
            }
        }
    }
}

/// An answer to a question that is none of the page's lines still shows its type, if it says which: it stays with the first
/// operation of its page.
fn attach_answer(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    example: &ExampleFacts,
    own: &[usize],
    operations: &mut [Operation],
) {
    let (Some(first), Some(response)) = (own.first(), &example.response) else { return };
    let response = of_response(cx, page, response, ResponseBody::Untyped);
    let Some(response) = response.filter(|it| matches!(it.ty, ResponseBody::Type(_))) else {
        return;
    };
    let page = cx.cx.path(page).to_owned();
    operations[*first].examples.push(Example { page, request: None, response: Some(response) });
}

fn of_request(
    cx: &OperationCx<'_>,
    request: &RequestExample,
    bound: Bound,
    operation: &Operation,
) -> ExampleRequest {
    let text = match &request.body {
        Some(ExampleBody::Other(span) | ExampleBody::BrokenJson(span)) => {
            Some(cx.cx.sources.text(*span).to_owned())
        }
        Some(ExampleBody::Json(_)) | None => None,
    };
    ExampleRequest {
        misfit: bound.misfit.or_else(|| {
            let is_listed =
                media_type(&request.headers).is_some_and(|it| operation.media.contains(&it));
            match &request.body {
                Some(ExampleBody::Other(_)) if is_listed => None,
                Some(ExampleBody::Other(_))
                    if operation.encoding != Encoding::Json && !request.fields.is_empty() =>
                {
                    Some(Misfit::Form)
                }
                body => body_misfit(cx, body.as_ref(), operation),
            }
        }),
        segments: bound.segments,
        bindings: bound.bindings,
        query: request
            .template
            .query
            .as_ref()
            .map(|query| decode_query(&query.value))
            .unwrap_or_default(),
        headers: request
            .headers
            .iter()
            .map(|header| (header.name.value.clone(), header.value.value.clone()))
            .collect(),
        body: json(request.body.as_ref()),
        text,
        deviations: Vec::new(),
        span: request.target.span,
        line: cx.cx.sources.line(request.target.span),
    }
}

/// The media type that a message says its body is of, in lower case, without parameters.
fn media_type(headers: &[Header]) -> Option<String> {
    let header = headers.iter().find(|it| it.name.value.eq_ignore_ascii_case("content-type"))?;
    let media_type = header.value.value.split(';').next().unwrap_or_default();
    Some(media_type.trim().to_ascii_lowercase())
}

/// Why an operation can't carry an example's body.
fn body_misfit(
    cx: &OperationCx<'_>,
    body: Option<&ExampleBody>,
    operation: &Operation,
) -> Option<Misfit> {
    let fits = match (body, &operation.request) {
        (None, RequestBody::None) | (Some(_), RequestBody::Stream | RequestBody::Media(_)) => true,
        (None, _) => return Some(Misfit::NoBody),
        (Some(_), RequestBody::None) => return Some(Misfit::Body),
        (Some(ExampleBody::Other(_) | ExampleBody::BrokenJson(_)), _) => false,
        (Some(ExampleBody::Json(_)), RequestBody::Untyped) => true,
        (Some(ExampleBody::Json(value)), RequestBody::Reference { .. }) => is_reference(value),
        (Some(ExampleBody::Json(value)), RequestBody::Parameters(_)) => {
            match operation.sends_many {
                true => value.as_array().is_some(),
                false => value.as_object().is_some(),
            }
        }
        (Some(ExampleBody::Json(value)), RequestBody::Type(ty)) => match ty.item {
            ItemType::Primitive(_) | ItemType::Untyped => true,
            ItemType::Named(_) if ty.collection => value.as_array().is_some(),
            ItemType::Named(id) if cx.model.is_shapeless(id) => true,
            ItemType::Named(id) => match cx.model.ty(id) {
                Type::Structured(_) => value.as_object().is_some(),
                Type::Enum(_) => value.as_str().is_some(),
            },
        },
    };
    (!fits).then_some(Misfit::OtherBody)
}

/// `{"@odata.id": "…"}`
fn is_reference(body: &Value) -> bool {
    let is_id = |it: &Member| it.name == "@odata.id" && it.value.as_str().is_some();
    matches!(body.as_object(), Some([only]) if is_id(only))
}
