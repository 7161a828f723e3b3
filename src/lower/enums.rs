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

/// Nothing in older docs says "flags" but the numbers: powers of two up to 8 or more, and at most a
/// zero beside them. 1, 2 and 0, 1, 2 are plain counting; 1, 2, 4 may be a list with a gap.
fn are_powers_of_two(members: &[EnumMember]) -> bool {
    let Some(values) = members.iter().map(|member| member.value).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let powers = values.iter().filter(|value| **value > 0).count();
    values.iter().all(|value| *value == 0 || (*value > 0 && value.count_ones() == 1))
        && powers >= 4
        && values.iter().any(|value| *value >= 8)
}
