//! `undocumented-query-option`: an example uses a query option that its page leaves out or refuses.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{OperationFacts, RequestExample, ResponseExample};
use crate::http::Method;
use crate::odata::QueryOption;
use crate::rules::cx::RuleCx;
use crate::source::Span;
use crate::urls::is_service;

pub(super) static UNDOCUMENTED_QUERY_OPTION: Rule = Rule {
    name: "undocumented-query-option",
    level: Level::Warn,
    summary: "an example uses a query option that its page does not list or says is not supported",
    explanation: include_str!("undocumented_query_option.md"),
};

/// Looks at every page that says which options it takes.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let requests = operation.examples.iter().filter_map(|example| {
            let is_error =
                |it: &ResponseExample| it.status.value >= 400 || it.annotation.expect_error;
            let request = example.request.as_ref()?;
            (!example.response.as_ref().is_some_and(is_error)).then_some(request)
        });
        let mut told: Vec<String> = Vec::new();
        for request in requests.filter(|it| it.method.value == Method::Get) {
            if is_service(&cx.dialect.service, &request.template) {
                options(operation, request, &mut told, diagnostics);
            }
        }
    }
}

/// The options of one request, each told once a page.
fn options(
    operation: &OperationFacts,
    request: &RequestExample,
    told: &mut Vec<String>,
    diagnostics: &mut Diagnostics,
) {
    let Some(query) = &request.template.query else { return };
    let mut start = 0;
    for option in query.value.split('&') {
        let name = option.split('=').next().unwrap_or_default();
        let span = query.span.part(start..start + name.len());
        start += option.len() + 1;
        let name = name.trim().to_ascii_lowercase().replace("%24", "$");
        let Some(said) = refusal(operation, &name) else { continue };
        let is_in_line = operation.lines.iter().any(|line| {
            let query = line.template.query.as_ref().map_or("", |it| it.value.as_str());
            query.to_ascii_lowercase().contains(&name)
        });
        if !is_in_line && !told.contains(&name) {
            diagnostics.report(report(&name, span, said));
            told.push(name);
        }
    }
}

/// Where the page says that it does not take an option, or which others it takes.
fn refusal(operation: &OperationFacts, name: &str) -> Option<Refusal> {
    let said = &operation.options;
    let option = QueryOption::of(name)?;
    let is_named = said.named.iter().any(|it| it.value == option);
    if is_named || said.all.is_some() {
        return None;
    }
    if let Some(refused) = said.refused.iter().find(|it| it.value == option) {
        return Some(Refusal::Refused(refused.span));
    }
    if let Some(none) = said.none.filter(|_| said.some.is_none() && said.named.is_empty()) {
        return Some(Refusal::Refused(none));
    }
    let is_list = !said.named.is_empty() && said.refused.is_empty();
    said.some.filter(|_| is_list).map(Refusal::LeftOut)
}

#[derive(Clone, Copy)]
enum Refusal {
    /// It is not supported.
    Refused(Span),
    /// Others are listed.
    LeftOut(Span),
}

fn report(name: &str, span: Span, said: Refusal) -> Diagnostic {
    let (headline, place, label) = match said {
        Refusal::Refused(place) => {
            (format!("the page says that `{name}` is not supported"), place, "said here")
        }
        Refusal::LeftOut(place) => {
            (format!("the page does not list `{name}`"), place, "the options that it lists")
        }
    };
    Diagnostic::new(&UNDOCUMENTED_QUERY_OPTION, span, headline).because(place, label)
}
