//! `enum-listed-twice`: an enum is listed twice with different members.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::EnumFacts;

pub(super) static ENUM_LISTED_TWICE: Rule = Rule {
    name: "enum-listed-twice",
    level: Level::Warn,
    summary: "an enum is listed twice with different members",
    explanation: include_str!("enum_listed_twice.md"),
};

/// Two lists of one enum, and what each of them lacks of the other.
pub(crate) fn report(
    first: &EnumFacts,
    other: &EnumFacts,
    missing: &[&str],
    surplus: &[&str],
) -> Diagnostic {
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
