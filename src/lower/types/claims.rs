//! Which claims are of one property: those of one name, whatever its case, unless one place has both
//! spellings.

use crate::facts::{PageFacts, PropertyClaim, Source};
use crate::hashed::{Hashed, HashedSet};
use crate::naming::{Declaration, What};
use crate::source::FileId;
use crate::spelling::lower;

/// A claim, with the page that makes it.
pub(super) type PageClaim<'d> = (&'d PageFacts, &'d PropertyClaim);

/// The claims of each property, in the order that people read properties in. A row that says "inherited
/// from" another type still counts when that type does not list the property.
pub(super) fn group<'d>(declaration: &'d Declaration<'_>) -> Vec<Vec<PageClaim<'d>>> {
    let mut found: Hashed<String, Vec<(usize, PageClaim<'d>)>> = Hashed::default();
    let mut n_claims = 0;
    let mut add = |page, claim: &'d PropertyClaim| {
        // Annotations such as `@odata.etag` and paths are no properties.
        let name = &claim.name.value;
        if !name.contains(['@', '/', '~']) && !name.is_empty() {
            found.entry(lower(name)).or_default().push((n_claims, (page, claim)));
            n_claims += 1;
        }
    };
    match &declaration.what {
        What::Structured(pages) => {
            for (page, facts) in pages {
                facts.properties.iter().for_each(|claim| add(*page, claim));
            }
        }
        What::Inferred(facts) => {
            facts.properties.iter().for_each(|(page, claim)| add(*page, claim));
        }
        What::Enum(_) | What::Listed(_) => {}
    }
    let mut groups: Vec<_> = found.into_values().flat_map(spelt).collect();
    // Tables list properties in the order people read them; the JSON adds what they lack.
    groups.sort_by_key(|(place, claims)| (is_json_only(claims), *place));
    groups.into_iter().map(|(_, claims)| claims).collect()
}

pub(super) fn is_json_only(claims: &[PageClaim<'_>]) -> bool {
    claims.iter().all(|(_, claim)| claim.source == Source::JsonRepresentation)
}

/// Claims whose names differ in case at most, told apart by their spelling where one place has several:
/// a place that has one spelling only writes it as well as it can. Each with the place of its first.
fn spelt<'d>(claims: Vec<(usize, PageClaim<'d>)>) -> Vec<(usize, Vec<PageClaim<'d>>)> {
    // Nearly all names have one spelling.
    if let [(place, (_, first)), others @ ..] = claims.as_slice()
        && others.iter().all(|(_, (_, claim))| claim.name.value == first.name.value)
    {
        return vec![(*place, claims.into_iter().map(|(_, claim)| claim).collect())];
    }
    let spellings = spellings(&claims);
    let mut groups: Hashed<usize, (usize, Vec<PageClaim<'d>>)> = Hashed::default();
    for (place, (page, claim)) in claims {
        let name = claim.name.value.as_str();
        let group = spellings.get_index_of(name).unwrap_or(0);
        groups.entry(group).or_insert_with(|| (place, Vec::new())).1.push((page, claim));
    }
    groups.into_values().collect()
}

/// The spellings of the first place that has several; none if every place has one.
fn spellings<'d>(claims: &[(usize, PageClaim<'d>)]) -> HashedSet<&'d str> {
    let mut places: Hashed<(FileId, Place), HashedSet<&'d str>> = Hashed::default();
    for (_, (page, claim)) in claims {
        let Some(place) = place(claim.source) else { continue };
        let spellings = places.entry((page.file, place)).or_default();
        spellings.insert(&claim.name.value);
    }
    places.into_values().find(|spellings| spellings.len() > 1).unwrap_or_default()
}

/// Where one author lists properties.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Place {
    Tables,
    Json,
}

/// The place that a claim is listed at; examples are too many and too careless to tell spellings by.
fn place(source: Source) -> Option<Place> {
    match source {
        Source::PropertyTable | Source::RelationshipTable | Source::BodyTable => {
            Some(Place::Tables)
        }
        Source::JsonRepresentation => Some(Place::Json),
        Source::Annotation
        | Source::Heading
        | Source::NamespaceLine
        | Source::MemberTable
        | Source::ValueList
        | Source::Prose
        | Source::InheritedCell
        | Source::DerivedTable
        | Source::Example => None,
    }
}
