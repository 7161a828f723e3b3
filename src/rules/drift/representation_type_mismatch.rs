//! `representation-type-mismatch`: a table and the JSON representation give a property different types.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::facts::{PageFacts, Source};
use crate::json::{Value, parse};
use crate::model::{ItemType, TypeRef};
use crate::rules::cx::{RuleCx, pairs};
use crate::source::Span;

pub(super) static REPRESENTATION_TYPE_MISMATCH: Rule = Rule {
    name: "representation-type-mismatch",
    level: Level::Warn,
    summary: "a table and the JSON representation give a property different types",
    explanation: include_str!("representation_type_mismatch.md"),
};

/// Looks at every row that a JSON representation has a member for.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, page, facts) in cx.described() {
        for (row, member) in pairs(facts) {
            let names = disagreement(cx, page, row, member);
            names.into_iter().for_each(|it| diagnostics.report(report(row, member, it)));
        }
    }
}

/// The types that a row and a member say, if one is surely not the other.
fn disagreement(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    member: &PropertyClaim,
) -> Option<(String, String)> {
    let resolve = |claim: &PropertyClaim| cx.resolve(page, claim.ty.as_ref()?);
    let (in_row, in_json) = (resolve(row)?, resolve(member)?);
    if is_sample(cx, member, in_row) {
        return None;
    }
    let is_other = cx.are_different(in_row.item, in_json.item);
    // Collections of relationships are often shown as one object.
    let is_other_count = in_row.collection != in_json.collection
        && row.source == Source::PropertyTable
        && in_row.item != ItemType::Untyped
        && in_json.item != ItemType::Untyped;
    (is_other || is_other_count).then(|| (cx.name(in_row), cx.name(in_json)))
}

/// A row and a member of one name, and the types they say.
fn report(
    row: &PropertyClaim,
    member: &PropertyClaim,
    (in_row, in_json): (String, String),
) -> Diagnostic {
    let span = row.ty.as_ref().map_or(row.span, |ty| ty.span);
    let headline = format!("`{}` is `{in_row}` here and `{in_json}` in the JSON", row.name.value);
    Diagnostic::new(&REPRESENTATION_TYPE_MISMATCH, span, headline)
        .because(member.span, "the JSON representation")
}

/// An object that has members besides what it says of itself is one of those that may stand there, shown whole.
fn shows_members(value: &str, span: Span) -> bool {
    let members =
        |it: &Value| it.as_object().is_some_and(|it| it.iter().any(|it| is_own(&it.name)));
    value.starts_with('{') && parse(value, span).0.as_ref().is_some_and(members)
}

fn is_own(name: &str) -> bool {
    !name.contains('@')
}

/// Text that stands for what the row says: a number or a boolean in quotes, the type's name, a whole object.
fn is_sample(cx: &RuleCx<'_>, member: &PropertyClaim, in_row: TypeRef) -> bool {
    let text = cx.sources.text(member.span);
    let value = text.split_once(':').map_or("", |(_, value)| value).trim();
    if shows_members(value, member.span) {
        return true;
    }
    let shown = value.trim_matches('"');
    let is_literal =
        shown != value && (shown.parse::<f64>().is_ok() || shown.parse::<bool>().is_ok());
    let name = match in_row.item {
        ItemType::Named(id) => cx.model.ty(id).name().name.as_str(),
        ItemType::Primitive(primitive) => primitive.bare_name(),
        ItemType::Untyped => return true,
    };
    let spelling = if in_row.collection { format!("Collection({name})") } else { name.to_owned() };
    is_literal
        || shown.eq_ignore_ascii_case(&spelling)
        || shown.rsplit('.').next().is_some_and(|it| it.trim_end_matches(')') == name)
}
