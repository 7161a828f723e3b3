//! `example-out-of-bounds`: an example's value is outside of the bounds that its property documents.

use super::example_value_format::is_stand_in;
use super::shown::Shown;
use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::dialect::Dialect;
use crate::edm::Range;
use crate::json::{Value, ValueKind};
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
    let terms = &shown.property?.terms;
    let (name, value) = (shown.name, &shown.member.value);
    let headline = if shown.ty.collection {
        let (most, n_items) = (terms.max_items?, value.as_array()?.len());
        (n_items as u64 > most)
            .then(|| format!("`{name}` has at most {most} items, the example {n_items}"))
    } else if let Some(text) = terms.range.as_ref().and_then(|range| outside(range, value)) {
        let Range { min, max } = terms.range.as_ref()?;
        Some(format!("`{name}` is from {min} to {max}, not {text}"))
    } else if let Some(text) = value.as_str().filter(|_| !terms.values.is_empty()) {
        let is_listed = |text: &str| terms.values.iter().any(|it| it.eq_ignore_ascii_case(text));
        let is_known = text.split(',').map(str::trim).all(is_listed);
        // Lists are read up to where they are no list any more.
        let description = shown.property?.docs.text.as_deref().unwrap_or_default();
        let is_known = is_known || description.contains(text);
        let is_told = !is_known && !is_stand_in(dialect, shown, text);
        is_told.then(|| format!("`{text}` is none of the values listed for `{name}`"))
    } else {
        let (most, n_characters) = (terms.max_length?, value.as_str()?.chars().count());
        (most > 0 && n_characters as u64 > most)
            .then(|| format!("`{name}` has at most {most} characters, the example {n_characters}"))
    };
    Some(report(shown, value.span, headline?))
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
