//! `function-without-arguments`: a request line calls a function bare, its example with arguments.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, RequestExample, RequestLine};
use crate::http::{Argument, Segment, SegmentKind, decode_query};
use crate::rules::cx::RuleCx;
use std::collections::BTreeSet;

pub(super) static FUNCTION_WITHOUT_ARGUMENTS: Rule = Rule {
    name: "function-without-arguments",
    level: Level::Warn,
    summary: "a request line calls a function bare, its example with arguments",
    explanation: include_str!("function_without_arguments.md"),
};

/// Looks at every page of an operation.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        for (segment, call, n_lines) in bare_calls(operation) {
            let finding = report(segment, call, is_optional(operation, call));
            diagnostics.report(match n_lines {
                1 => finding,
                _ => finding.note(format!("{n_lines} lines of the page call it bare")),
            });
        }
    }
}

/// The functions of a page of which that is told, in lower case.
pub(super) fn told(operation: &OperationFacts) -> BTreeSet<String> {
    let bare = bare_calls(operation).into_iter().filter_map(|(segment, _, _)| bare_name(segment));
    bare.map(str::to_lowercase).collect()
}

/// Whether a request calls one of these: for that alone it is none of the page's lines.
pub(super) fn calls_one(request: &RequestExample, told: &BTreeSet<String>) -> bool {
    let mut calls = request.template.segments.iter().filter_map(called);
    !told.is_empty() && calls.any(|call| told.contains(&call.to_lowercase()))
}

/// The lines of a page that call a function bare which its examples call with arguments: each function at its
/// first line, with a call of it and how many lines there are.
fn bare_calls(operation: &OperationFacts) -> Vec<(&Segment, &Segment, usize)> {
    let examples = operation.examples.iter().filter_map(|example| example.request.as_ref());
    let calls: Vec<(&Segment, &str)> = examples
        .flat_map(|request| &request.template.segments)
        .filter_map(|segment| Some((segment, called(segment)?)))
        .collect();
    let is_documented = |name: &str| {
        let segments = operation.lines.iter().flat_map(|line| &line.template.segments);
        segments.filter_map(called).any(|known| known.eq_ignore_ascii_case(name))
    };
    let mut bare: Vec<(&Segment, &Segment, usize)> = Vec::new();
    for line in &operation.lines {
        for segment in &line.template.segments {
            let Some(bare_name) = bare_name(segment) else { continue };
            let call = calls.iter().find(|(_, name)| name.eq_ignore_ascii_case(bare_name));
            let Some((call, _)) = call.filter(|(_, name)| !is_documented(name)) else { continue };
            if sends_as_options(line, call) {
                continue;
            }
            match bare.iter_mut().find(|(_, known, _)| known.span == call.span) {
                Some((_, _, n_lines)) => *n_lines += 1,
                None => bare.push((segment, call, 1)),
            }
        }
    }
    bare
}

fn arguments(call: &Segment) -> &[Argument] {
    match &call.kind {
        SegmentKind::Call { arguments, .. } => arguments,
        SegmentKind::Literal | SegmentKind::Key { .. } | SegmentKind::Elision => &[],
    }
}

/// A line may send the same arguments behind its question mark.
fn sends_as_options(line: &RequestLine, call: &Segment) -> bool {
    let query = line.template.query.as_ref().map_or("", |query| query.value.as_str());
    let sent = decode_query(query);
    arguments(call).iter().all(|argument| sent.iter().any(|(name, _)| *name == argument.name))
}

/// The page says of every argument of the call that it may be left out.
fn is_optional(operation: &OperationFacts, call: &Segment) -> bool {
    let documented = || operation.function_parameters.iter().chain(&operation.path_parameters);
    arguments(call).iter().all(|argument| {
        documented().any(|it| {
            it.name.value.eq_ignore_ascii_case(&argument.name) && it.required == Some(false)
        })
    })
}

/// The name of a function that a segment calls with named arguments; a value alone is a key.
fn called(segment: &Segment) -> Option<&str> {
    let SegmentKind::Call { name, arguments, .. } = &segment.kind else { return None };
    let are_named = arguments.iter().all(|argument| !argument.name.is_empty());
    (are_named && !arguments.is_empty()).then_some(name)
}

/// What a segment calls without arguments, if it calls anything.
fn bare_name(segment: &Segment) -> Option<&str> {
    match &segment.kind {
        SegmentKind::Literal => Some(&segment.text),
        SegmentKind::Call { name, arguments, .. } => arguments.is_empty().then_some(name),
        SegmentKind::Key { .. } | SegmentKind::Elision => None,
    }
}

fn report(segment: &Segment, call: &Segment, is_optional: bool) -> Diagnostic {
    let (also, help) = match is_optional {
        true => ("also ", "add a line with the parameters, each with a placeholder"),
        false => ("", "write the parameters in the line, each with a placeholder"),
    };
    let headline = format!("`{}` is {also}called with arguments in the example", segment.text);
    Diagnostic::new(&FUNCTION_WITHOUT_ARGUMENTS, segment.span, headline)
        .because(call.span, "called here")
        .help(help)
}
