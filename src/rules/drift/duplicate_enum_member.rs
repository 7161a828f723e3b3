//! `duplicate-enum-member`: a list of members names one twice.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::EnumFacts;
use crate::facts::MemberClaim;
use crate::rules::cx::RuleCx;
use std::collections::BTreeMap;

pub(super) static DUPLICATE_ENUM_MEMBER: Rule = Rule {
    name: "duplicate-enum-member",
    level: Level::Warn,
    summary: "a list of members names one twice",
    explanation: include_str!("duplicate_enum_member.md"),
};

/// Looks at every list of an enum's members.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    cx.enum_sections().flatten().for_each(|list| repeated(list, diagnostics));
}

/// A list that names a member twice.
fn repeated(list: &EnumFacts, diagnostics: &mut Diagnostics) {
    let mut exact: BTreeMap<&str, &MemberClaim> = BTreeMap::new();
    let mut alike: BTreeMap<String, &MemberClaim> = BTreeMap::new();
    for member in &list.members {
        let name = member.name.value.as_str();
        let lower = name.to_ascii_lowercase();
        if let Some(first) = exact.get(name).or_else(|| alike.get(&lower)) {
            diagnostics.report(report(first, member));
        }
        exact.entry(name).or_insert(member);
        alike.entry(lower).or_insert(member);
    }
}

/// The first of two rows with one name, and the second.
fn report(first: &MemberClaim, second: &MemberClaim) -> Diagnostic {
    let headline = format!("`{}` is listed twice", second.name.value);
    let finding = Diagnostic::new(&DUPLICATE_ENUM_MEMBER, second.name.span, headline)
        .because(first.name.span, "listed here first");
    match first.name.value == second.name.value {
        true => finding,
        false => finding.note("both count: names on the wire are compared with their case"),
    }
}
