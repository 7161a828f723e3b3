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
        let loose: Vec<&Called> = called.iter().filter(|it| !listed(&it.name)).collect();
        let is_called = |row: &ParameterClaim| {
            called.iter().any(|it| {
                let stands_for = it.stands_for.as_deref();
                let mut names = std::iter::once(it.name.as_str()).chain(stands_for);
                names.any(|it| is_same(it, &row.name.value))
            })
        };
        for row in rows().filter(|row| !is_called(row)) {
            let near = guesses.meant(&row.name.value, loose.iter().map(|it| it.name.as_str()));
            let near = loose.iter().find(|it| Some(it.name.as_str()) == near);
            match near.copied().or_else(|| only_one(operation, &loose, is_called)) {
                Some(near) => diagnostics.report(report(row, &near.name, near.span)),
                None if is_of_path(operation, row) && !may_be_meant(row, &loose) => {
                    diagnostics.report(of_no_line(row));
                }
                None => {}
            }
        }
    }
}

/// Whether a row names the key of a thing, and the lines have a key that does not say of what.
fn may_be_meant(row: &ParameterClaim, loose: &[&Called]) -> bool {
    const KEY: &str = "id";
    let name = row.name.value.to_lowercase();
    name.ends_with(KEY) && loose.iter().any(|it| is_same(&it.name, KEY))
}

/// Whether a row is of a table of the path's parameters, and the lines have some.
fn is_of_path(operation: &OperationFacts, row: &ParameterClaim) -> bool {
    let mut segments = operation.lines.iter().flat_map(|it| &it.template.segments);
    let has_keys = segments.any(|it| matches!(it.kind, SegmentKind::Key { .. }));
    // A placeholder of a condition stands in the query.
    let is_written = operation.lines.iter().any(|it| it.target.value.contains(&row.name.value));
    has_keys
        && !is_written
        && operation.path_parameters.iter().any(|it| it.name.span == row.name.span)
}

/// What the one row that no request has is called in the requests, where they have one name that no row has.
fn only_one<'n>(
    operation: &OperationFacts,
    loose: &[&'n Called],
    is_called: impl Fn(&ParameterClaim) -> bool,
) -> Option<&'n Called> {
    let is_bare = |it: &&ParameterClaim| !is_called(it);
    let of_function = operation.function_parameters.iter().filter(is_bare).count();
    let of_path = operation.path_parameters.iter().filter(is_bare).count();
    let place = match (of_function, of_path) {
        (1, 0) => Place::Call,
        (0, 1) => Place::Key,
        _ => return None,
    };
    let mut names = loose.iter().copied().filter(|it| it.place == place);
    let first = names.next()?;
    names.all(|it| is_same(&it.name, &first.name)).then_some(first)
}

/// Where requests have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Key,
    /// The call that the page is about.
    Call,
    /// A call that leads there.
    Before,
    Query,
}

/// A name that requests have.
struct Called {
    name: String,
    place: Place,
    span: Span,
    /// The placeholder that stands for its value, whose name may be the one in the table.
    stands_for: Option<String>,
}

/// The names of arguments and places in the lines of a page, queries included, and then those of the
/// calls in its examples.
fn names(operation: &OperationFacts) -> Vec<Called> {
    let mut found = Vec::new();
    let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
    let templates = operation.lines.iter().map(|it| &it.template);
    for template in templates.chain(requests.map(|it| &it.template)) {
        for (index, segment) in template.segments.iter().enumerate() {
            let is_last = index + 1 == template.segments.len();
            match &segment.kind {
                SegmentKind::Key { name, .. } => {
                    let (name, span) = (name.clone(), segment.span);
                    found.push(Called { name, place: Place::Key, span, stands_for: None });
                }
                SegmentKind::Call { arguments, .. } => {
                    let named = arguments.iter().filter(|it| !it.name.is_empty());
                    found.extend(named.map(|it| Called {
                        name: it.name.clone(),
                        place: if is_last { Place::Call } else { Place::Before },
                        span: segment.span,
                        stands_for: Some(it.value.clone()),
                    }));
                }
                SegmentKind::Literal | SegmentKind::Elision => {}
            }
        }
        if let Some(query) = &template.query {
            let names = query.value.split('&').filter_map(|it| it.split('=').next());
            found.extend(names.map(|it| Called {
                name: it.to_owned(),
                place: Place::Query,
                span: query.span,
                stands_for: None,
            }));
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

fn of_no_line(row: &ParameterClaim) -> Diagnostic {
    let headline = format!("no request line has `{}` in its path", row.name.value);
    Diagnostic::new(&PARAMETER_NAME_MISMATCH, row.name.span, headline)
}

fn report(row: &ParameterClaim, name: &str, line: Span) -> Diagnostic {
    let headline = format!("`{}` is called `{name}` in requests", row.name.value);
    Diagnostic::new(&PARAMETER_NAME_MISMATCH, row.name.span, headline).because(line, "called here")
}
