//! `example-matches-no-line`: an example request matches no request line of its page.

use super::function_without_arguments;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{RequestExample, RequestLine};
use crate::http::{Segment, SegmentKind};
use crate::ledger::Place;
use crate::rules::cx::RuleCx;
use crate::source::FileId;
use crate::urls::own_segments;
use std::collections::BTreeSet;

pub(super) static EXAMPLE_MATCHES_NO_LINE: Rule = Rule {
    name: "example-matches-no-line",
    level: Level::Warn,
    summary: "an example request matches no request line of its page",
    explanation: include_str!("example_matches_no_line.md"),
};

/// Looks at the examples that ask for nothing that their page documents.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut told: Option<(FileId, BTreeSet<String>)> = None;
    for example in cx.ledger.examples.iter().filter(|it| it.place == Place::NoLine) {
        let Some(request) = &example.facts.request else { continue };
        let Some(operation) = &example.page.operation else { continue };
        // What the page tells tools to pass over and shows no answer to is an aside.
        if request.annotation.is_ignored() && example.facts.response.is_none() {
            continue;
        }
        let path = own_segments(&cx.dialect.service, &request.template);
        if is_batch(cx, path) {
            continue;
        }
        // Examples come in page order.
        let told_of = told.take_if(|(file, _)| *file == example.page.file);
        let (_, told_of) =
            told.insert(told_of.unwrap_or_else(|| {
                (example.page.file, function_without_arguments::told(operation))
            }));
        // What the protocol has for itself, no page of an operation documents: `$batch`, `$metadata`.
        let path = own_segments(&cx.dialect.service, &request.template);
        let is_of_protocol = cx.dialect.service.protocol.odata.batch
            && path.first().is_some_and(|it| it.text.starts_with('$'));
        let lines: Vec<_> = operation.lines.iter().filter(|_| !is_of_protocol).collect();
        let is_told = function_without_arguments::calls_one(request, told_of);
        if !lines.is_empty() && !is_told {
            diagnostics.report(report(request, path, &lines));
        }
    }
}

/// Whether a request is several in one, as the protocol has them: no page is of it.
fn is_batch(cx: &RuleCx<'_>, path: &[Segment]) -> bool {
    let is_known = cx.dialect.service.protocol.odata.batch;
    is_known && matches!(path, [only] if only.text == "$batch")
}

/// An example request, its path without the version, and the lines it should be one of.
fn report(request: &RequestExample, path: &[Segment], lines: &[&RequestLine]) -> Diagnostic {
    let headline = "example request matches no request line of its page";
    let finding = Diagnostic::new(&EXAMPLE_MATCHES_NO_LINE, request.target.span, headline);
    // The line that shares the most; among equal ones the first of the page.
    let nearest = lines.iter().rev().max_by_key(|line| {
        let (start, end) = n_shared(path, &line.template.segments);
        let longest = path.len().max(line.template.segments.len());
        (line.method.value == request.method.value, start + end, start + end == longest)
    });
    match nearest {
        Some(line) => finding
            .label(difference(path, line))
            .because(line.target.span, "the nearest documented line"),
        None => finding,
    }
}

/// In what a path differs from a line's.
fn difference(path: &[Segment], line: &RequestLine) -> String {
    let documented = &line.template.segments;
    let (start, mut end) = n_shared(path, documented);
    // A collection's name and the key after it go together: `me` stands for both.
    let first_of_end = documented.get(documented.len() - end);
    if start + end == path.len()
        && end > 0
        && first_of_end.is_some_and(|it| matches!(it.kind, SegmentKind::Key { .. }))
    {
        end -= 1;
    }
    let middle = |segments: &[Segment]| {
        let middle = &segments[start..segments.len() - end];
        middle.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("/")
    };
    match (middle(path).as_str(), middle(documented).as_str()) {
        ("", "") => format!("`{}` is documented", line.method.value.as_str()),
        ("", documented) => format!("without `{documented}`"),
        (own, "") => format!("`{own}` is not documented"),
        (own, documented) => format!("`{own}`, but `{documented}` is documented"),
    }
}

/// How many segments agree from the start, and how many of the others from the end.
fn n_shared(path: &[Segment], documented: &[Segment]) -> (usize, usize) {
    let most = path.len().min(documented.len());
    let pairs = path.iter().zip(documented);
    let start = pairs.take_while(|(own, it)| are_same(own, it)).count();
    let ends = path.iter().rev().zip(documented.iter().rev()).take(most - start);
    (start, ends.take_while(|(own, it)| are_same(own, it)).count())
}

/// A placeholder takes any word that is no protocol segment.
fn are_same(own: &Segment, documented: &Segment) -> bool {
    match (&documented.kind, &own.kind) {
        (SegmentKind::Key { .. }, SegmentKind::Call { .. }) => false,
        (SegmentKind::Key { .. }, _) => !own.text.starts_with('$'),
        (
            SegmentKind::Call { name, arguments, .. },
            SegmentKind::Call { name: called, arguments: given, .. },
        ) => name.eq_ignore_ascii_case(called) && arguments.len() == given.len(),
        _ => own.text.eq_ignore_ascii_case(&documented.text),
    }
}
