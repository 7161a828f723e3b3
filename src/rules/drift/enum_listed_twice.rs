//! `enum-listed-twice`: an enum is listed twice with different members.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::EnumFacts;
use crate::rules::cx::RuleCx;
use std::collections::BTreeSet;

pub(super) static ENUM_LISTED_TWICE: Rule = Rule {
    name: "enum-listed-twice",
    level: Level::Warn,
    summary: "an enum is listed twice with different members",
    explanation: include_str!("enum_listed_twice.md"),
};

/// Compares every list of an enum's members with the first.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for lists in cx.enum_sections() {
        let Some((first, rest)) = lists.split_first() else { continue };
        for other in rest {
            let (missing, surplus) = (lacking(other, first), lacking(first, other));
            if !missing.is_empty() || !surplus.is_empty() {
                diagnostics.report(report(first, other, &missing, &surplus));
            }
        }
    }
}

/// Two lists of one enum, and what each of them lacks of the other.
fn report(first: &EnumFacts, other: &EnumFacts, missing: &[&str], surplus: &[&str]) -> Diagnostic {
    let headline = format!("`{}` is listed twice with different members", first.name.value);
    let finding = Diagnostic::new(&ENUM_LISTED_TWICE, other.name.span, headline)
        .because(first.name.span, "listed here first")
        .help("list the members in one place and link to it");
    let names = |names: &[&str]| {
        names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let finding = match missing {
        [] => finding,
        _ => finding.note(format!("missing here: {}", names(missing))),
    };
    match surplus {
        [] => finding,
        _ => finding.note(format!("only here: {}", names(surplus))),
    }
}

/// The members of one list that another lacks.
fn lacking<'f>(list: &EnumFacts, of: &'f EnumFacts) -> Vec<&'f str> {
    let known: BTreeSet<String> =
        list.members.iter().map(|it| it.name.value.to_lowercase()).collect();
    let members = of.members.iter().map(|it| it.name.value.as_str());
    members.filter(|name| !known.contains(&name.to_lowercase())).collect()
}
