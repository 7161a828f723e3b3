//! Enums: the members of every section that lists them, united.

use super::Cx;
use crate::facts::{EnumFacts, PageFacts};
use crate::model::{Docs, EnumMember, EnumType, TypeName};
use std::collections::BTreeSet;

pub(super) fn lower(cx: &Cx<'_>, name: &TypeName, pages: &[(&PageFacts, &EnumFacts)]) -> EnumType {
    let mut seen = BTreeSet::new();
    let mut members = Vec::new();
    for member in pages.iter().flat_map(|(_, facts)| &facts.members) {
        if seen.insert(member.name.value.to_lowercase()) {
            let text = member.description.as_ref().map(|it| it.text.as_str());
            members.push(EnumMember {
                name: member.name.value.clone(),
                value: member.value,
                docs: cx.docs(text, member.name.span),
            });
        }
    }
    let docs = pages.first().map_or_else(Docs::default, |(_, facts)| {
        let text = facts.summary.as_ref().map(|it| it.text.as_str());
        cx.docs(text, facts.name.span)
    });
    let says_flags = pages.iter().any(|(_, facts)| {
        let text = facts.summary.as_ref().map(|it| it.text.to_lowercase()).unwrap_or_default();
        cx.dialect.phrases.flags.iter().any(|phrase| text.contains(phrase))
    });
    EnumType { name: name.clone(), flags: says_flags || are_powers_of_two(&members), members, docs }
}

/// Nothing in older docs says "flags" but the numbers: three different powers of two or more, and
/// nothing else but a zero. Five of five such enums are flags; 1, 2 and 0, 1, 2 are plain counting.
fn are_powers_of_two(members: &[EnumMember]) -> bool {
    let Some(values) = members.iter().map(|it| it.value).collect::<Option<BTreeSet<i64>>>() else {
        return false;
    };
    let is_power = |value: i64| value > 0 && value.count_ones() == 1;
    let n_powers = values.iter().filter(|value| is_power(**value)).count();
    n_powers >= 3 && values.iter().all(|value| *value == 0 || is_power(*value))
}
