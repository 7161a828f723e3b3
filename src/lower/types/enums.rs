//! Enums: the members of every section that lists them, united, and those that only descriptions of
//! their properties list; else the values that properties of the type are said to have.

use crate::facts::{EnumFacts, PageFacts, PropertyClaim, PropertyNotes, Source, TypeFacts};
use crate::model::{Docs, EnumMember, EnumType, ItemType, TypeId};
use crate::naming::Cx;
use crate::naming::resolve;
use crate::naming::{Declaration, Declarations, What};
use crate::source::Spanned;
use crate::spelling::Guesses;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What descriptions of properties say of their enums.
#[derive(Debug, Default)]
pub(crate) struct Said<'f> {
    notes: BTreeMap<TypeId, Vec<&'f PropertyNotes>>,
    /// The enums whose tables are another enum's.
    copied: BTreeSet<TypeId>,
}

/// Gathers what descriptions say of enums.
pub(crate) fn said<'f>(cx: &Cx<'_>, declared: &Declarations<'f>) -> Said<'f> {
    let all: Vec<_> = declared.iter().collect();
    let of_type = |(_, declaration): &(TypeId, &Declaration<'f>)| -> Vec<_> {
        let What::Structured(pages) = &declaration.what else { return Vec::new() };
        pages.iter().flat_map(|(page, facts)| gather(cx, declared, page, facts)).collect()
    };
    let found: Vec<_> = all.par_iter().map(of_type).collect();
    let mut notes: BTreeMap<TypeId, Vec<&PropertyNotes>> = BTreeMap::new();
    for (id, said) in found.into_iter().flatten() {
        notes.entry(id).or_default().push(said);
    }
    Said { notes, copied: copied(declared) }
}

/// What a page's descriptions say of the types of its properties; where a row says text, of the type that
/// the JSON representation names.
fn gather<'f>(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    facts: &'f TypeFacts,
) -> Vec<(TypeId, &'f PropertyNotes)> {
    let says = |notes: &PropertyNotes| {
        !notes.later_values.is_empty() || !notes.values.is_empty() || notes.flags
    };
    let named = |claim: &PropertyClaim| match resolve(cx, declared, page, claim.ty.as_ref()?)?.item
    {
        ItemType::Named(id) => Some(id),
        ItemType::Primitive(_) | ItemType::Untyped => None,
    };
    let mut in_json: BTreeMap<&str, TypeId> = BTreeMap::new();
    if facts.properties.iter().any(|claim| says(&claim.notes)) {
        let members = facts.properties.iter().filter(|it| it.source == Source::JsonRepresentation);
        in_json.extend(members.filter_map(|it| Some((it.name.value.as_str(), named(it)?))));
    }
    let claims = facts.properties.iter().filter(|claim| says(&claim.notes));
    let found = claims.filter_map(|claim| {
        let ty = named(claim).or_else(|| in_json.get(claim.name.value.as_str()).copied());
        Some((ty?, &*claim.notes))
    });
    found.collect()
}

/// The enums that have the very members of another one.
fn copied(declared: &Declarations<'_>) -> BTreeSet<TypeId> {
    let mut by_members: BTreeMap<BTreeSet<String>, Vec<TypeId>> = BTreeMap::new();
    for (id, declaration) in declared.iter() {
        let What::Enum(pages) = &declaration.what else { continue };
        let members = pages.iter().flat_map(|(_, facts)| &facts.members);
        let members: BTreeSet<String> = members.map(|it| it.name.value.to_lowercase()).collect();
        by_members.entry(members).or_default().push(id);
    }
    by_members.into_values().filter(|ids| ids.len() > 1).flatten().collect()
}

/// The enum of a declaration; `None` if it declares none.
pub(crate) fn lower(
    cx: &Cx<'_>,
    id: TypeId,
    declaration: &Declaration<'_>,
    said: &Said<'_>,
) -> Option<EnumType> {
    let (mut members, docs) = match &declaration.what {
        What::Enum(pages) => (of_sections(cx, pages), docs(cx, pages)),
        What::Listed(claims) => (of_lists(cx, claims), listed_docs(cx, claims)),
        What::Structured(_) | What::Inferred(_) => return None,
    };
    let notes = said.notes.get(&id).map_or(&[][..], Vec::as_slice);
    let says_flags = notes.iter().any(|notes| notes.flags) || says_flags(cx, &declaration.what);
    let flags = says_flags || are_powers_of_two(&members);
    if matches!(declaration.what, What::Enum(_)) {
        members = join(cx, notes, said.copied.contains(&id), members);
    }
    let later = notes.iter().flat_map(|notes| &notes.later_values);
    let later: BTreeSet<String> = later.map(|value| value.value.to_lowercase()).collect();
    for member in &mut members {
        member.later |= later.contains(&member.name.to_lowercase());
    }
    let sentinel = cx.dialect.sentinel.as_str();
    let evolvable = members.iter().any(|it| it.later || it.name.eq_ignore_ascii_case(sentinel));
    let name = declaration.name.clone();
    Some(EnumType { name, flags, evolvable, numbers: false, members, docs })
}

