//! A type's tables against its JSON representation.

use super::CompareCx;
use crate::diagnostic::Diagnostics;
use crate::edm::{Kind, Primitive};
use crate::facts::{PageFacts, PropertyClaim, Source, TypeFacts};
use crate::lower::declare::{Declaration, What};
use crate::model::{ItemType, Type, TypeId, TypeRef};
use crate::rules::drift;
use std::collections::BTreeSet;

pub(super) fn compare(
    cx: &CompareCx<'_>,
    id: TypeId,
    declaration: &Declaration<'_>,
    diagnostics: &mut Diagnostics,
) {
    let What::Structured(pages) = &declaration.what else { return };
    let listed = listed_anywhere(cx, id, pages);
    for (page, facts) in pages {
        let json: Vec<&PropertyClaim> = of(facts, Source::JsonRepresentation).collect();
        let rows: Vec<&PropertyClaim> =
            of(facts, Source::PropertyTable).chain(of(facts, Source::RelationshipTable)).collect();
        if !json.is_empty() && !rows.is_empty() {
            both_ways(&rows, &json, &listed, diagnostics);
        }
        for row in &rows {
            values(cx, page, row, diagnostics);
            misplaced(cx, page, row, diagnostics);
            let Some(member) = json.iter().find(|it| is_same(it, row)) else { continue };
            pair(cx, page, row, member, diagnostics);
        }
    }
}

fn of(facts: &TypeFacts, source: Source) -> impl Iterator<Item = &PropertyClaim> {
    facts.properties.iter().filter(move |claim| claim.source == source)
}

fn is_same(one: &PropertyClaim, other: &PropertyClaim) -> bool {
    one.name.value.eq_ignore_ascii_case(&other.name.value)
}

/// The names, in lower case, that tables of the type or of a base list, on whatever page.
fn listed_anywhere(
    cx: &CompareCx<'_>,
    id: TypeId,
    pages: &[(&PageFacts, &TypeFacts)],
) -> BTreeSet<String> {
    let own = pages.iter().flat_map(|(_, facts)| &facts.properties);
    let own = own.filter(|claim| claim.source != Source::JsonRepresentation);
    let base = cx.structured(id).and_then(|ty| ty.base);
    let inherited = base.into_iter().flat_map(|base| cx.properties(base));
    own.map(|claim| claim.name.value.to_lowercase())
        .chain(inherited.map(|property| property.name.to_lowercase()))
        .collect()
}

/// Names that only the table or only the JSON has.
fn both_ways(
    rows: &[&PropertyClaim],
    json: &[&PropertyClaim],
    listed: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) {
    let is_protocol = |claim: &PropertyClaim| claim.name.value.contains(['@', '#', '/', '~']);
    for member in json {
        let is_listed = listed.contains(&member.name.value.trim().to_lowercase());
        if !is_listed && !is_protocol(member) {
            diagnostics.report(drift::absent_from_table::report(member));
        }
    }
    let mut absent = rows.iter().filter(|row| {
        row.source == Source::PropertyTable
            && row.notes.inherited_from.is_none()
            && !row.notes.deprecated
            && !is_protocol(row)
            && !json.iter().any(|member| is_same(member, row))
    });
    if let Some(first) = absent.next() {
        let rest: Vec<&PropertyClaim> = absent.copied().collect();
        diagnostics.report(drift::absent_from_json::report(first, &rest, json[0]));
    }
}

/// A row and the member of the same name.
fn pair(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    member: &PropertyClaim,
    diagnostics: &mut Diagnostics,
) {
    if row.name.value != member.name.value {
        diagnostics.report(drift::property_case::report(row, member));
    }
    let resolve = |claim: &PropertyClaim| cx.resolve(page, claim.ty.as_ref()?);
    let (Some(in_row), Some(in_json)) = (resolve(row), resolve(member)) else { return };
    if is_sample(cx, member, in_row) {
        return;
    }
    let is_other = cx.are_different(in_row.item, in_json.item);
    // Collections of relationships are often shown as one object.
    let is_other_count = in_row.collection != in_json.collection
        && row.source == Source::PropertyTable
        && in_row.item != ItemType::Untyped
        && in_json.item != ItemType::Untyped;
    if is_other || is_other_count {
        let names = (cx.name(in_row), cx.name(in_json));
        diagnostics.report(drift::representation_type_mismatch::report(row, member, names));
    }
}

/// Text that stands for what the row says: a number or a boolean in quotes, or the type's name.
fn is_sample(cx: &CompareCx<'_>, member: &PropertyClaim, in_row: TypeRef) -> bool {
    let text = cx.cx.sources.text(member.span);
    let value = text.split_once(':').map_or("", |(_, value)| value).trim();
    let shown = value.trim_matches('"');
    let is_literal =
        shown != value && (shown.parse::<f64>().is_ok() || shown.parse::<bool>().is_ok());
    let name = match in_row.item {
        ItemType::Named(id) => cx.model.ty(id).name().name.as_str(),
        ItemType::Primitive(primitive) => primitive.name().trim_start_matches("Edm."),
        ItemType::Untyped => return true,
    };
    let spelling = if in_row.collection { format!("Collection({name})") } else { name.to_owned() };
    is_literal
        || shown.eq_ignore_ascii_case(&spelling)
        || shown.rsplit('.').next().is_some_and(|it| it.trim_end_matches(')') == name)
}

/// A row that stands among relationships though it leads to no entity, or among properties though it
/// does.
fn misplaced(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    diagnostics: &mut Diagnostics,
) {
    let Some(text) = &row.ty else { return };
    let Some(ty) = cx.resolve(page, text) else { return };
    let is_entity = match ty.item {
        ItemType::Untyped | ItemType::Primitive(Primitive::Stream) => return,
        ItemType::Primitive(_) => false,
        ItemType::Named(id) => match cx.model.ty(id) {
            Type::Enum(_) => false,
            Type::Structured(_) if cx.model.is_shapeless(id) => return,
            Type::Structured(ty) => ty.kind == Kind::Entity,
        },
    };
    if is_entity != (row.source == Source::RelationshipTable) {
        let name = cx.name(TypeRef { collection: false, ..ty });
        let report = drift::misplaced_property::report(row, text.span, &name, is_entity);
        diagnostics.report(report);
    }
}

/// An inline list of values against the members of the enum that the row is typed with.
fn values(
    cx: &CompareCx<'_>,
    page: &PageFacts,
    row: &PropertyClaim,
    diagnostics: &mut Diagnostics,
) {
    if row.notes.values.is_empty() {
        return;
    }
    let Some(ItemType::Named(id)) =
        row.ty.as_ref().and_then(|ty| cx.resolve(page, ty)).map(|ty| ty.item)
    else {
        return;
    };
    let Type::Enum(ty) = cx.model.ty(id) else { return };
    let unknown: Vec<_> = row
        .notes
        .values
        .iter()
        .filter(|value| is_word(&value.value))
        .filter(|value| !ty.members.iter().any(|it| it.name.eq_ignore_ascii_case(&value.value)))
        .collect();
    if let Some(first) = unknown.first() {
        diagnostics.report(drift::value_list_mismatch::report(first, &unknown[1..], ty));
    }
}

/// Lists also name punctuation, and "null" for no value at all.
fn is_word(value: &str) -> bool {
    value.starts_with(char::is_alphabetic) && !value.eq_ignore_ascii_case("null")
}
