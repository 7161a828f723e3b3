//! `absent-from-table`: an item of a JSON representation is in no table.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;

pub(super) static ABSENT_FROM_TABLE: Rule = Rule {
    name: "absent-from-table",
    level: Level::Warn,
    summary: "an item of a JSON representation is in no table",
    explanation: include_str!("absent_from_table.md"),
};

/// A member of the JSON representation that no table of the type or its bases lists.
pub(crate) fn report(member: &PropertyClaim) -> Diagnostic {
    let headline = format!("no table lists `{}`", member.name.value);
    Diagnostic::new(&ABSENT_FROM_TABLE, member.name.span, headline)
        .label("shown in the JSON representation")
        .help("add a row to the property table, or take the member out")
}
