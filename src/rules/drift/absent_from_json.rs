//! `absent-from-json`: listed properties are not in the JSON representation.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::facts::Source;
use crate::rules::cx::{RuleCx, is_protocol, json_members, rows};
use std::collections::BTreeSet;

pub(super) static ABSENT_FROM_JSON: Rule = Rule {
    name: "absent-from-json",
    level: Level::Warn,
    summary: "listed properties are not in the JSON representation",
    explanation: include_str!("absent_from_json.md"),
};

/// Looks at the rows of pages that have a JSON representation, too.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (_, _, facts) in cx.described() {
        let json: Vec<&PropertyClaim> = json_members(facts).collect();
        let Some(first_member) = json.first() else { continue };
        let shown: BTreeSet<String> =
            json.iter().map(|member| member.name.value.to_ascii_lowercase()).collect();
        let mut absent = rows(facts).filter(|row| {
            row.source == Source::PropertyTable
                && row.notes.inherited_from.is_none()
                && !row.notes.deprecated
                && !is_protocol(row)
                && !shown.contains(&row.name.value.to_ascii_lowercase())
        });
        if let Some(first) = absent.next() {
            let rest: Vec<&PropertyClaim> = absent.collect();
            diagnostics.report(report(first, &rest, first_member));
        }
    }
}

/// Rows that the page's JSON representation lacks, and the first member that it has.
fn report(first: &PropertyClaim, rest: &[&PropertyClaim], member: &PropertyClaim) -> Diagnostic {
    let name = &first.name.value;
    let headline = match rest {
        [] => format!("the JSON representation lacks `{name}`"),
        _ => format!("the JSON representation lacks `{name}` and {} more", rest.len()),
    };
    let finding = Diagnostic::new(&ABSENT_FROM_JSON, first.name.span, headline)
        .because(member.name.span, "the JSON representation begins here");
    rest.iter().fold(finding, |finding, row| finding.because(row.name.span, "lacking too"))
}
