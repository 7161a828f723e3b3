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
            let respelt = respelt(first, other);
            if !missing.is_empty() || !surplus.is_empty() || !respelt.is_empty() {
                diagnostics.report(report(first, other, [&missing, &surplus, &respelt]));
            }
        }
    }
}

/// Two lists of one enum: what each of them lacks of the other, and what the second spells otherwise.
fn report(
    first: &EnumFacts,
    other: &EnumFacts,
    [missing, surplus, respelt]: [&[&str]; 3],
) -> Diagnostic {
    let headline = format!("`{}` is listed twice with different members", first.name.value);
    let finding = Diagnostic::new(&ENUM_LISTED_TWICE, other.name.span, headline)
        .because(first.name.span, "listed here first")
        .help("list the members in one place and link to it");
    let notes =
        [("missing here", missing), ("only here", surplus), ("in another case here", respelt)];
    notes.iter().filter(|(_, names)| !names.is_empty()).fold(finding, |finding, (what, names)| {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        finding.note(format!("{what}: {}", names.join(", ")))
    })
}

/// The members of a list that another has in another case only.
fn respelt<'f>(first: &EnumFacts, other: &'f EnumFacts) -> Vec<&'f str> {
    let exact: BTreeSet<&str> = first.members.iter().map(|it| it.name.value.as_str()).collect();
    let alike: BTreeSet<String> = exact.iter().map(|name| name.to_lowercase()).collect();
    let members = other.members.iter().map(|it| it.name.value.as_str());
    members.filter(|it| !exact.contains(it) && alike.contains(&it.to_lowercase())).collect()
}

/// The members of one list that another lacks.
fn lacking<'f>(list: &EnumFacts, of: &'f EnumFacts) -> Vec<&'f str> {
    let known: BTreeSet<String> =
        list.members.iter().map(|it| it.name.value.to_lowercase()).collect();
    let members = of.members.iter().map(|it| it.name.value.as_str());
    members.filter(|name| !known.contains(&name.to_lowercase())).collect()
}
