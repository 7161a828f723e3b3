//! `example-request-mismatch`: an example request can't be made as its line and its page say.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{BodyFacts, ExampleBody, RequestExample, RequestLine};
use crate::http;
use crate::json::Member;
use crate::model::{Method, Misfit, RequestBody};
use crate::naming::is_service;
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) static EXAMPLE_REQUEST_MISMATCH: Rule = Rule {
    name: "example-request-mismatch",
    level: Level::Warn,
    summary: "an example request is of another form than documented",
    explanation: include_str!("example_request_mismatch.md"),
};

/// Looks for bodies where the page says that there is none. What a method takes no body with is told as a
/// misfit.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let body = &operation.body;
        let says_more = body.ty.is_some() || body.bytes.is_some() || body.json.is_some();
        let Some(none) = body.none.filter(|_| !says_more && body.properties.is_empty()) else {
            continue;
        };
        for request in operation.examples.iter().filter_map(|it| it.request.as_ref()) {
            let is_sending =
                !matches!(request.method.value, http::Method::Get | http::Method::Delete);
            let sent = match &request.body {
                Some(ExampleBody::Json(value)) if is_sending => value,
                _ => continue,
            };
            let is_line = |it: &RequestLine| it.method.value == request.method.value;
            let is_empty = sent.as_object().is_some_and(<[Member]>::is_empty);
            let is_own = is_service(&cx.dialect.service, &request.template);
            if is_own && !is_empty && operation.lines.iter().any(is_line) {
                let headline = "example sends a body, the page says that there is none";
                let finding =
                    Diagnostic::new(&EXAMPLE_REQUEST_MISMATCH, sent.span.part(0..1), headline);
                diagnostics.report(finding.because(none, "said here"));
            }
        }
    }
}

/// Whether it is no mistake after all, by what else the page says: the client can't make such a request, and
/// people may.
pub(super) fn is_meant(
    misfit: &Misfit,
    wanted: &RequestBody,
    request: Option<&RequestExample>,
    body: Option<&BodyFacts>,
) -> bool {
    match misfit {
        Misfit::Argument { value, .. } => is_hole(value),
        // It stands elsewhere, or it may be left out.
        Misfit::NoBody => {
            body.is_some_and(|it| it.is_optional)
                || request.is_some_and(|it| it.has_body_beside || sends_rows(it, body))
        }
        Misfit::OtherBody => match (wanted, request.and_then(|it| it.body.as_ref())) {
            (_, Some(ExampleBody::Other(_))) => request.is_some_and(|it| sends_rows(it, body)),
            // That it is no JSON is told.
            (_, Some(ExampleBody::BrokenJson(_))) => true,
            // What the page describes instead of a reference, or that there is none.
            (RequestBody::Reference { .. }, Some(ExampleBody::Json(sent))) => {
                let is_listed = |name: &str| {
                    let rows = body.iter().flat_map(|it| &it.properties);
                    rows.into_iter().any(|row| row.name.value.eq_ignore_ascii_case(name))
                };
                sent.as_object().is_some_and(|sent| sent.iter().all(|it| is_listed(&it.name)))
            }
            _ => false,
        },
        // That it is of no line is told.
        Misfit::Key => true,
        Misfit::Quotes { .. } | Misfit::NoArguments { .. } | Misfit::Body => false,
    }
}

/// Whether a request sends what the rows of its body say in another way: as fields of a form, or behind its URL.
fn sends_rows(request: &RequestExample, body: Option<&BodyFacts>) -> bool {
    let queried = request.template.query.iter().flat_map(|it| http::decode_query(&it.value));
    let names: Vec<String> =
        request.fields.iter().cloned().chain(queried.map(|(name, _)| name)).collect();
    let outer = |name: &str| name.split(['[', '.']).next().unwrap_or_default().to_lowercase();
    let rows = body.iter().flat_map(|it| &it.properties);
    let rows: BTreeSet<String> = rows.map(|row| outer(&row.name.value)).collect();
    !names.is_empty() && names.iter().all(|name| rows.contains(&outer(name)))
}

/// Whether a value only stands for one: `{n}`, `<row>`, `...`.
fn is_hole(value: &str) -> bool {
    value.contains(['{', '<', '[', '…']) || value.contains("...")
}

/// A request, why it does not fit, and the line whose URL it has.
pub(super) fn report(
    method: Method,
    request: Span,
    misfit: &Misfit,
    line: Option<Span>,
) -> Diagnostic {
    let headline = match misfit {
        Misfit::Quotes { argument } => {
            format!("argument {} is quoted here or on its line, not on both", named(argument))
        }
        Misfit::Argument { argument, ty, .. } => {
            format!("argument {} is no `{}`", named(argument), ty.name())
        }
        Misfit::NoArguments { function } => {
            format!("example calls `{function}` without the arguments that the page documents")
        }
        Misfit::Body => {
            format!("example sends a body with `{}`, which takes none here", method.as_str())
        }
        Misfit::Key => "example has another key in its path than its line".to_owned(),
        Misfit::NoBody => "example sends no body, the page describes one".to_owned(),
        Misfit::OtherBody => {
            "example sends another kind of body than the page describes".to_owned()
        }
    };
    let finding = Diagnostic::new(&EXAMPLE_REQUEST_MISMATCH, request, headline);
    match line {
        Some(line) => finding.because(line, "the documented line"),
        None => finding,
    }
}

fn named(argument: &str) -> String {
    if argument.is_empty() { "without a name".to_owned() } else { format!("`{argument}`") }
}
