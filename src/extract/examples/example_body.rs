//! Bodies of examples: what stands in a message, or in a code block without one around it.

use crate::diagnostic::Diagnostics;
use crate::extract::code::annotated_code::AnnotatedCode;
use crate::extract::cx::Cx;
use crate::facts::ExampleBody;
use crate::http::Header;
use crate::json::{self, ProblemKind};
use crate::rules::page;
use crate::source::Span;
use std::sync::Arc;

/// The body of a message whose headers say what it is.
pub(crate) fn body(
    cx: &Cx<'_>,
    span: Option<Span>,
    headers: &[Header],
    diagnostics: &mut Diagnostics,
) -> Option<ExampleBody> {
    let span = span?;
    let text = cx.sources().text(span);
    let media_type = content_type(headers).map(|header| header.value.value.to_lowercase());
    // Some services say that their JSON is text.
    let is_text =
        |it: &str| cx.dialect.shape.has_types_from_examples() && it.contains("text/plain");
    let is_other = media_type.as_ref().is_some_and(|it| !it.contains("json") && !is_text(it));
    let is_json = looks_like_json(text)
        || matches!(text.trim(), "true" | "false")
        || media_type.is_some() && is_scalar(text);
    let is_called_json = media_type.as_ref().is_some_and(|it| it.contains("json"));
    if is_other || !is_json && !is_called_json {
        return Some(ExampleBody::Other(span));
    }
    Some(json_body(text, (span, is_json), false, diagnostics))
}

/// The body that a code block is which has no message around it.
pub(crate) fn bare_body(
    cx: &Cx<'_>,
    code: &AnnotatedCode<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<ExampleBody> {
    let content = code.code.content;
    let text = cx.sources().text(content);
    let is_script = ["javascript", "js", "json5", "jsonc"].contains(&code.code.language.as_str());
    match is_value(code, text) || is_script && looks_like_json(text) {
        true => Some(json_body(text, (content, true), is_script, diagnostics)),
        false => body(cx, Some(content), &[], diagnostics),
    }
}

fn json_body(
    text: &str,
    (span, is_json): (Span, bool),
    is_script: bool,
    diagnostics: &mut Diagnostics,
) -> ExampleBody {
    let lines = json_lines(text, span);
    let (value, problems) = match lines.is_empty() {
        true => json::parse(text, span),
        false => (None, lines.iter().flat_map(|(text, at)| json::parse(text, *at).1).collect()),
    };
    // Comments and ellipses are how people shorten an example; the rest is a slip.
    let slips: Vec<_> = problems
        .iter()
        .filter(|it| !matches!(it.kind, ProblemKind::Comment | ProblemKind::Ellipsis))
        .filter(|it| !is_script || !is_of_scripts(it.kind))
        .filter(|it| it.kind.limit().is_none())
        .collect();
    for problem in &problems {
        if let Some(limit) = problem.kind.limit() {
            diagnostics.report(page::beyond_limit::report(limit, problem.span));
        }
    }
    if let Some((problem, following)) = slips.split_first() {
        diagnostics.report(page::malformed_json::report(problem, following));
    }
    let is_broken = problems.iter().any(|problem| {
        matches!(problem.kind, ProblemKind::Unreadable | ProblemKind::Unclosed)
            || problem.kind.limit().is_some()
    });
    match value {
        _ if !lines.is_empty() => ExampleBody::Other(span),
        Some(value) if is_json && !is_broken => ExampleBody::Json(Arc::new(value)),
        _ => ExampleBody::BrokenJson(span),
    }
}

/// The lines of a text each of which is an object, as services send them that have more to say later; with lines of dots
/// between them. None if there are no two, or something else stands there.
fn json_lines(text: &str, span: Span) -> Vec<(&str, Span)> {
    let is_object = |it: &str| it.starts_with('{') && it.ends_with('}');
    let is_dots = |it: &str| it.chars().all(|c| matches!(c, '.' | '\u{2026}'));
    let (mut found, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let (trimmed, at) = (line.trim(), start + line.len() - line.trim_start().len());
        start += line.len();
        if is_object(trimmed) {
            found.push((trimmed, span.part(at..at + trimmed.len())));
        } else if !is_dots(trimmed) {
            return Vec::new();
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

pub(crate) fn content_type(headers: &[Header]) -> Option<&Header> {
    headers.iter().find(|header| header.name.value.eq_ignore_ascii_case("content-type"))
}

/// `true`, `3`, `"text"`: JSON as well, where a header says so.
fn is_scalar(text: &str) -> bool {
    let text = text.trim();
    let is_text = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    is_text || matches!(text, "true" | "false" | "null") || text.parse::<f64>().is_ok()
}

/// Whether a code block is called JSON and is a single value.
pub(crate) fn is_value(code: &AnnotatedCode<'_>, text: &str) -> bool {
    code.code.language.eq_ignore_ascii_case("json") && is_scalar(text)
}

pub(crate) fn looks_like_json(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// What the literals of scripts may have, and JSON may not.
fn is_of_scripts(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::TrailingComma | ProblemKind::UnquotedName | ProblemKind::OtherQuotes
    )
}
