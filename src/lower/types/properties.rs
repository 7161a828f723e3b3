//! Properties: the claims of every place united, one type each, inherited ones left to the base.

use super::claims::{self, PageClaim, is_json_only};
use super::infer::widen;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::edm::Primitive;
use crate::facts::{Claim, PageFacts, PropertyClaim, Source, TypeFacts, TypeText};
use crate::hashed::HashedSet;
use crate::ledger::{Decision, RelationshipOfMany};
use crate::lower::said;
use crate::model::{Docs, ItemType, Model, Property, StructuredType, Type, TypeId, TypeRef};
use crate::naming::Cx;
use crate::naming::resolve;
use crate::naming::{Declaration, Declarations, Hint, What};
use crate::precedence::{DESCRIPTION, PROPERTY_NAME, PROPERTY_TYPE, best, json_wins, rank};
use crate::rules::resolve as rules;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The own properties of every type, by [`TypeId`].
pub(crate) fn merge(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    bases: &[Decision<TypeId>],
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<Property>> {
    let all: Vec<_> = declared.iter().collect();
    let own: Vec<Vec<Vec<PageClaim<'_>>>> =
        all.par_iter().map(|(_, declaration)| claims::group(declaration)).collect();
    let names: Vec<BTreeSet<String>> = own
        .par_iter()
        .map(|groups| groups.iter().map(|claims| name(claims).to_lowercase()).collect())
        .collect();
    let merged = all.par_iter().map(|&(id, declaration)| {
        let mut unknown = Vec::new();
        let chain = std::iter::successors(bases[id.0].decided, |base| bases[base.0].decided);
        let inherited: Vec<&BTreeSet<String>> = chain.map(|base| &names[base.0]).collect();
        let is_inherited = |claims: &[PageClaim<'_>]| {
            let name = name(claims).to_lowercase();
            inherited.iter().any(|names| names.contains(&name))
        };
        let skips_json_only = is_open(declaration);
        let stated = Stated::of(declaration);
        let properties = own[id.0]
            .iter()
            .filter(|claims| !is_inherited(claims))
            // The JSON of an open type shows sample members beside the documented ones.
            .filter(|claims| !(skips_json_only && is_json_only(claims)))
            .map(|claims| property(cx, declared, declaration, &stated, claims, &mut unknown))
            .collect();
        (properties, unknown)
    });
    let merged: Vec<(Vec<Property>, Vec<Unknown<'_>>)> = merged.collect();
    // Guesses at names depend on those before them.
    let tell = |(properties, unknown): (_, Vec<Unknown<'_>>)| {
        for (text, report) in unknown {
            diagnostics.report(report(text, declared.hint(text)));
        }
        properties
    };
    merged.into_iter().map(tell).collect()
}

/// The text of a type that nothing defines, and how that is told.
type Unknown<'f> = (&'f TypeText, fn(&TypeText, Hint<'_>) -> Diagnostic);

/// The name on the wire.
fn name<'d>(claims: &[PageClaim<'d>]) -> &'d str {
    let best = claims.iter().min_by_key(|(_, claim)| rank(claim.source, PROPERTY_NAME));
    best.map_or("", |(_, claim)| &claim.name.value)
}

fn is_open(declaration: &Declaration<'_>) -> bool {
    match &declaration.what {
        What::Structured(pages) => {
            pages.iter().any(|(_, facts)| facts.open.as_ref().is_some_and(|open| open.value))
        }
        What::Enum(_) | What::Listed(_) | What::Inferred(_) => false,
    }
}

