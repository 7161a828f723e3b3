//! `required-header-absent`: a page calls a request header required, and none of its examples sends it.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, ParameterClaim, RequestExample};
use crate::http::Method;
use crate::rules::cx::RuleCx;
use std::collections::BTreeMap;

pub(super) static REQUIRED_HEADER_ABSENT: Rule = Rule {
    name: "required-header-absent",
    level: Level::Warn,
    summary: "a page calls a request header required and none of its examples sends it",
    explanation: include_str!("required_header_absent.md"),
};

/// Left out on more than one page in so many, a header is left out on purpose.
const HABIT: usize = 50;

/// Looks at all pages: a header that most of them leave out of their examples is left out on purpose.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let mut required: BTreeMap<String, (usize, Vec<Diagnostic>)> = BTreeMap::new();
    let mut n_pages = 0usize;
    for (_, operation) in cx.operations() {
        n_pages += 1;
        for header in operation.headers.iter().filter(|it| it.required == Some(true)) {
            let name = header.name.value.to_ascii_lowercase();
            let mut requests = requests(operation, &name).peekable();
            let Some(first) = requests.peek().copied() else { continue };
            let sends = |it: &RequestExample| {
                it.headers.iter().any(|it| it.name.value.eq_ignore_ascii_case(&name))
            };
            let (n_sent, absent) = required.entry(name.clone()).or_default();
            match requests.any(sends) {
                true => *n_sent += 1,
                false => absent.push(report(header, first)),
            }
        }
    }
    for (name, (n_sent, absent)) in required {
        // Nobody shows what proves who asks.
        let n_slips = if name == "authorization" { 0 } else { n_pages.div_ceil(HABIT) };
        if absent.len() <= n_sent.max(n_slips) {
            absent.into_iter().for_each(|it| diagnostics.report(it));
        }
    }
}

/// The requests that may send a header: one about the body only those with a body.
fn requests<'f>(
    operation: &'f OperationFacts,
    name: &str,
) -> impl Iterator<Item = &'f RequestExample> {
    let is_of_body = name.starts_with("content-");
    let requests = operation.examples.iter().filter_map(|it| it.request.as_ref());
    requests.filter(move |it| {
        let is_sending = it.body.is_some() && it.method.value != Method::Get;
        !is_of_body || is_sending
    })
}

fn report(header: &ParameterClaim, request: &RequestExample) -> Diagnostic {
    let headline = format!("`{}` is required, no example sends it", header.name.value);
    Diagnostic::new(&REQUIRED_HEADER_ABSENT, header.name.span, headline)
        .because(request.target.span, "such as this request")
}
