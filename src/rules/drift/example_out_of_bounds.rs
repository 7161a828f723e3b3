//! `example-out-of-bounds`: an example's value is outside of the bounds that its property documents.

use super::example_value_format::is_stand_in;
use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::dialect::Dialect;
use crate::edm::{Primitive, Range};
use crate::facts::{ParameterClaim, ResponseExample};
use crate::http::decode_query;
use crate::json::{Value, ValueKind};
use crate::rules::cx::RuleCx;
use crate::source::Span;

pub(super) static EXAMPLE_OUT_OF_BOUNDS: Rule = Rule {
    name: "example-out-of-bounds",
    level: Level::Warn,
    summary: "an example's value is outside of the documented range, length or list",
    explanation: include_str!("example_out_of_bounds.md"),
};

/// Compares a value with the range, length, number of items and list of values that its property's row
/// says.
pub(super) fn of_member(dialect: &Dialect, shown: &Shown<'_>) -> Option<Diagnostic> {
    let (terms, docs) = shown.said;
    let (name, value) = (shown.name, &shown.member.value);
    let headline = if shown.ty.collection {
        let (most, n_items) = (terms.max_items?, value.as_array()?.len());
        (n_items as u64 > most)
            .then(|| format!("`{name}` has at most {most} items, the example {n_items}"))
    } else if let Some(text) = terms.range.as_ref().and_then(|range| outside(range, value)) {
        let Range { min, max } = terms.range.as_ref()?;
        Some(format!("`{name}` is from {min} to {max}, not {text}"))
    } else if let Some(text) = value.as_str().filter(|_| !terms.values.is_empty()) {
        let values = terms.values.iter().map(String::as_str);
        let is_told = !is_listed(values, docs.text.as_deref(), text)
            && !is_stand_in(dialect, name, text, Some(Primitive::String));
        is_told.then(|| unlisted(name, text))
    } else {
        let (most, n_characters) = (terms.max_length?, value.as_str()?.chars().count());
        (most > 0 && n_characters as u64 > most)
            .then(|| format!("`{name}` has at most {most} characters, the example {n_characters}"))
    };
    Some(report(shown, value.span, headline?))
}

/// Looks at the queries that examples of a page ask with.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, operation) in cx.operations() {
        let is_error = |it: &ResponseExample| it.status.value >= 400 || it.annotation.expect_error;
        let examples = operation.examples.iter();
        let examples = examples.filter(|it| !it.response.as_ref().is_some_and(is_error));
        let requests = examples.filter_map(|it| it.request.as_ref());
        for query in requests.filter_map(|it| it.template.query.as_ref()) {
            let mut start = 0;
            for pair in query.value.split('&') {
                let span = query.span.part(start..start + pair.len());
                start += pair.len() + 1;
                let Some((name, text)) = decode_query(pair).into_iter().next() else { continue };
                let named = |it: &&ParameterClaim| it.name.value == name;
                let row = operation.query_parameters.iter().find(named);
                let found = row.and_then(|row| of_query(cx.dialect, row, &text, span));
                found.into_iter().for_each(|it| diagnostics.report(it));
            }
        }
    }
}

/// Compares a value of a query with those that its row lists.
fn of_query(dialect: &Dialect, row: &ParameterClaim, text: &str, span: Span) -> Option<Diagnostic> {
    let name = row.name.value.as_str();
    let mentions = row.ty.iter().flat_map(|it| &it.mentions);
    let is_text = mentions.into_iter().all(|it| it.primitive == Some(Primitive::String));
    let is_placeholder = text.starts_with(['$', ':']);
    if row.notes.values.is_empty() || !is_text || is_placeholder {
        return None;
    }
    let values = row.notes.values.iter().map(|it| it.value.as_str());
    let is_known = is_listed(values, row.description.as_ref().map(|it| it.text.as_str()), text);
    if is_known || is_stand_in(dialect, name, text, Some(Primitive::String)) {
        return None;
    }
    let finding = Diagnostic::new(&EXAMPLE_OUT_OF_BOUNDS, span, unlisted(name, text)).once();
    Some(finding.because(row.name.span, "documented here"))
}

/// Whether a text, or each of several between commas, is one of the values, or stands in the description: lists are read up to
/// where they are no list any more.
fn is_listed<'v>(
    values: impl Iterator<Item = &'v str> + Clone,
    description: Option<&str>,
    text: &str,
) -> bool {
    let is_value = |text: &str| values.clone().any(|it| it.eq_ignore_ascii_case(text));
    text.split([',', '|']).map(str::trim).all(is_value)
        || description.is_some_and(|it| it.contains(text))
}

fn unlisted(name: &str, text: &str) -> String {
    format!("`{text}` is none of the values listed for `{name}`")
}

/// The text of a number that is outside of a range.
fn outside<'v>(range: &Range, value: &'v Value) -> Option<&'v str> {
    let ValueKind::Number(text) = &value.kind else { return None };
    let number = |text: &str| text.replace(',', "").replace('\u{2212}', "-").parse::<f64>().ok();
    let (min, max, it) = (number(&range.min)?, number(&range.max)?, number(text)?);
    (min <= max && !(min..=max).contains(&it)).then_some(text)
}

fn report(shown: &Shown<'_>, span: Span, headline: String) -> Diagnostic {
    let finding = Diagnostic::new(&EXAMPLE_OUT_OF_BOUNDS, span, headline);
    match shown.documented {
        Some(span) => finding.because(span, "documented here"),
        None => finding,
    }
}