fn property<'f>(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    declaration: &Declaration<'_>,
    stated: &Stated,
    claims: &[PageClaim<'f>],
    unknown: &mut Vec<Unknown<'f>>,
) -> Property {
    let name = name(claims).to_owned();
    let types: Vec<Claim<TypeRef>> = claims
        .iter()
        .filter_map(|(page, claim)| {
            let text = claim.ty.as_ref()?;
            let named = named_in_json(cx, declared, page, claim);
            let value = named.or_else(|| resolve_claim(cx, declared, page, claim))?;
            Some(Claim { source: claim.source, value, span: text.span })
        })
        .collect();
    let decided = decide(&types);
    if decided.is_some() {
        unknown.extend(unknown_rows(cx, declared, claims));
    }
    let ty = decided.unwrap_or_else(|| {
        let of_rows = claims.iter().filter(|(_, it)| it.source != Source::JsonRepresentation);
        let text = of_rows.chain(claims).find_map(|(_, claim)| claim.ty.as_ref());
        let named = text.filter(|text| is_named(text));
        unknown.extend(named.map(|text| (text, rules::unknown_type::report as _)));
        let collection = text.is_some_and(|text| text.collection);
        TypeRef { item: ItemType::Untyped, collection }
    });
    let described = claims
        .iter()
        .filter(|(_, claim)| claim.description.is_some())
        .min_by_key(|(_, claim)| rank(claim.source, DESCRIPTION));
    let place = described.or(claims.first()).map(|(_, claim)| claim.span);
    let text = described.and_then(|(_, claim)| claim.description.as_ref());
    let docs = place
        .map_or_else(Docs::default, |span| cx.docs(text.map(|prose| prose.text.as_str()), span));
    let mut terms = said::terms(claims.iter().map(|(_, claim)| &*claim.notes), ty);
    let mut nullable = claims.iter().find_map(|(_, claim)| claim.notes.nullable);
    let lower = name.to_ascii_lowercase();
    terms.capabilities = stated.capabilities.get(&lower).cloned().unwrap_or_default();
    nullable = nullable.or(stated.nullable.contains(&lower).then_some(true));
    let any = |note: fn(&PropertyClaim) -> bool| claims.iter().any(|(_, claim)| note(claim));
    Property {
        name,
        ty,
        navigation: any(|claim| claim.source == Source::RelationshipTable),
        read_only: any(|claim| claim.notes.read_only),
        required: any(|claim| claim.notes.required),
        nullable,
        deprecated: any(|claim| claim.notes.deprecated),
        terms,
        inferred: matches!(declaration.what, What::Inferred(_)) || is_json_only(claims),
        docs,
    }
}

/// The type that a row names. That of a relationship may be named as the set that it leads to: many of one.
fn resolve_claim(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    claim: &PropertyClaim,
) -> Option<TypeRef> {
    let text = claim.ty.as_ref()?;
    let of_set = || {
        let [set] = text.mentions.as_slice() else { return None };
        let id = declared.of_set(&set.name)?;
        // The plural is the longer one.
        let is_many = set.name.len() > declared.get(id).name.name.len();
        Some(TypeRef { item: ItemType::Named(id), collection: text.collection || is_many })
    };
    let is_relationship = claim.source == Source::RelationshipTable;
    let named = resolve(cx, declared, page, text);
    named.or_else(|| is_relationship.then(of_set).flatten())
}

/// The type that a text in a representation names, qualified by a part of a namespace: `"Light.lamp"`.
fn named_in_json(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    page: &PageFacts,
    claim: &PropertyClaim,
) -> Option<TypeRef> {
    let text = claim.ty.as_ref().filter(|_| claim.source == Source::JsonRepresentation)?;
    let is_text = text.mentions.iter().all(|it| it.primitive == Some(Primitive::String));
    let name = text.text.as_str();
    let is_name = is_text && name.contains('.') && name != Primitive::String.name();
    let id = declared.by_written_name(cx, name, cx.namespace(page)).filter(|_| is_name)?;
    Some(TypeRef { item: ItemType::Named(id), collection: text.collection })
}

/// One type out of several claims.
fn decide(types: &[Claim<TypeRef>]) -> Option<TypeRef> {
    let first = best(types, PROPERTY_TYPE)?;
    if first.source == Source::Example {
        return Some(
            widen(types).unwrap_or(TypeRef { item: ItemType::Untyped, collection: false }),
        );
    }
    let json = types.iter().find(|claim| claim.source == Source::JsonRepresentation);
    match json {
        Some(json) if json_wins(first.value, json.value) => {
            Some(TypeRef { item: json.value.item, collection: first.value.collection })
        }
        _ => Some(first.value),
    }
}

/// Rows that name a type which nothing defines, though the property's type is known from elsewhere.
fn unknown_rows<'f>(
    cx: &Cx<'_>,
    declared: &Declarations<'_>,
    claims: &[PageClaim<'f>],
) -> impl Iterator<Item = Unknown<'f>> {
    claims.iter().filter_map(|(page, claim)| {
        let is_row = matches!(claim.source, Source::PropertyTable | Source::RelationshipTable);
        let text = claim.ty.as_ref().filter(|text| is_row && is_named(text))?;
        let is_unknown = resolve_claim(cx, declared, page, claim).is_none();
        is_unknown.then_some((text, rules::unknown_type::of_row as _))
    })
}

