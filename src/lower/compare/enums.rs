//! An enum that several places list.

use crate::diagnostic::Diagnostics;
use crate::facts::{EnumFacts, MemberClaim, Source};
use crate::lower::declare::{Declaration, What};
use crate::rules::drift;
use std::collections::BTreeSet;

pub(super) fn compare(declaration: &Declaration<'_>, diagnostics: &mut Diagnostics) {
    let What::Enum(pages) = &declaration.what else { return };
    let lists: Vec<&EnumFacts> = pages
        .iter()
        .map(|(_, facts)| *facts)
        .filter(|facts| facts.name.source != Source::ValueList && !facts.members.is_empty())
        .collect();
    for list in &lists {
        repeated(list, diagnostics);
    }
    let Some((first, rest)) = lists.split_first() else { return };
    for other in rest {
        let (missing, surplus) = (lacking(other, first), lacking(first, other));
        if !missing.is_empty() || !surplus.is_empty() {
            let report = drift::enum_listed_twice::report(first, other, &missing, &surplus);
            diagnostics.report(report);
        }
    }
}

/// A list that names a member twice.
fn repeated(list: &EnumFacts, diagnostics: &mut Diagnostics) {
    for (index, member) in list.members.iter().enumerate() {
        let is_same = |it: &&MemberClaim| it.name.value.eq_ignore_ascii_case(&member.name.value);
        if let Some(first) = list.members[..index].iter().find(is_same) {
            diagnostics.report(drift::duplicate_enum_member::report(first, member));
        }
    }
}

/// The members of one list that another lacks.
fn lacking<'f>(list: &EnumFacts, of: &'f EnumFacts) -> Vec<&'f str> {
    let known: BTreeSet<String> =
        list.members.iter().map(|it| it.name.value.to_lowercase()).collect();
    let members = of.members.iter().map(|it| it.name.value.as_str());
    members.filter(|name| !known.contains(&name.to_lowercase())).collect()
}
