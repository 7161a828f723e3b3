//! `response-collection-mismatch`: text, annotation and body of an answer disagree on whether it is a collection.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{ExampleBody, OperationFacts, PageFacts, ResponseExample};
use crate::json::Value;
use crate::model::{ItemType, Operation};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeSet;

pub(super) static RESPONSE_COLLECTION_MISMATCH: Rule = Rule {
    name: "response-collection-mismatch",
    level: Level::Warn,
    summary: "text, annotation and body of an answer disagree on whether it is a collection",
    explanation: include_str!("response_collection_mismatch.md"),
};

/// Compares the annotation of every answer with the body below it, and the text with all bodies.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (page, operation) in cx.operations() {
        let found = cx.successes(operation).filter_map(|it| annotation(cx, page, it));
        let found: Vec<Diagnostic> = found.collect();
        // A body that is neither what the annotation says nor what the text says is told once.
        let of_text = if found.is_empty() { sentence(cx, page, operation) } else { None };
        found.into_iter().chain(of_text).for_each(|it| diagnostics.report(it));
    }
    // Several operations may have the same examples. On pages of one operation these ask for what other lines lead to as well.
    let mut told = BTreeSet::new();
    let operations = cx.model.operations.iter().filter(|_| cx.dialect.shape.has_sections());
    for (one, many) in operations.filter_map(|it| among(cx, it)) {
        if told.insert(many.span) {
            diagnostics.report(of_examples(one, many));
        }
    }
}

/// An annotation against the body below it.
fn annotation(cx: &RuleCx<'_>, page: &PageFacts, response: &ResponseExample) -> Option<Diagnostic> {
    let (Some(text), Some(ExampleBody::Json(body))) =
        (&response.annotation.odata_type, &response.body)
    else {
        return None;
    };
    let ty = cx.resolve(page, text)?;
    let protocol = &cx.dialect.service.protocol;
    let is_array = protocol.is_list(body);
    let has_value = match ty.item {
        ItemType::Named(id) => cx.model.properties(id).any(|property| property.name == "value"),
        ItemType::Primitive(_) | ItemType::Untyped => return None,
    };
    if has_value
        || !protocol.shows_lists()
        || response.annotation.truncated && body.as_object().is_some_and(<[_]>::is_empty)
    {
        return None;
    }
    let says_collection = ty.collection || response.annotation.is_collection == Some(true);
    (is_array != says_collection).then(|| report(text.span, body, says_collection))
}

/// What the response section says against the bodies of all examples.
fn sentence(cx: &RuleCx<'_>, page: &PageFacts, operation: &OperationFacts) -> Option<Diagnostic> {
    let text = operation.response.ty.as_ref()?;
    let said = cx.resolve_in_sentence(page, text)?;
    let ItemType::Named(id) = said.item else { return None };
    let has_value = cx.model.property(id, "value").is_some();
    let protocol = &cx.dialect.service.protocol;
    let is_whole = |body: &Value| body.as_array().is_some() && protocol.has_whole_lists();
    let mut shown = cx.successes(operation).filter_map(|it| match &it.body {
        Some(ExampleBody::Json(body))
            if body.as_object().is_some_and(|it| !it.is_empty()) || is_whole(body) =>
        {
            Some(&**body)
        }
        _ => None,
    });
    let first = shown.next().filter(|_| !has_value && protocol.shows_lists())?;
    // "All [x] objects" are many, though nothing calls them a collection.
    if !said.collection && cx.is_plural(text.span) {
        return None;
    }
    let is_many = |body: &Value| protocol.is_list(body);
    let is_other = |body: &Value| is_many(body) != said.collection;
    // One object in `value` is one.
    (is_other(first) && shown.all(is_other)).then(|| in_words(text.span, first, said.collection))
}

/// Two answers of an operation's examples, one value and a list of the same, as far as their members tell.
fn among<'m>(cx: &RuleCx<'_>, operation: &'m Operation) -> Option<(&'m Value, &'m Value)> {
    let responses = operation.examples.iter().filter_map(|it| it.response.as_ref());
    let successes = responses.filter(|it| (200..300).contains(&it.status));
    let bodies = successes.filter_map(|it| it.body.as_deref());
    let protocol = &cx.dialect.service.protocol;
    let (mut one, mut many) = (None, None);
    for body in bodies {
        let list = || protocol.list_in(body).filter(|_| protocol.shows_lists());
        match body.as_array().or_else(|| list()?.1.as_array()) {
            Some(items) => many = many.or(items.first().map(|it| (body, it))),
            None => one = one.or(Some(body)),
        }
    }
    let (one, (many, item)) = (one?, many?);
    let names = |value: &Value| -> Option<BTreeSet<String>> {
        Some(value.as_object()?.iter().map(|it| it.name.to_lowercase()).collect())
    };
    let (own, others) = (names(one)?, names(item)?);
    let n_common = own.intersection(&others).count();
    let is_same = n_common * 2 > own.len().max(others.len());
    (is_same && !is_either(cx, one.span, many.span)).then_some((one, many))
}

/// Whether the docs say between two blocks that it is one or the other: "OR".
fn is_either(cx: &RuleCx<'_>, one: Span, other: Span) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    if first.file != second.file || first.end > second.start {
        return false;
    }
    let between = cx.sources.text(Span { start: first.end, end: second.start, ..first });
    let lines = between.lines().filter(|it| !it.trim_start().starts_with(['`', '~']));
    let words: Vec<String> = lines
        .flat_map(|it| it.split(|c: char| !c.is_alphanumeric() && c != '/'))
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    matches!(words.as_slice(), [only] if cx.dialect.phrases.either.contains(only))
}

fn of_examples(one: &Value, many: &Value) -> Diagnostic {
    let headline = "one example answers a list, and another one value of the same";
    Diagnostic::new(&RESPONSE_COLLECTION_MISMATCH, many.span, headline)
        .because(one.span, "one value")
        .note("what is answered is emitted as one of both, or as any JSON")
}

/// The text that names the answer's type, a body, and whether the text speaks of a collection.
fn in_words(said: Span, body: &Value, says_collection: bool) -> Diagnostic {
    let headline = match says_collection {
        true => "the text says a collection, the examples show one value",
        false => "the text says one value, the examples show a collection",
    };
    Diagnostic::new(&RESPONSE_COLLECTION_MISMATCH, said, headline).because(body.span, "the body")
}

/// An annotation's type and the body; the annotation says whether it is a collection.
fn report(annotated: Span, body: &Value, says_collection: bool) -> Diagnostic {
    let (said, shown) = match says_collection {
        true => ("a collection", "one value"),
        false => ("one value", "a collection"),
    };
    let headline = format!("the annotation says {said}, the body is {shown}");
    let finding = Diagnostic::new(&RESPONSE_COLLECTION_MISMATCH, annotated, headline)
        .because(body.span, "the body");
    finding.help(match says_collection {
        true => "show a list in `value`, or say `\"isCollection\": false`",
        false => "show one value, or say `\"isCollection\": true`",
    })
}
