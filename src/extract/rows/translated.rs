//! Names of rows that a translation has changed: the JSON beside them, which nobody translates, has the true ones.

use crate::edm::Primitive;
use crate::extract::page::outline::Ledger;
use crate::facts::{ExampleBody, OperationFacts, PropertyClaim, Source, TypeText};
use crate::json::Value;
use crate::rules::page::unread_row;
use std::collections::{BTreeMap, BTreeSet};

/// Gives translated rows of a type the names of its JSON representation. A row that may be any of several members
/// is left and told, so that nothing has two names.
pub(crate) fn properties(properties: &mut Vec<PropertyClaim>, ledger: &mut Ledger) {
    let is_row = |it: &PropertyClaim| it.source == Source::PropertyTable;
    if !properties.iter().any(|it| is_row(it) && !it.name.value.is_ascii()) {
        return;
    }
    let named = |it: &PropertyClaim| Named { name: it.name.value.clone(), ty: it.ty.clone() };
    let json = properties.iter().filter(|it| it.source == Source::JsonRepresentation);
    let members: Vec<Named> = json.map(named).collect();
    let elsewhere = properties.iter().filter(|it| it.source == Source::RelationshipTable);
    let elsewhere: BTreeSet<String> = elsewhere.map(|it| it.name.value.to_lowercase()).collect();
    let rows: Vec<Named> = properties.iter().filter(|it| is_row(it)).map(named).collect();
    let Found { names, is_sure } = find(&rows, &members, &elsewhere);
    let mut place = 0;
    properties.retain_mut(|claim| {
        if !is_row(claim) {
            return true;
        }
        let row = place;
        place += 1;
        if let Some(name) = names.get(&row) {
            claim.name.value.clone_from(name);
            return true;
        }
        let is_left = !is_sure && is_translated(&claim.name.value);
        if is_left {
            ledger.tell(unread_row::report(&claim.name.value, claim.name.span));
        }
        !is_left
    });
}

/// Gives translated rows of what is sent the names of the first example's members.
pub(crate) fn body(facts: &mut OperationFacts) {
    let rows = &mut facts.body.properties;
    if !rows.iter().any(|it| is_translated(&it.name.value)) {
        return;
    }
    let sent = facts.examples.iter().find_map(|it| match it.request.as_ref()?.body.as_ref()? {
        ExampleBody::Json(value) => value.as_object(),
        ExampleBody::BrokenJson(_) | ExampleBody::Other(_) => None,
    });
    let shown = facts.body.json.as_ref().and_then(Value::as_object);
    let members = sent.or(shown).unwrap_or_default().iter();
    let members: Vec<Named> = members.map(|it| Named { name: it.name.clone(), ty: None }).collect();
    let named = |it: &PropertyClaim| Named { name: it.name.value.clone(), ty: None };
    let found = find(&rows.iter().map(named).collect::<Vec<_>>(), &members, &BTreeSet::new());
    for (row, name) in found.names {
        rows[row].name.value = name;
    }
}

/// A row or a member.
struct Named {
    name: String,
    ty: Option<TypeText>,
}

/// The names of rows, by their places.
struct Found {
    names: BTreeMap<usize, String>,
    /// No member is left that a row without a name may be.
    is_sure: bool,
}

/// Names of a wire are plain letters, unless the JSON has others.
fn is_translated(name: &str) -> bool {
    !name.is_ascii()
}

/// Pairs rows with members: those between the same neighbours, where they are as many and of like types; then
/// those that are left, the same way.
fn find(rows: &[Named], members: &[Named], elsewhere: &BTreeSet<String>) -> Found {
    let places: BTreeMap<String, usize> =
        members.iter().enumerate().map(|(place, it)| (it.name.to_lowercase(), place)).collect();
    let known: Vec<Option<usize>> =
        rows.iter().map(|it| places.get(&it.name.to_lowercase()).copied()).collect();
    let mut taken: BTreeSet<usize> = known.iter().flatten().copied().collect();
    let is_free = |place: &usize, taken: &BTreeSet<usize>| {
        let name = &members[*place].name;
        !taken.contains(place) && !is_translated(name) && !elsewhere.contains(&name.to_lowercase())
    };
    let mut names = BTreeMap::new();
    let mut left: Vec<usize> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let mut start = 0;
    for (row, place) in known
        .iter()
        .enumerate()
        .map(|(row, it)| (Some(row), *it))
        .chain([(None, Some(members.len()))])
    {
        match (row, place) {
            (Some(row), None) => {
                if is_translated(&rows[row].name) {
                    run.push(row);
                }
            }
            (_, Some(end)) => {
                let between = start.min(end)..end;
                let free: Vec<usize> = between.filter(|it| is_free(it, &taken)).collect();
                match fit(rows, members, &run, &free) {
                    true => {
                        let pairs = run.drain(..).zip(&free);
                        names.extend(pairs.map(|(row, it)| (row, members[*it].name.clone())));
                        taken.extend(free);
                    }
                    false => left.append(&mut run),
                }
                // Never back, so that each member is looked at once.
                start = start.max(end.saturating_add(1)).min(members.len());
            }
            (None, None) => {}
        }
    }
    let free: Vec<usize> = (0..members.len()).filter(|it| is_free(it, &taken)).collect();
    let are_paired = fit(rows, members, &left, &free);
    if are_paired {
        names.extend(left.iter().zip(&free).map(|(row, it)| (*row, members[*it].name.clone())));
    }
    Found { names, is_sure: are_paired || free.is_empty() }
}

/// Whether rows may be members, one by one.
fn fit(rows: &[Named], members: &[Named], some: &[usize], others: &[usize]) -> bool {
    let mut pairs = some.iter().zip(others);
    some.len() == others.len() && pairs.all(|(row, it)| is_like(&rows[*row], &members[*it]))
}

/// Whether a row's type may be what a member shows: of a text it shows nothing but that it is no number.
fn is_like(row: &Named, member: &Named) -> bool {
    let (Some(said), Some(shown)) = (&row.ty, &member.ty) else { return true };
    let primitive = |ty: &TypeText| ty.mentions.first().and_then(|it| it.primitive);
    let is_number = |it: Primitive| {
        use Primitive::{Byte, Decimal, Double, Int16, Int32, Int64, SByte, Single};
        matches!(it, Byte | Decimal | Double | Int16 | Int32 | Int64 | SByte | Single)
    };
    let is_alike = match (primitive(said), primitive(shown)) {
        (Some(said), Some(Primitive::String)) => said != Primitive::Boolean && !is_number(said),
        (None, Some(Primitive::String)) => true,
        (Some(said), Some(shown)) => said == shown || is_number(said) && is_number(shown),
        (None, None) => true,
        (None, Some(_)) | (Some(_), None) => false,
    };
    said.collection == shown.collection && is_alike
}
