//! `property-case`: a property's name is spelt in two cases on one page.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::rules::cx::{RuleCx, pairs};

pub(super) static PROPERTY_CASE: Rule = Rule {
    name: "property-case",
    level: Level::Warn,
    summary: "a property's name is spelt in two cases on one page",
    explanation: include_str!("property_case.md"),
};

/// Looks at every row that a JSON representation has a member for.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (row, member) in cx.described().flat_map(|(_, _, facts)| pairs(facts)) {
        if row.name.value != member.name.value {
            diagnostics.report(report(row, member));
        }
    }
}

/// A row, and the member of the JSON representation that differs from it in case only.
fn report(row: &PropertyClaim, member: &PropertyClaim) -> Diagnostic {
    let headline =
        format!("`{}` is `{}` in the JSON representation", row.name.value, member.name.value);
    Diagnostic::new(&PROPERTY_CASE, row.name.span, headline)
        .because(member.name.span, "spelt otherwise here")
        .note("names on the wire are compared with their case; the JSON's spelling counts")
}
