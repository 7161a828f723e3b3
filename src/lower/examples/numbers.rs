//! Enums whose members go as their numbers: those of which examples show numbers, or else the docs say so.

use super::deviations::{Shown, Walk, walk_all};
use super::known::Known;
use crate::dialect::{Dialect, TypePlace};
use crate::edm::Primitive;
use crate::facts::PropertyClaim;
use crate::model::{EnumMember, EnumType, ItemType, Model, Type, TypeId};
use crate::naming::{Cx, Declarations, What, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// What is the name of a member has no more words.
const MOST_WORDS: usize = 4;

/// Decides it for every enum that has a number for each of its members. On pages of their own names are what is sent.
pub(crate) fn decide(cx: &Cx<'_>, declared: &Declarations<'_>, model: &mut Model) {
    let is_page = cx.dialect.shape.types == TypePlace::Page;
    let candidates: Vec<TypeId> = match is_page {
        true => Vec::new(),
        false => model.type_ids().filter(|id| is_candidate(model.ty(*id))).collect(),
    };
    if candidates.is_empty() {
        return;
    }
    let shown = shown(cx, model);
    let said = said(cx, declared);
    let bold = bold(declared);
    for id in candidates {
        let Some((_, Type::Enum(ty))) = model.types.get_index_mut(id.0) else { continue };
        let are_names = ty.members.iter().all(|it| number(&it.name).is_some());
        let is_number = match shown.get(&id) {
            // What both show is told of the one that is not so.
            _ if said.contains(&id) => true,
            Some(Shown { texts, numbers }) if texts != numbers => *numbers,
            _ => cx.dialect.shape.enum_numbers.unwrap_or(are_names),
        };
        if is_number {
            make(ty, are_names, bold.get(&id));
        }
    }
}

fn is_candidate(ty: &Type) -> bool {
    let Type::Enum(ty) = ty else { return false };
    let mut seen = BTreeSet::new();
    let values = ty.members.iter().map(|it| it.value.or_else(|| number(&it.name)));
    !ty.members.is_empty() && values.into_iter().all(|it| it.is_some_and(|it| seen.insert(it)))
}

/// A number as it stands in JSON.
fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|it: &i64| it.to_string() == text)
}

fn shown(cx: &Cx<'_>, model: &mut Model) -> BTreeMap<TypeId, Shown> {
    let operations = std::mem::take(&mut model.operations);
    let known = Known::of(model, cx.dialect);
    let mut walk = Walk::new(&known);
    operations.iter().for_each(|it| walk_all(&mut walk, cx, it));
    let shown = walk.shown;
    model.operations = operations;
    shown
}

/// The enums of which a property's type says that they are integers: "integer ([State](#state))".
fn said(cx: &Cx<'_>, declared: &Declarations<'_>) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for (_, declaration) in declared.iter() {
        let What::Structured(pages) = &declaration.what else { continue };
        for (page, facts) in pages {
            for ty in facts
                .properties
                .iter()
                .filter_map(|it| it.ty.as_ref().filter(|_| is_integer(cx.dialect, it)))
            {
                if let Some(ItemType::Named(id)) = resolve(cx, declared, page, ty).map(|it| it.item)
                {
                    found.insert(id);
                }
            }
        }
    }
    found
}

fn is_integer(dialect: &Dialect, claim: &PropertyClaim) -> bool {
    let text = claim.ty.as_ref().map(|it| it.text.to_lowercase()).unwrap_or_default();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let is_integer = |it: Primitive| {
        matches!(it, Primitive::Int16 | Primitive::Int32 | Primitive::Int64 | Primitive::Byte)
    };
    words.any(|it| dialect.primitive(it).is_some_and(is_integer))
}

/// What people call the members of enums, by the bold words that stand beside their names.
fn bold<'f>(declared: &Declarations<'f>) -> BTreeMap<TypeId, BTreeMap<&'f str, &'f str>> {
    let all = declared.iter().filter_map(|(id, declaration)| {
        let What::Enum(pages) = &declaration.what else { return None };
        let members = pages.iter().flat_map(|(_, facts)| &facts.members);
        let labels = members.filter_map(|it| Some((it.name.value.as_str(), it.label.as_deref()?)));
        Some((id, labels.collect()))
    });
    all.collect()
}

/// Makes it so. Where the docs name members by their numbers alone, bold words beside them are names for people, and so are
/// short descriptions.
fn make(ty: &mut EnumType, are_names: bool, bold: Option<&BTreeMap<&str, &str>>) {
    (ty.numbers, ty.flags) = (true, false);
    for member in &mut ty.members {
        member.value = member.value.or_else(|| number(&member.name));
    }
    let bold = |it: &EnumMember| bold?.get(it.name.as_str()).copied().filter(|it| is_label(it));
    let are_bold = ty.members.iter().all(|it| bold(it).is_some());
    let labels = ty.members.iter().filter_map(|it| match are_bold {
        true => bold(it).map(str::to_owned),
        false => label(it),
    });
    let labels: Vec<String> = labels.collect();
    let distinct: BTreeSet<String> = labels.iter().map(|it| it.to_lowercase()).collect();
    if are_names && distinct.len() == ty.members.len() {
        for (member, label) in ty.members.iter_mut().zip(labels) {
            let text = member.docs.text.take();
            let rest = text.as_deref().and_then(|it| it.trim().strip_prefix(label.as_str()));
            let rest = rest.map(|it| it.trim_start_matches(|c: char| !c.is_alphanumeric()));
            member.docs.text = match are_bold {
                // A column of their own may have them.
                true => rest.map(str::to_owned).or(text).filter(|it| !it.is_empty()),
                false => None,
            };
            member.name = label;
        }
    }
}

fn label(member: &EnumMember) -> Option<String> {
    let text = member.docs.text.as_deref()?.trim().trim_end_matches('.').trim_matches('`');
    is_label(text).then(|| text.to_owned())
}

fn is_label(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.split_whitespace().count() <= MOST_WORDS
        && text.chars().all(|c| c.is_alphanumeric() || " _-".contains(c))
}
