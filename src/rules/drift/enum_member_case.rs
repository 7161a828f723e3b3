//! `enum-member-case`: an example spells a member of an enum in another case.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::model::{EnumType, ItemType, TypeId};
use crate::rules::cx::{RuleCx, rows};
use crate::source::Span;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

pub(super) static ENUM_MEMBER_CASE: Rule = Rule {
    name: "enum-member-case",
    level: Level::Warn,
    summary: "an example spells a member of an enum in another case",
    explanation: include_str!("enum_member_case.md"),
};

/// The spellings that rows list as possible values, by their enum.
#[derive(Default)]
pub(super) struct Listed<'a>(OnceCell<BTreeMap<TypeId, BTreeSet<&'a str>>>);

impl<'a> Listed<'a> {
    /// Whether a row lists a value in just this case: then it is the docs that have two spellings.
    fn has(&self, cx: &RuleCx<'a>, id: TypeId, value: &str) -> bool {
        self.0.get_or_init(|| listed(cx)).get(&id).is_some_and(|it| it.contains(value))
    }
}

fn listed<'a>(cx: &RuleCx<'a>) -> BTreeMap<TypeId, BTreeSet<&'a str>> {
    let mut found: BTreeMap<TypeId, BTreeSet<&str>> = BTreeMap::new();
    for (_, page, facts) in cx.described() {
        for row in rows(facts).filter(|row| !row.notes.values.is_empty()) {
            let ty = row.ty.as_ref().and_then(|ty| cx.resolve(page, ty));
            if let Some(ItemType::Named(id)) = ty.map(|ty| ty.item) {
                let values = row.notes.values.iter().map(|it| it.value.as_str());
                found.entry(id).or_default().extend(values);
            }
        }
    }
    found
}

/// A value that differs in case only from a member of an enum.
pub(super) fn report<'a>(
    cx: &RuleCx<'a>,
    (id, ty): (TypeId, &EnumType),
    value: &str,
    span: Span,
    listed: &Listed<'a>,
) -> Option<Diagnostic> {
    if listed.has(cx, id, value) {
        return None;
    }
    let mut alike = ty.members.iter().filter(|it| it.name.eq_ignore_ascii_case(value));
    let member = alike.next()?;
    let headline = format!("`{value}` is the member `{}` of `{}`", member.name, ty.name.name);
    let finding = Diagnostic::new(&ENUM_MEMBER_CASE, span, headline).once();
    let finding = match member.docs.span.or(ty.docs.span) {
        Some(place) => finding.because(place, "spelt otherwise here"),
        None => finding,
    };
    let finding = finding.note("members on the wire are compared with their case");
    let mut found = cx.sources.text(span).match_indices(value);
    Some(match (alike.next(), found.next(), found.next()) {
        (None, Some((at, _)), None) => finding.edit(span.part(at..at + value.len()), &member.name),
        _ => finding,
    })
}
