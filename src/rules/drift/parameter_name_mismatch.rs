//! `parameter-name-mismatch`: a table of parameters names one that its request lines call otherwise.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, ParameterClaim};
use crate::http::SegmentKind;
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::spelling::Guesses;

pub(super) static PARAMETER_NAME_MISMATCH: Rule = Rule {
    name: "parameter-name-mismatch",
    level: Level::Warn,
    summary: "a table of parameters names one that the request lines call otherwise",
    explanation: include_str!("parameter_name_mismatch.md"),
};

/// Compares the tables of parameters with the names in the request lines.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let guesses = Guesses::default();
    for (_, operation) in cx.operations() {
        let called = names(operation);
        let rows = || operation.function_parameters.iter().chain(&operation.path_parameters);
        if called.is_empty() || rows().next().is_none() {
            continue;
        }
        let listed = |name: &str| rows().any(|it| is_same(&it.name.value, name));
        let loose: Vec<&(String, Span)> = called.iter().filter(|(it, _)| !listed(it)).collect();
        for row in rows().filter(|row| !called.iter().any(|(it, _)| is_same(it, &row.name.value))) {
            let near = guesses.meant(&row.name.value, loose.iter().map(|(name, _)| name.as_str()));
            let Some((name, span)) = loose.iter().find(|(it, _)| Some(it.as_str()) == near) else {
                continue;
            };
            diagnostics.report(report(row, name, *span));
        }
    }
}

/// The names of arguments and places in the lines of a page, queries included, and then those of the
/// calls in its examples.
fn names(operation: &OperationFacts) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
    let templates = operation.lines.iter().map(|it| &it.template);
    for template in templates.chain(requests.map(|it| &it.template)) {
        for segment in &template.segments {
            match &segment.kind {
                SegmentKind::Key { name, .. } => found.push((name.clone(), segment.span)),
                SegmentKind::Call { arguments, .. } => {
                    let named = arguments.iter().filter(|it| !it.name.is_empty());
                    found.extend(named.map(|it| (it.name.clone(), segment.span)));
                }
                SegmentKind::Literal | SegmentKind::Elision => {}
            }
        }
        if let Some(query) = &template.query {
            let names = query.value.split('&').filter_map(|it| it.split('=').next());
            found.extend(names.map(|it| (it.to_owned(), query.span)));
        }
    }
    found
}

/// Dashes, blanks and case say nothing.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |it: &str| {
        let letters = it.chars().filter(|c| c.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    letters(one) == letters(other)
}

fn report(row: &ParameterClaim, name: &str, line: Span) -> Diagnostic {
    let headline = format!("`{}` is called `{name}` in requests", row.name.value);
    Diagnostic::new(&PARAMETER_NAME_MISMATCH, row.name.span, headline).because(line, "called here")
}
