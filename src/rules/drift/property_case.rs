//! `property-case`: a property's name is spelt in two cases.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::PropertyClaim;
use crate::model::Property;
use crate::rules::cx::{RuleCx, pairs, rows};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static PROPERTY_CASE: Rule = Rule {
    name: "property-case",
    level: Level::Warn,
    summary: "a property's name is spelt in two cases",
    explanation: include_str!("property_case.md"),
};

/// Looks at every row that a JSON representation has a member for, and at those that another page or a
/// base spells otherwise.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (id, _, facts) in cx.described() {
        let mut shown = BTreeSet::new();
        for (row, member) in pairs(facts) {
            shown.insert(row.name.value.as_str());
            if row.name.value != member.name.value {
                let finding = report(row, member);
                let is_as_written = cx.sources.text(row.name.span) == row.name.value;
                diagnostics.report(match is_as_written {
                    true => finding.edit(row.name.span, &member.name.value),
                    false => finding,
                });
            }
        }
        let mut rows = rows(facts).filter(|row| !shown.contains(row.name.value.as_str()));
        let Some(first) = rows.next() else { continue };
        let known: BTreeSet<&str> = cx.model.properties(id).map(|it| it.name.as_str()).collect();
        let alike: BTreeMap<String, &Property> =
            cx.model.properties(id).map(|it| (it.name.to_ascii_lowercase(), it)).collect();
        for row in std::iter::once(first).chain(rows) {
            let name = row.name.value.as_str();
            let property = alike.get(&name.to_ascii_lowercase());
            if let Some(property) = property.filter(|_| !known.contains(name)) {
                diagnostics.report(report_elsewhere(row, property));
            }
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

/// A row, and the property that it is a row of under another spelling.
fn report_elsewhere(row: &PropertyClaim, property: &Property) -> Diagnostic {
    let headline = format!("`{}` is `{}` elsewhere", row.name.value, property.name);
    let finding = Diagnostic::new(&PROPERTY_CASE, row.name.span, headline);
    let finding = match property.docs.span {
        Some(span) => finding.because(span, "spelt otherwise here"),
        None => finding,
    };
    finding.note("names on the wire are compared with their case")
}
