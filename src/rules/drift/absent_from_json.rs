//! `absent-from-json`: listed properties are not in the JSON representation.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::PropertyClaim;

pub(super) static ABSENT_FROM_JSON: Rule = Rule {
    name: "absent-from-json",
    level: Level::Warn,
    summary: "listed properties are not in the JSON representation",
    explanation: include_str!("absent_from_json.md"),
};

/// Rows that the page's JSON representation lacks, and the first member that it has.
pub(crate) fn report(
    first: &PropertyClaim,
    rest: &[&PropertyClaim],
    member: &PropertyClaim,
) -> Diagnostic {
    let name = &first.name.value;
    let headline = match rest {
        [] => format!("the JSON representation lacks `{name}`"),
        _ => format!("the JSON representation lacks `{name}` and {} more", rest.len()),
    };
    let finding = Diagnostic::new(&ABSENT_FROM_JSON, first.name.span, headline)
        .because(member.name.span, "the JSON representation begins here");
    rest.iter().fold(finding, |finding, row| finding.because(row.name.span, "lacking too"))
}
