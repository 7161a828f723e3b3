//! Examples: each attached to the operation whose path its request matches.

use super::answer::of_response;
use super::other_sections::LinesOfPage;
use super::request::of_request;
use crate::diagnostic::Diagnostics;
use crate::dialect::Service;
use crate::facts::{
    ExampleFacts, Facts, OperationFacts, PageFacts, RequestExample, ResponseExample,
};
use crate::http::{SegmentKind, UrlTemplate};
use crate::ledger::{Place, PlacedExample};
use crate::lower::operations::bind::{Bound, beginning, begins_alike, bind};
use crate::lower::operations::cx::{OperationCx, method};
use crate::lower::operations::near::{asks_for, bind_but_a_key, bind_with_slashes};
use crate::lower::operations::shown::continued;
use crate::model::{Example, ExampleResponse, Method, Operation, Path, PathSegment, ResponseBody};
use crate::naming::resolve;
use crate::rules::resolve as resolve_rules;
use crate::source::{FileId, Span};
use crate::urls::is_service;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Words that the base of another host's URLs is taken to have at most.
const MOST_OF_BASE: usize = 3;

/// So many pages at most one after the other: those of few operations have nearly all examples.
const SIDE_BY_SIDE: usize = 32;

/// An example, and the operation that it belongs to.
struct Attached {
    index: usize,
    example: Example,
    /// Whether its request, if it has one, ends in a slash.
    ends_in_slash: Option<bool>,
}

impl Attached {
    fn answer(index: usize, page: &str, response: ExampleResponse) -> Self {
        let example = Example { page: page.to_owned(), request: None, response: Some(response) };
        Self { index, example, ends_in_slash: None }
    }
}

/// Attaches every example of every page, and says where each was placed.
pub(crate) fn attach<'f>(
    cx: &OperationCx<'_>,
    facts: &'f Facts,
    operations: &mut [Operation],
    diagnostics: &mut Diagnostics,
) -> Vec<PlacedExample<'f>> {
    let mut by_page: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, operation) in operations.iter().enumerate() {
        for page in &operation.pages {
            by_page.entry(page).or_default().push(index);
        }
    }
    let lines = LinesOfPage::of(operations);
    // No example changes where another belongs, so the pages are looked at side by side.
    let pages = facts.pages.par_iter().with_max_len(SIDE_BY_SIDE).map(|page| {
        let own = by_page.get(cx.cx.path(page)).map_or(&[][..], Vec::as_slice);
        of_page(cx, page, own, &lines, operations)
    });
    let pages: Vec<_> = pages.collect();
    let mut all_placed = Vec::with_capacity(pages.iter().map(|(placed, ..)| placed.len()).sum());
    let mut told = Vec::with_capacity(pages.len());
    for (placed, attached, own) in pages {
        for Attached { index, example, ends_in_slash } in attached {
            operations[index].ends_in_slash &= ends_in_slash.unwrap_or(true);
            operations[index].examples.push(example);
        }
        all_placed.extend(placed);
        told.push(own);
    }
    diagnostics.absorb(told);
    all_placed
}

/// Where each example of a page was placed, and what belongs to an operation.
fn of_page<'f>(
    cx: &OperationCx<'_>,
    page: &'f PageFacts,
    own: &[usize],
    lines: &LinesOfPage,
    operations: &[Operation],
) -> (Vec<PlacedExample<'f>>, Vec<Attached>, Diagnostics) {
    let (mut placed, mut attached) = (Vec::new(), Vec::new());
    let mut diagnostics = Diagnostics::default();
    let Some(operation) = &page.operation else { return (placed, attached, diagnostics) };
    let others = shows_own(cx, operation, own, operations).then_some(lines);
    let mut heading = HeadingAbove::default();
    for example in &operation.examples {
        report_unknown_types(cx, page, example, &mut diagnostics);
        let (place, found) = attach_one(cx, page, example, (own, others), operations, &mut heading);
        placed.push(PlacedExample { page, facts: example, place });
        attached.extend(found);
    }
    (placed, attached, diagnostics)
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
        own.any(|it| it.method == wanted && asks_for(service, &it.path, &request.template))
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
    operations: &[Operation],
    heading: &mut HeadingAbove,
) -> (Place, Option<Attached>) {
    let service = &cx.cx.dialect.service;
    let answer = || answer_of_page(cx, page, example, own);
    let Some(request) = &example.request else {
        // A response alone belongs to the operation above it if there is only one.
        let above =
            example.response.as_ref().map(|it| of_lines_above(cx, it, own, operations, heading));
        let attached = match (above.as_deref(), &example.response) {
            (Some(&[only]), Some(response)) => {
                let response = of_response(cx, page, response, operations[only].response);
                response.map(|it| Attached::answer(only, cx.cx.path(page), it))
            }
            _ => answer(),
        };
        return (Place::AnswerAlone, attached);
    };
    if !is_service(service, &request.template) || request.annotation.opaque_url {
        let documented = is_documented(cx, request, own, operations);
        return (Place::OtherHost { documented }, answer());
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
    let of_own = |bind: fn(&Service, &Path, &UrlTemplate) -> Option<Bound>| {
        own.iter().filter(|&&index| operations[index].method == wanted).find_map(|&index| {
            Some((index, bind(service, &operations[index].path, &request.template)?))
        })
    };
    let found = found.or_else(|| of_own(bind_with_slashes));
    let is_of_line = found.as_ref().is_some_and(|(index, _)| !operations[*index].only_shown);
    let place = match is_of_line {
        true => Place::OwnLine,
        false if is_continued(cx, request, own, operations) => Place::Continued,
        false => Place::NoLine,
    };
    // It is kept with what it was meant for; that it is no line is told.
    let Some((index, bound)) = found.or_else(|| of_own(bind_but_a_key)) else {
        return (place, answer());
    };
    let operation = &operations[index];
    let response =
        example.response.as_ref().and_then(|it| of_response(cx, page, it, operation.response));
    let example = Example {
        page: cx.cx.path(page).to_owned(),
        request: Some(of_request(cx, request, bound, operation)),
        response,
    };
    let ends_in_slash = Some(request.template.ends_in_slash);
    (place, Some(Attached { index, example, ends_in_slash }))
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
fn answer_of_page(
    cx: &OperationCx<'_>,
    page: &PageFacts,
    example: &ExampleFacts,
    own: &[usize],
) -> Option<Attached> {
    let response = of_response(cx, page, example.response.as_ref()?, ResponseBody::Untyped)?;
    let is_typed = matches!(response.ty, ResponseBody::Type(_));
    is_typed.then_some(Attached::answer(*own.first()?, cx.cx.path(page), response))
}
