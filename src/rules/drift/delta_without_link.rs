//! `delta-without-link`: no example of a delta function shows the link that tells how to go on.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, OperationFacts};
use crate::http::SegmentKind;
use crate::json::Value;
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static DELTA_WITHOUT_LINK: Rule = Rule {
    name: "delta-without-link",
    level: Level::Warn,
    summary: "no example of a delta function shows the link that tells how to go on",
    explanation: include_str!("delta_without_link.md"),
};

/// The links of which every answer of a delta function has one.
const LINKS: [&str; 2] = ["@odata.nextLink", "@odata.deltaLink"];

/// Looks at the answers of every page on a delta function.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations().filter(|(_, it)| is_delta(cx, it)) {
        let bodies = || cx.successes(operation).filter_map(|it| list(it.body.as_ref()?));
        let has_link = |it: &Value| LINKS.iter().any(|link| it.get(link).is_some());
        if let Some(first) = bodies().next().filter(|_| !bodies().any(has_link)) {
            diagnostics.report(report(first.span));
        }
    }
}

fn is_delta(cx: &RuleCx<'_>, operation: &OperationFacts) -> bool {
    operation.lines.iter().any(|line| {
        let name = line.template.segments.last().and_then(|last| match &last.kind {
            SegmentKind::Literal => Some(last.text.as_str()),
            SegmentKind::Call { name, .. } => Some(name.as_str()),
            SegmentKind::Key { .. } | SegmentKind::Elision => None,
        });
        name.is_some_and(|name| {
            let name = name.rsplit('.').next().unwrap_or(name);
            cx.dialect.delta_functions.iter().any(|it| it == name)
        })
    })
}

/// A body that is a list.
fn list(body: &ExampleBody) -> Option<&Value> {
    let ExampleBody::Json(value) = body else { return None };
    value.get("value")?.as_array().map(|_| &**value)
}

fn report(body: Span) -> Diagnostic {
    let headline = "no example of this delta function shows how to go on";
    Diagnostic::new(&DELTA_WITHOUT_LINK, body.part(0..1), headline)
        .help("show `@odata.nextLink` in an answer, or `@odata.deltaLink` in the last one")
}
