//! `response-of-no-request`: a response is named after a request that is not on the page.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::OperationFacts;
use crate::rules::cx::RuleCx;
use crate::source::Spanned;
use crate::spelling;

pub(super) static RESPONSE_OF_NO_REQUEST: Rule = Rule {
    name: "response-of-no-request",
    level: Level::Warn,
    summary: "a response is named after a request that is not on the page",
    explanation: include_str!("response_of_no_request.md"),
};

/// Looks at the responses of each page whose requests have names.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let names = request_names(operation);
        let responses = operation.examples.iter().filter_map(|example| example.response.as_ref());
        for name in responses.flat_map(|it| &it.annotation.names) {
            if !names.is_empty() && !names.contains(&name.value.as_str()) {
                let near = spelling::meant(&name.value, names.iter().copied());
                diagnostics.report(report(name, near));
            }
        }
    }
}

fn request_names(operation: &OperationFacts) -> Vec<&str> {
    let requests = operation.examples.iter().filter_map(|example| example.request.as_ref());
    requests.flat_map(|it| &it.annotation.names).map(|it| it.value.as_str()).collect()
}

/// The response's name, and that of the request which is surely meant.
fn report(name: &Spanned<String>, near: Option<&str>) -> Diagnostic {
    let headline = format!("no request of this page is named `{}`", name.value);
    Diagnostic::new(&RESPONSE_OF_NO_REQUEST, name.span, headline).did_you_mean(near)
}
