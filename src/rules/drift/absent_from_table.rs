//! `absent-from-table`: an item of a JSON representation is in no table.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{PropertyClaim, Source};
use crate::model::TypeId;
use crate::rules::cx::{RuleCx, is_protocol, json_members, rows};
use std::collections::BTreeSet;

pub(super) static ABSENT_FROM_TABLE: Rule = Rule {
    name: "absent-from-table",
    level: Level::Warn,
    summary: "an item of a JSON representation is in no table",
    explanation: include_str!("absent_from_table.md"),
};

/// Looks at the members of JSON representations on pages that have tables, too.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    for (id, _, facts) in cx.described() {
        if rows(facts).next().is_none() || json_members(facts).next().is_none() {
            continue;
        }
        let listed = listed_anywhere(cx, id);
        for member in json_members(facts) {
            let is_listed = listed.contains(&member.name.value.trim().to_lowercase());
            if !is_listed && !is_protocol(member) {
                diagnostics.report(report(member));
            }
        }
    }
}

/// The names, in lower case, that tables of the type or of a base list, on whatever page.
fn listed_anywhere(cx: &RuleCx<'_>, id: TypeId) -> BTreeSet<String> {
    let own = cx.pages_of(id).iter().flat_map(|(_, facts)| &facts.properties);
    let own = own.filter(|claim| claim.source != Source::JsonRepresentation);
    let base = cx.structured(id).and_then(|ty| ty.base);
    let inherited = base.into_iter().flat_map(|base| cx.model.properties(base));
    own.map(|claim| claim.name.value.to_lowercase())
        .chain(inherited.map(|property| property.name.to_lowercase()))
        .collect()
}

/// A member of the JSON representation that no table of the type or its bases lists.
fn report(member: &PropertyClaim) -> Diagnostic {
    let headline = format!("no table lists `{}`", member.name.value);
    Diagnostic::new(&ABSENT_FROM_TABLE, member.name.span, headline)
        .label("shown in the JSON representation")
        .help("add a row to the property table, or take the member out")
}
