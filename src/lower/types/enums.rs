//! Enums: the members of every section that lists them, united; else the values that properties of
//! the type are said to have.

use crate::facts::{EnumFacts, PageFacts, PropertyClaim, PropertyNotes};
use crate::model::{Docs, EnumMember, EnumType, ItemType, TypeId};
use crate::naming::Cx;
use crate::naming::resolve;
use crate::naming::{Declaration, Declarations, What};
use std::collections::{BTreeMap, BTreeSet};

/// What descriptions of properties say of their enums.
pub(crate) type Said<'f> = BTreeMap<TypeId, Vec<&'f PropertyNotes>>;

/// Gathers what descriptions say of enums.
pub(crate) fn said<'f>(cx: &Cx<'_>, declared: &Declarations<'f>) -> Said<'f> {
    let mut said = Said::new();
    for (_, declaration) in declared.iter() {
        let What::Structured(pages) = &declaration.what else { continue };
        for (page, facts) in pages {
            for claim in &facts.properties {
                if claim.notes.later_values.is_empty() && !claim.notes.flags {
                    continue;
                }
                let ty = claim.ty.as_ref().and_then(|ty| resolve(cx, declared, page, ty));
                if let Some(ItemType::Named(id)) = ty.map(|ty| ty.item) {
                    said.entry(id).or_default().push(&claim.notes);
                }
            }
        }
    }
    said
}

/// The enum of a declaration; `None` if it declares none.
pub(crate) fn lower(
    cx: &Cx<'_>,
    declaration: &Declaration<'_>,
    said: &[&PropertyNotes],
) -> Option<EnumType> {
    let (mut members, docs) = match &declaration.what {
        What::Enum(pages) => (of_sections(cx, pages), docs(cx, pages)),
        What::Listed(claims) => (of_lists(cx, claims), listed_docs(cx, claims)),
        What::Structured(_) | What::Inferred(_) => return None,
    };
    let later = said.iter().flat_map(|notes| &notes.later_values);
    let later: BTreeSet<String> = later.map(|value| value.value.to_lowercase()).collect();
    for member in &mut members {
        member.later |= later.contains(&member.name.to_lowercase());
    }
    let sentinel = cx.dialect.sentinel.as_str();
    let evolvable = members.iter().any(|it| it.later || it.name.eq_ignore_ascii_case(sentinel));
    let says_flags = said.iter().any(|notes| notes.flags) || says_flags(cx, &declaration.what);
    let flags = says_flags || are_powers_of_two(&members);
    Some(EnumType { name: declaration.name.clone(), flags, evolvable, members, docs })
}

fn of_sections(cx: &Cx<'_>, pages: &[(&PageFacts, &EnumFacts)]) -> Vec<EnumMember> {
    let mut seen = BTreeSet::new();
    let mut members = Vec::new();
    for member in pages.iter().flat_map(|(_, facts)| &facts.members) {
        if seen.insert(member.name.value.to_lowercase()) {
            let text = member.description.as_ref().map(|it| it.text.as_str());
            members.push(EnumMember {
                name: member.name.value.clone(),
                value: member.value,
                later: member.is_later,
                docs: cx.docs(text, member.name.span),
            });
        }
    }
    members
}

fn of_lists(cx: &Cx<'_>, claims: &[(&PageFacts, &PropertyClaim)]) -> Vec<EnumMember> {
    let mut seen = BTreeSet::new();
    let values = claims.iter().flat_map(|(_, claim)| &claim.notes.values);
    values
        .filter(|value| seen.insert(value.value.to_lowercase()))
        .map(|value| EnumMember {
            name: value.value.clone(),
            value: None,
            later: false,
            docs: cx.docs(None, value.span),
        })
        .collect()
}

fn docs(cx: &Cx<'_>, pages: &[(&PageFacts, &EnumFacts)]) -> Docs {
    pages.first().map_or_else(Docs::default, |(_, facts)| {
        let text = facts.summary.as_ref().map(|it| it.text.as_str());
        cx.docs(text, facts.name.span)
    })
}

fn listed_docs(cx: &Cx<'_>, claims: &[(&PageFacts, &PropertyClaim)]) -> Docs {
    claims.first().map_or_else(Docs::default, |(_, claim)| cx.docs(None, claim.span))
}

fn says_flags(cx: &Cx<'_>, what: &What<'_>) -> bool {
    let What::Enum(pages) = what else { return false };
    pages.iter().any(|(_, facts)| {
        let text = facts.summary.as_ref().map(|it| it.text.to_lowercase()).unwrap_or_default();
        cx.dialect.phrases.flags.iter().any(|phrase| text.contains(phrase))
    })
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
