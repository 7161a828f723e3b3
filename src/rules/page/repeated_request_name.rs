//! `repeated-request-name`: two requests of a page have one name.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::rules::cx::RuleCx;
use crate::source::{Span, Spanned};
use std::collections::BTreeMap;

pub(super) static REPEATED_REQUEST_NAME: Rule = Rule {
    name: "repeated-request-name",
    level: Level::Warn,
    summary: "two requests of a page have one name",
    explanation: include_str!("repeated_request_name.md"),
};

/// Looks at the names of each page's requests.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        let mut block = None;
        for request in operation.examples.iter().filter_map(|example| example.request.as_ref()) {
            // One request may have several answers.
            let is_same = block.replace(request.span) == Some(request.span);
            if is_same || !request.annotation.is_of_type("request") {
                continue;
            }
            for name in &request.annotation.names {
                let known = *first.entry(name.value.as_str()).or_insert(name.span);
                if known != name.span {
                    diagnostics.report(report(name, known));
                }
            }
        }
    }
}

/// The second of two names, and the first.
fn report(name: &Spanned<String>, first: Span) -> Diagnostic {
    let headline = format!("another request of this page is named `{}`", name.value);
    Diagnostic::new(&REPEATED_REQUEST_NAME, name.span, headline)
        .because(first, "this one")
        .help("give each request a name of its own")
}
