//! Code block annotations: the JSON in a comment before a code block.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dialect::Dialect;
use crate::extract::text::type_text;
use crate::facts::{Annotation, Claim, Source, TypeText};
use crate::json::{self, ProblemKind, Value, ValueKind};
use crate::rules::page;
use crate::source::{SourceMap, Span, Spanned};
use crate::spelling;
use std::borrow::Cow;

/// What a comment turned out to be.
#[derive(Debug)]
pub(crate) enum CommentKind {
    /// A code block annotation, with the object it was read from.
    Block(Box<Annotation>, Value),
    /// JSON that annotates the page or something else, with the namespace it names.
    Page(Option<Claim<String>>),
    /// Begins like an annotation and can't be read.
    Unreadable,
    /// No annotation.
    Plain,
}

/// Reads a comment. Repairs are reported; a comment that only looks like JSON is left.
pub(crate) fn parse(
    sources: &SourceMap,
    dialect: &Dialect,
    content: Span,
    diagnostics: &mut Diagnostics,
) -> CommentKind {
    let text = sources.text(content);
    if !text.trim_start().starts_with('{') {
        return CommentKind::Plain;
    }
    let (value, problems) = json::parse(&with_quotes(text), content);
    let Some(mut value) = value.filter(|value| value.as_object().is_some()) else {
        return CommentKind::Unreadable;
    };
    let meant = mend(dialect, &mut value);
    let Some(block_type) = value.get(BLOCK_TYPE) else {
        let is_broken = problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::Unreadable | ProblemKind::Unclosed));
        if is_broken {
            return CommentKind::Unreadable;
        }
        let source = Source::Annotation;
        let name = |value: &Value| {
            let name = value.as_str().map(str::trim).filter(|name| !name.is_empty())?;
            Some(Claim { source, value: name.to_owned(), span: value.content })
        };
        return CommentKind::Page(value.get("namespace").and_then(name));
    };
    if let Some(problem) = problems.first() {
        diagnostics.report(match problem.kind.limit() {
            Some(limit) => page::beyond_limit::report(limit, problem.span),
            None => page::malformed_annotation::report(problem),
        });
    }
    for finding in meant {
        diagnostics.report(finding);
    }
    for member in value.as_object().unwrap_or_default() {
        if !dialect.annotation_keys.contains(&member.name) {
            let known = dialect.annotation_keys.iter().map(String::as_str);
            let near = spelling::meant(&member.name, known);
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

/// The text with quotes for the entities that tools of translators leave behind, each in as many bytes: before
/// the text between them, or after it.
fn with_quotes(text: &str) -> Cow<'_, str> {
    const ENTITY: &str = "&quot;";
    if text.contains('"') || !text.contains(ENTITY) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    for (index, part) in text.split(ENTITY).enumerate() {
        if index > 0 {
            whole.push_str(if index % 2 == 1 { "     \"" } else { "\"     " });
        }
        whole.push_str(part);
    }
    Cow::Owned(whole)
}

/// Reads keys and block types that are a letter away from one that is known as that one.
fn mend(dialect: &Dialect, value: &mut Value) -> Vec<Diagnostic> {
    let ValueKind::Object(members) = &mut value.kind else { return Vec::new() };
    let mut found = Vec::new();
    for member in members {
        if !dialect.annotation_keys.contains(&member.name)
            && let Some(key) = meant(&member.name, &dialect.annotation_keys)
        {
            found.push(page::misspelt_word::key(&member.name, key, member.name_span));
            member.name = key.to_owned();
        }
        let content = member.value.content;
        if member.name == BLOCK_TYPE
            && let ValueKind::String(text) = &mut member.value.kind
            && !dialect.block_types.contains(&text.to_ascii_lowercase())
            && let Some(word) = meant(text, &dialect.block_types)
        {
            found.push(page::misspelt_word::value(text, word, content));
            *text = word.to_owned();
        }
    }
    found
}

const BLOCK_TYPE: &str = "blockType";

/// The known word of some length that a word is a letter away from.
fn meant<'d>(word: &str, known: &'d [String]) -> Option<&'d str> {
    /// Shorter words are near others.
    const LEAST_LETTERS: usize = 6;
    let mut near = known.iter().filter(|it| it.len() >= LEAST_LETTERS);
    near.find(|it| spelling::is_letter_away(word, it)).map(String::as_str)
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
    let flag = |key: &str| value.get(key).and_then(truth).unwrap_or(false);
    Annotation {
        block_type: block_type
            .as_str()
            .map(|text| Spanned::new(text.to_ascii_lowercase(), block_type.span)),
        odata_type,
        is_collection,
        is_empty: flag("isEmpty"),
        truncated: flag("truncated"),
        expect_error: flag("expectError"),
        names: strings(value.get("name")),
        sample_keys: strings(value.get("sampleKeys")),
        collection_property: strings(value.get("collectionProperty")).into_iter().next(),
        scopes: scopes(value),
        opaque_url: flag("opaqueUrl"),
        is_composable: flag("isComposable"),
        target: strings(value.get("target")).into_iter().next(),
        unknown: value
            .as_object()
            .unwrap_or_default()
            .iter()
            .filter(|member| !dialect.annotation_keys.contains(&member.name))
            .cloned()
            .collect(),
        span: Some(span),
    }
}

/// `scopes`: permissions separated by spaces, or an array of them.
fn scopes(value: &Value) -> Vec<Spanned<String>> {
    let found = strings(value.get("scopes").or_else(|| value.get("scope")));
    let each = |scopes: &Spanned<String>| {
        let words = scopes.value.split([' ', ',']).filter(|word| !word.is_empty());
        let span = scopes.span;
        words.map(|word| Spanned::new(word.to_owned(), span)).collect::<Vec<_>>()
    };
    found.iter().flat_map(each).collect()
}

/// A type named by a string: `microsoft.graph.x`, `#microsoft.graph.x`, `Collection(x)`.
pub(crate) fn type_of(dialect: &Dialect, value: &Value) -> Option<TypeText> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| type_text::of_text(dialect, text, value.content))
}

/// `true`, `"true"`.
pub(crate) fn truth(value: &Value) -> Option<bool> {
    match &value.kind {
        ValueKind::Bool(value) => Some(*value),
        ValueKind::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        ValueKind::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// A string, or an array of strings.
pub(crate) fn strings(value: Option<&Value>) -> Vec<Spanned<String>> {
    let one = |value: &Value| {
        let text = value.as_str().filter(|text| !text.is_empty())?;
        Some(Spanned::new(text.to_owned(), value.content))
    };
    match value {
        Some(value) => match value.as_array() {
            Some(values) => values.iter().filter_map(one).collect(),
            None => one(value).into_iter().collect(),
        },
        None => Vec::new(),
    }
}