/// Whether a text that does not resolve reads like the name of a type, rather than a sentence.
fn is_named(text: &TypeText) -> bool {
    !text.mentions.is_empty() && !text.is_guess
}

/// The key that an annotation names, else the properties that their rows call the key. Keys that name no
/// property are a slip; the validator of the docs drops them too.
fn keys(pages: &[(&PageFacts, &TypeFacts)]) -> Vec<String> {
    if let Some(key) = pages.iter().find_map(|(_, facts)| facts.key.as_ref()) {
        return vec![key.value.clone()];
    }
    let claims = pages.iter().flat_map(|(_, facts)| &facts.properties);
    let mut keys: HashedSet<&str> = HashedSet::default();
    for claim in claims.filter(|claim| claim.notes.key && claim.notes.inherited_from.is_none()) {
        keys.insert(&claim.name.value);
    }
    keys.into_iter().map(str::to_owned).collect()
}

/// What annotations state of properties, by name in lower case.
#[derive(Debug, Default)]
struct Stated {
    capabilities: BTreeMap<String, Vec<(String, String)>>,
    nullable: BTreeSet<String>,
}

impl Stated {
    fn of(declaration: &Declaration<'_>) -> Self {
        let mut stated = Self::default();
        let What::Structured(pages) = &declaration.what else { return stated };
        for claim in pages.iter().flat_map(|(_, facts)| &facts.capabilities) {
            let Some(property) = &claim.property else { continue };
            let known = stated.capabilities.entry(property.to_ascii_lowercase()).or_default();
            known.push((claim.name.value.clone(), claim.value.clone()));
        }
        let nullable = pages.iter().flat_map(|(_, facts)| &facts.nullable_properties);
        stated.nullable.extend(nullable.map(|it| it.value.to_ascii_lowercase()));
        stated
    }
}

/// What annotations state of the type itself.
fn capabilities(pages: &[(&PageFacts, &TypeFacts)]) -> Vec<(String, String)> {
    let claims = pages.iter().flat_map(|(_, facts)| &facts.capabilities);
    let own = claims.filter(|claim| claim.property.is_none());
    own.map(|claim| (claim.name.value.clone(), claim.value.clone())).collect()
}

/// The model's type for a declaration.
pub(crate) fn structured(
    cx: &Cx<'_>,
    declaration: &Declaration<'_>,
    base: Option<TypeId>,
    properties: &[Property],
) -> StructuredType {
    let mut ty = StructuredType {
        base,
        properties: properties.to_vec(),
        ..StructuredType::named(declaration.name.clone())
    };
    match &declaration.what {
        What::Structured(pages) => {
            ty.inferred = false;
            ty.open = is_open(declaration);
            let any = |flag: fn(&TypeFacts) -> Option<&Claim<bool>>| {
                pages.iter().any(|(_, facts)| flag(facts).is_some_and(|it| it.value))
            };
            ty.is_abstract = any(|facts| facts.is_abstract.as_ref());
            ty.media = any(|facts| facts.is_media.as_ref());
            ty.deprecated = pages.iter().all(|(_, facts)| {
                facts.deprecated.as_ref().is_some_and(|deprecated| deprecated.value)
            });
            ty.capabilities = capabilities(pages);
            ty.keys = keys(pages);
            // The page named after the type comes before pages that add a few properties to it.
            let main = pages
                .iter()
                .min_by_key(|(page, facts)| (facts.summary.is_none(), cx.file(page).len()));
            if let Some((_, facts)) = main {
                let span = facts.names.first().map(|name| name.span);
                let place = span.or(facts.summary.as_ref().map(|it| it.span));
                let text = facts.summary.as_ref().map(|it| it.text.as_str());
                ty.docs = place.map_or_else(Docs::default, |span| cx.docs(text, span));
            }
        }
        What::Inferred(facts) => ty.docs = cx.docs(None, facts.named_at),
        What::Enum(_) | What::Listed(_) => {}
    }
    ty
}

/// Makes collections of relationships whose own pages list many.
pub(crate) fn are_many(model: &mut Model, relationships: &[RelationshipOfMany]) {
    for RelationshipOfMany { ty, property, .. } in relationships {
        let Some((_, Type::Structured(ty))) = model.types.get_index_mut(ty.0) else { continue };
        let mut known = ty.properties.iter_mut();
        if let Some(it) = known.find(|it| it.name == *property) {
            it.ty.collection = true;
        }
    }
}