/// Members that differ in case are two where one section lists both, and one where another section
/// spells it otherwise.
fn of_sections(cx: &Cx<'_>, pages: &[(&PageFacts, &EnumFacts)]) -> Vec<EnumMember> {
    let mut members: Vec<EnumMember> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let mut alike: BTreeSet<String> = BTreeSet::new();
    for (_, facts) in pages {
        let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for member in &facts.members {
            let name = member.name.value.as_str();
            spellings.entry(name.to_lowercase()).or_default().insert(name);
        }
        for member in &facts.members {
            let name = member.name.value.as_str();
            let lower = name.to_lowercase();
            let is_one_of_two = spellings.get(&lower).is_some_and(|it| it.len() > 1);
            if (!is_one_of_two && alike.contains(&lower)) || !known.insert(name) {
                continue;
            }
            let text = member.description.as_ref().map(|it| it.text.as_str());
            members.push(EnumMember {
                name: member.name.value.clone(),
                value: member.value,
                later: member.is_later,
                docs: cx.docs(text, member.name.span),
            });
        }
        alike.extend(spellings.into_keys());
    }
    members
}

/// Members that only lists in descriptions have, each behind the one that it follows there.
fn join(
    cx: &Cx<'_>,
    notes: &[&PropertyNotes],
    is_copy: bool,
    members: Vec<EnumMember>,
) -> Vec<EnumMember> {
    let documented: Vec<String> = members.iter().map(|it| it.name.clone()).collect();
    let alike: BTreeSet<String> = documented.iter().map(|name| name.to_ascii_lowercase()).collect();
    let is_documented = |name: &str| alike.contains(&name.to_ascii_lowercase());
    let guesses = Guesses::default();
    let mut chain = Chain::of(members);
    for notes in notes {
        let words: Vec<&Spanned<String>> =
            notes.values.iter().filter(|value| is_member_name(&value.value)).collect();
        let n_documented = words.iter().filter(|word| is_documented(&word.value)).count();
        // A list that is shorter than the table is an older one, or a choice: what only it has may be
        // gone. One that shares nothing with the table is another enum's, unless the table is.
        let is_own = n_documented * 2 > words.len() && words.len() >= documented.len();
        let has_all = n_documented > 1 && n_documented == documented.len();
        if !(is_own || has_all || (is_copy && n_documented == 0 && words.len() > 1)) {
            continue;
        }
        let mut place = None;
        for word in words {
            let name = &word.value;
            if let Some(known) = chain.find(name) {
                place = Some(known);
            } else if !is_misspelt(name, &documented, &guesses) {
                let docs = cx.docs(None, word.span);
                let member = EnumMember { name: name.clone(), value: None, later: false, docs };
                place = Some(chain.insert_after(place, member));
            }
        }
    }
    chain.into_members()
}

/// Members in an order that others are put into.
struct Chain {
    members: Vec<EnumMember>,
    /// The place of the next of each.
    next: Vec<Option<usize>>,
    first: Option<usize>,
    /// By name in lower case: of several the first.
    by_name: BTreeMap<String, usize>,
}

impl Chain {
    fn of(members: Vec<EnumMember>) -> Self {
        let next = (1..=members.len()).map(|it| (it < members.len()).then_some(it)).collect();
        let mut by_name = BTreeMap::new();
        for (place, member) in members.iter().enumerate() {
            by_name.entry(member.name.to_ascii_lowercase()).or_insert(place);
        }
        Self { first: (!members.is_empty()).then_some(0), members, next, by_name }
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&name.to_ascii_lowercase()).copied()
    }

    /// Puts a member behind another one, or first; returns its place.
    fn insert_after(&mut self, before: Option<usize>, member: EnumMember) -> usize {
        let place = self.members.len();
        self.by_name.entry(member.name.to_ascii_lowercase()).or_insert(place);
        self.members.push(member);
        let link = match before {
            Some(before) => &mut self.next[before],
            None => &mut self.first,
        };
        let next = link.replace(place);
        self.next.push(next);
        place
    }

    fn into_members(self) -> Vec<EnumMember> {
        let mut members: Vec<Option<EnumMember>> = self.members.into_iter().map(Some).collect();
        let order = std::iter::successors(self.first, |place| self.next[*place]);
        order.filter_map(|place| members[place].take()).collect()
    }
}

/// Whether a name is a member's with a slip of the pen; one with a word more is another member.
fn is_misspelt(name: &str, members: &[String], guesses: &Guesses) -> bool {
    let n_words = |name: &str| name.chars().filter(|c| c.is_uppercase()).count();
    let meant = guesses.meant(name, members.iter().map(String::as_str));
    meant.is_some_and(|meant| n_words(meant) == n_words(name))
}

/// Lists also have punctuation, numbers, sentences, and "null" for no value at all.
fn is_member_name(value: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    value.starts_with(char::is_alphabetic)
        && value.chars().all(is_name)
        && !value.eq_ignore_ascii_case("null")
}

fn of_lists(cx: &Cx<'_>, claims: &[(&PageFacts, &PropertyClaim)]) -> Vec<EnumMember> {
    let mut seen = BTreeSet::new();
    let values = claims.iter().flat_map(|(_, claim)| &claim.notes.values);
    values
        .filter(|value| !value.value.eq_ignore_ascii_case("null"))
        .filter(|value| seen.insert(value.value.as_str()))
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
