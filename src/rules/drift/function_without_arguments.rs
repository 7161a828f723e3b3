//! `function-without-arguments`: a request line calls a function bare, its example with arguments.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::OperationFacts;
use crate::http::{Segment, SegmentKind};

pub(super) static FUNCTION_WITHOUT_ARGUMENTS: Rule = Rule {
    name: "function-without-arguments",
    level: Level::Warn,
    summary: "a request line calls a function bare, its example with arguments",
    explanation: include_str!("function_without_arguments.md"),
};

/// Compares the lines of a page with the calls in its examples.
pub(crate) fn check(operation: &OperationFacts, diagnostics: &mut Diagnostics) {
    let examples = operation.examples.iter().filter_map(|example| example.request.as_ref());
    let calls: Vec<(&Segment, &str)> = examples
        .flat_map(|request| &request.template.segments)
        .filter_map(|segment| Some((segment, called(segment)?)))
        .collect();
    let is_documented = |name: &str| {
        let segments = operation.lines.iter().flat_map(|line| &line.template.segments);
        segments.filter_map(called).any(|known| known.eq_ignore_ascii_case(name))
    };
    for line in &operation.lines {
        for segment in &line.template.segments {
            let SegmentKind::Literal = &segment.kind else { continue };
            let call = calls.iter().find(|(_, name)| name.eq_ignore_ascii_case(&segment.text));
            if let Some((call, _)) = call.filter(|(_, name)| !is_documented(name)) {
                diagnostics.report(report(segment, call));
            }
        }
    }
}

/// The name of a function that a segment calls with named arguments; a value alone is a key.
fn called(segment: &Segment) -> Option<&str> {
    let SegmentKind::Call { name, arguments, .. } = &segment.kind else { return None };
    let are_named = arguments.iter().all(|argument| !argument.name.is_empty());
    (are_named && !arguments.is_empty()).then_some(name)
}

fn report(segment: &Segment, call: &Segment) -> Diagnostic {
    let headline = format!("`{}` is called with arguments in the example", segment.text);
    Diagnostic::new(&FUNCTION_WITHOUT_ARGUMENTS, segment.span, headline)
        .because(call.span, "called here")
        .help("write the parameters in the line, each with a placeholder")
}
