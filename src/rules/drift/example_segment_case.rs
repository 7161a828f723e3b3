//! `example-segment-case`: an example spells a path word in another case than its page's request lines.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, RequestExample};
use crate::http::{Segment, SegmentKind};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::urls::{is_service, own_segments};
use std::collections::BTreeSet;

pub(super) static EXAMPLE_SEGMENT_CASE: Rule = Rule {
    name: "example-segment-case",
    level: Level::Warn,
    summary: "an example spells a path word in another case than its page's request lines",
    explanation: include_str!("example_segment_case.md"),
};

/// Compares the paths of a page's examples with those of its lines.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let lines = cx.operations().flat_map(|(_, operation)| &operation.lines);
    let segments = lines.flat_map(|line| &line.template.segments);
    // What lines of other pages spell so is right here, and wrong in the line.
    let known: BTreeSet<&str> = segments.filter_map(word).map(|(word, _)| word).collect();
    for (_, operation) in cx.operations() {
        let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
        for request in requests.filter(|it| is_service(&cx.dialect.service, &it.template)) {
            words(cx, (operation, &known), request, diagnostics);
        }
    }
}

/// The words of one request, each beside its word in the first line that has the same path but for case.
fn words(
    cx: &RuleCx<'_>,
    (operation, known): (&OperationFacts, &BTreeSet<&str>),
    request: &RequestExample,
    diagnostics: &mut Diagnostics,
) {
    let service = &cx.dialect.service;
    let given = own_segments(service, &request.template);
    let fits = |wanted: &[Segment]| {
        wanted.len() == given.len()
            && wanted.iter().zip(given).all(|(wanted, given)| match (word(wanted), word(given)) {
                (Some((wanted, _)), Some((given, _))) => wanted.eq_ignore_ascii_case(given),
                (Some(_), None) => false,
                (None, _) => true,
            })
    };
    let lines: Vec<&[Segment]> = operation
        .lines
        .iter()
        .filter(|it| it.method.value == request.method.value)
        .map(|line| own_segments(service, &line.template))
        .filter(|wanted| fits(wanted))
        .collect();
    let Some(first) = lines.first() else { return };
    for (index, (wanted, given)) in first.iter().zip(given).enumerate() {
        let (Some((wanted, line)), Some((given, span))) = (word(wanted), word(given)) else {
            continue;
        };
        let is_spelt = |it: &&[Segment]| word(&it[index]).is_some_and(|(it, _)| it == given);
        if !known.contains(given) && !lines.iter().any(is_spelt) {
            let headline = format!("`{given}` is spelt `{wanted}` in the request line");
            let finding = Diagnostic::new(&EXAMPLE_SEGMENT_CASE, span, headline);
            diagnostics.report(finding.because(line, "the line").edit(span, wanted));
        }
    }
}

/// The fixed word of a segment, and where it stands.
fn word(segment: &Segment) -> Option<(&str, Span)> {
    match &segment.kind {
        SegmentKind::Literal => Some((&segment.text, segment.span)),
        SegmentKind::Call { name, .. } => Some((name, segment.span.part(0..name.len()))),
        SegmentKind::Key { .. } | SegmentKind::Elision => None,
    }
}
