//! `absent-sample-key`: a key of `sampleKeys` does not stand in its request.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::http;
use crate::rules::cx::RuleCx;
use crate::source::Spanned;

pub(super) static ABSENT_SAMPLE_KEY: Rule = Rule {
    name: "absent-sample-key",
    level: Level::Warn,
    summary: "a key of `sampleKeys` does not stand in its request",
    explanation: include_str!("absent_sample_key.md"),
};

/// Looks at the sample keys of each page's requests.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let requests = operation.examples.iter().filter_map(|example| example.request.as_ref());
        for request in requests {
            let text = cx.sources.text(request.span);
            let target = request.target.value.as_str();
            for key in &request.annotation.sample_keys {
                let written = key.value.as_str();
                let is_there = text.contains(written)
                    || http::decode_segment(target).contains(&*http::decode_segment(written));
                if !is_there {
                    diagnostics.report(report(key));
                }
            }
        }
    }
}

/// The key.
fn report(key: &Spanned<String>) -> Diagnostic {
    let headline = format!("sample key `{}` does not stand in the request", key.value);
    Diagnostic::new(&ABSENT_SAMPLE_KEY, key.span, headline).help("write it as the request does")
}
