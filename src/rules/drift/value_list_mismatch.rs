//! `value-list-mismatch`: a list of possible values names what the enum does not have.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{PageFacts, PropertyClaim};
use crate::model::{EnumType, ItemType, Type};
use crate::rules::cx::{RuleCx, rows};
use crate::source::{Span, Spanned};
use crate::spelling::Guesses;
use std::collections::BTreeSet;

pub(super) static VALUE_LIST_MISMATCH: Rule = Rule {
    name: "value-list-mismatch",
    level: Level::Warn,
    summary: "a list of possible values names what the enum does not have",
    explanation: include_str!("value_list_mismatch.md"),
};

/// Looks at every row that lists values and is typed with an enum.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let guesses = Guesses::default();
    for (_, page, facts) in cx.described() {
        rows(facts).for_each(|row| values(cx, page, row, &guesses, diagnostics));
    }
}

/// An inline list of values against the members of the enum that the row is typed with.
fn values(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    guesses: &Guesses,
    diagnostics: &mut Diagnostics,
) {
    if row.notes.values.is_empty() {
        return;
    }
    let Some(ItemType::Named(id)) =
        row.ty.as_ref().and_then(|ty| cx.resolve(page, ty)).map(|ty| ty.item)
    else {
        return;
    };
    let Type::Enum(ty) = cx.model.ty(id) else { return };
    let sections = cx.sections_of(id);
    let members: BTreeSet<String> = ty
        .members
        .iter()
        .flat_map(|it| [it.name.to_ascii_lowercase(), it.wire(ty).into()])
        .collect();
    let has = |name: &str| members.contains(&name.to_ascii_lowercase());
    let listed = sections.iter().flat_map(|section| &section.members);
    let listed: BTreeSet<String> = listed.map(|it| it.name.value.to_ascii_lowercase()).collect();
    let is_listed = |name: &str| match &*sections {
        [] => has(name),
        _ => listed.contains(&name.to_ascii_lowercase()),
    };
    let listed_here = list(cx, &row.notes.values).iter();
    let values = listed_here.filter(|value| is_word(&value.value));
    let unknown = values.filter(|value| !is_listed(&value.value));
    let (joined, unknown): (Vec<_>, Vec<_>) = unknown.partition(|value| has(&value.value));
    if let Some(first) = joined.first() {
        diagnostics.report(report_joined(first, &joined[1..], ty));
    }
    if let Some(first) = unknown.first() {
        diagnostics.report(report(first, &unknown[1..], ty, guesses));
    }
}

/// The values up to the first words that stand between two of them: what is marked as code behind these may be
/// anything.
fn list<'v>(cx: &RuleCx<'_>, values: &'v [Spanned<String>]) -> &'v [Spanned<String>] {
    let is_end = |pair: &[Spanned<String>]| {
        let (one, next) = (pair[0].span, pair[1].span);
        let is_between = one.file == next.file && one.end < next.start;
        let between = Span { start: one.end, end: next.start.max(one.end), ..one };
        is_between && !is_joint(cx.sources.text(between))
    };
    let end = values.windows(2).position(is_end);
    &values[..end.map_or(values.len(), |at| at + 1)]
}

/// Whether a text only joins two values of a list.
fn is_joint(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| {
        matches!(word.to_ascii_lowercase().as_str(), "and" | "or" | "br" | "li" | "ul" | "p")
    })
}

/// The values that count as members though the enum's table lacks them.
fn report_joined(first: &Spanned<String>, rest: &[&Spanned<String>], ty: &EnumType) -> Diagnostic {
    let headline = format!("the members of `{}` lack `{}`", ty.name.name, first.value);
    let finding = Diagnostic::new(&VALUE_LIST_MISMATCH, first.span, headline);
    let finding = rest.iter().fold(finding, |finding, it| finding.because(it.span, "lacking too"));
    placed(finding, ty)
        .note("it counts as a member, as the list is surely of this enum")
        .help("add it to the table of members")
}

/// The values that the property's enum lacks.
fn report(
    first: &Spanned<String>,
    rest: &[&Spanned<String>],
    ty: &EnumType,
    guesses: &Guesses,
) -> Diagnostic {
    let headline = format!("`{}` has no member `{}`", ty.name.name, first.value);
    let finding = Diagnostic::new(&VALUE_LIST_MISMATCH, first.span, headline);
    let finding =
        rest.iter().fold(finding, |finding, it| finding.because(it.span, "no member either"));
    let listed: BTreeSet<&str> = rest.iter().map(|it| it.value.as_str()).collect();
    let members =
        ty.members.iter().map(|it| it.name.as_str()).filter(|name| !listed.contains(name));
    placed(finding, ty).did_you_mean(guesses.meant(&first.value, members))
}

fn placed(finding: Diagnostic, ty: &EnumType) -> Diagnostic {
    match ty.docs.span {
        Some(span) => finding.because(span, "the enum's members are listed here"),
        None => finding,
    }
}

/// Lists also name punctuation, and "null" for no value at all.
fn is_word(value: &str) -> bool {
    value.starts_with(char::is_alphabetic) && !value.eq_ignore_ascii_case("null")
}
