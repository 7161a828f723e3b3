//! Members of members: `curve.peak`, and items below an item. They are those of a type of its own.

use super::resource;
use crate::dialect::joined;
use crate::extract::cx::Cx;
use crate::facts::{Claim, PropertyClaim, PropertyNotes, Source, TypeFacts, TypeText, way};
use crate::hashed::Hashed;
use crate::limits;
use crate::source::Spanned;
use std::collections::BTreeMap;

/// The type without the members of its members, and the types that these make.
pub(crate) fn apart(cx: &Cx<'_>, mut ty: TypeFacts) -> Vec<TypeFacts> {
    let Some(name) = ty.names.first().map(|it| it.value.clone()) else { return vec![ty] };
    let (of_inner, own): (Vec<_>, Vec<_>) =
        std::mem::take(&mut ty.properties).into_iter().partition(is_inner);
    ty.properties = own.into_iter().map(of_many).collect();
    let mut groups: Hashed<String, Vec<PropertyClaim>> = Hashed::default();
    for claim in of_inner {
        let Some(first) = way(&claim.name.value).into_iter().next() else { continue };
        groups.entry(first).or_default().push(claim);
    }
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (place, claim) in ty.properties.iter().enumerate() {
        known.extend(way(&claim.name.value).into_iter().next().map(|it| (it, place)));
    }
    let mut made = Vec::new();
    for (member, claims) in groups {
        let place = known.get(&member).copied();
        made.extend(of_member(cx, (&mut ty, place), &name, &member, claims));
    }
    let inner = made.into_iter().flat_map(|it| apart(cx, it));
    let inner: Vec<TypeFacts> = inner.collect();
    std::iter::once(ty).chain(inner).collect()
}

/// A member that is called `tags[]` is a list of `tags`.
fn of_many(mut claim: PropertyClaim) -> PropertyClaim {
    if let Some(name) = claim.name.value.strip_suffix("[]") {
        claim.name.value = name.to_owned();
        claim.ty.iter_mut().for_each(|it| it.collection = true);
    }
    claim
}

/// Whether a name is one of a member of a member.
fn is_inner(claim: &PropertyClaim) -> bool {
    let name = &claim.name.value;
    let n_parts = name.split(['.', '[']).filter(|it| !it.trim_matches(']').is_empty()).count();
    n_parts > 1 && n_parts <= limits::NESTING.most && !limits::is_long(name)
}

/// The type of a member with members, which the member is given; none where it has another.
fn of_member(
    cx: &Cx<'_>,
    (ty, place): (&mut TypeFacts, Option<usize>),
    parent: &str,
    member: &str,
    claims: Vec<PropertyClaim>,
) -> Option<TypeFacts> {
    let (span, name_span) = claims.first().map(|it| (it.span, it.name.span))?;
    let many = format!("{member}[]");
    let is_many = claims.iter().any(|it| it.name.value.contains(&many));
    let own_name = joined(&format!("{parent} {member}"));
    let known = place.and_then(|it| ty.properties.get_mut(it));
    let said = known.as_ref().and_then(|it| it.ty.as_ref());
    let name = match said.map(|it| it.mentions.as_slice()) {
        None | Some([]) => own_name,
        Some([only]) if cx.dialect.is_untyped(&only.name) => own_name,
        // What it is called is what stands below it.
        Some([only]) if only.primitive.is_none() && only.target.is_none() => joined(&only.name),
        Some(_) => return None,
    };
    let collection = is_many || said.is_some_and(|it| it.collection);
    let text = TypeText { collection, ..TypeText::of_name(&name, None, name_span) };
    match known {
        Some(known) => known.ty = Some(text),
        None => ty.properties.push(PropertyClaim {
            source: Source::PropertyTable,
            name: Spanned::new(member.to_owned(), name_span),
            ty: Some(text),
            description: None,
            notes: PropertyNotes::default().into(),
            span,
        }),
    }
    let names = vec![Claim { source: Source::Heading, value: name, span: name_span }];
    let mut made = resource::empty(names);
    // There is one if there is what it is in.
    made.titled_only = ty.titled_only;
    made.properties.extend(claims.into_iter().map(|it| {
        let rest = behind(&it.name.value, member).to_owned();
        PropertyClaim { name: Spanned::new(rest, it.name.span), ..it }
    }));
    Some(made)
}

/// What stands behind the first name of a way: `name` of `owner.name` and of `owner[name]`.
fn behind<'n>(name: &'n str, first: &str) -> &'n str {
    let at = name.find(first).map_or(0, |at| at + first.len());
    let rest = name[at..].trim_start_matches(['.', '[', ']', ' ']);
    // Only of a way of one name more is its bracket no part.
    let only = rest.trim_end_matches([']', '[']);
    if only.contains(['.', '[', ']']) { rest } else { only }
}
