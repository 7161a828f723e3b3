//! Code block annotations: the JSON in a comment before a code block.

use super::type_text;
use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::facts::{Annotation, TypeText};
use crate::json::{self, ProblemKind, Value, ValueKind};
use crate::rules::page;
use crate::source::{SourceMap, Span, Spanned};

/// What a comment turned out to be.
#[derive(Debug)]
pub(super) enum CommentKind {
    /// A code block annotation, with the object it was read from.
    Block(Box<Annotation>, Value),
    /// JSON that annotates the page or something else.
    Other,
    /// Begins like an annotation and can't be read.
    Unreadable,
    /// No annotation.
    Plain,
}

/// Reads a comment. Repairs are reported; a comment that only looks like JSON is left.
pub(super) fn parse(
    sources: &SourceMap,
    dialect: &Dialect,
    content: Span,
    diagnostics: &mut Diagnostics,
) -> CommentKind {
    let text = sources.text(content);
    if !text.trim_start().starts_with('{') {
        return CommentKind::Plain;
    }
    let (value, problems) = json::parse(text, content);
    let Some(value) = value.filter(|value| value.as_object().is_some()) else {
        return CommentKind::Unreadable;
    };
    let Some(block_type) = value.get("blockType") else {
        let is_broken = problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::Unreadable | ProblemKind::Unclosed));
        return if is_broken { CommentKind::Unreadable } else { CommentKind::Other };
    };
    if let Some(problem) = problems.first() {
        diagnostics.report(page::malformed_annotation::report(problem));
    }
    for member in value.as_object().unwrap_or_default() {
        if !dialect.annotation_keys.contains(&member.name) {
            let near = nearest(&member.name, &dialect.annotation_keys);
            diagnostics.report(page::unknown_annotation_key::report(
                &member.name,
                member.name_span,
                near,
            ));
        }
    }
    let annotation = read(dialect, &value, block_type, content);
    CommentKind::Block(Box::new(annotation), value)
}

fn read(dialect: &Dialect, value: &Value, block_type: &Value, span: Span) -> Annotation {
    let odata_type = value
        .get("@type")
        .or_else(|| value.get("@odata.type"))
        .and_then(|value| type_of(dialect, value));
    let is_collection = match value.get("isCollection").and_then(truth) {
        Some(flag) => Some(flag),
        None => odata_type.as_ref().filter(|ty| ty.collection).map(|_| true),
    };
    Annotation {
        block_type: block_type
            .as_str()
            .map(|text| Spanned::new(text.to_ascii_lowercase(), block_type.span)),
        odata_type,
        is_collection,
        is_empty: value.get("isEmpty").and_then(truth).unwrap_or(false),
        truncated: value.get("truncated").and_then(truth).unwrap_or(false),
        expect_error: value.get("expectError").and_then(truth).unwrap_or(false),
        names: strings(value.get("name")),
        sample_keys: strings(value.get("sampleKeys")),
        span: Some(span),
    }
}

/// A type named by a string: `microsoft.graph.x`, `#microsoft.graph.x`, `Collection(x)`.
pub(super) fn type_of(dialect: &Dialect, value: &Value) -> Option<TypeText> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| type_text::of_text(dialect, text, inner(value)))
}

/// The span of a string without its quotes.
pub(super) fn inner(value: &Value) -> Span {
    let Span { file, start, end } = value.span;
    if end - start < 2 || !matches!(value.kind, ValueKind::String(_)) {
        return value.span;
    }
    Span { file, start: start + 1, end: end - 1 }
}

/// `true`, `"true"`.
pub(super) fn truth(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Bool(value) => Some(*value),
        ValueKind::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        ValueKind::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// A string, or an array of strings.
pub(super) fn strings(value: Option<&Value>) -> Vec<Spanned<String>> {
    let one = |value: &Value| {
        let text = value.as_str().filter(|text| !text.is_empty())?;
        Some(Spanned::new(text.to_owned(), inner(value)))
    };
    match value {
        Some(value) => match value.as_array() {
            Some(values) => values.iter().filter_map(one).collect(),
            None => one(value).into_iter().collect(),
        },
        None => Vec::new(),
    }
}

/// The known name that a name is surely a misspelling of.
fn nearest<'k>(name: &str, known: &'k [String]) -> Option<&'k str> {
    known
        .iter()
        .map(String::as_str)
        .find(|known| strsim::damerau_levenshtein(&known.to_lowercase(), &name.to_lowercase()) <= 1)
}
