//! Types with properties, and these.

use super::said::{Reason, name_of, named, named_in_place, so};
use crate::corrections::{PropertyCorrection, TypeCorrection};
use crate::model::{Property, Type, TypeId};
use crate::rules::service::against::{Against, by_name, shown};
use crate::service::{ServiceKind, ServiceProperty, ServiceType, bare};
use crate::source::{Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// Types whose bases differ.
pub(super) fn bases(against: &Against<'_>) -> Vec<TypeCorrection> {
    let mut found = Vec::new();
    for (id, ty, ours) in against.structured() {
        let there = base(against, ours).filter(|base| *base != id);
        // Who tells shapes alone repeats what a base has.
        let is_told = there.is_some() || !against.service.shapes_only;
        if is_told && ty.base != there {
            let mut reason = Reason::default();
            let called = |base: Option<TypeId>| base.map(|base| name_of(against, base));
            let shown = |base: Option<TypeId>| {
                called(base).map_or("no base".to_owned(), |name| format!("the base `{name}`"))
            };
            reason.differ(&shown(ty.base), &shown(there));
            let base = so(called(there), ours.span);
            found.push(TypeCorrection { base, ..of_type(against, id, ours, reason) });
        }
    }
    found
}

/// Types of which something else differs.
pub(super) fn of_types(against: &Against<'_>) -> Vec<TypeCorrection> {
    let mut found = Vec::new();
    if against.service.shapes_only {
        return found;
    }
    for (id, ty, ours) in against.structured() {
        let mut reason = Reason::default();
        let mut it = of_type(against, id, ours, Reason::default());
        if let ServiceKind::Structured(kind) = ours.kind
            && kind != ty.kind
        {
            reason.differ(ServiceKind::Structured(ty.kind).as_str(), ours.kind.as_str());
            it.kind = so(kind, ours.span);
        }
        if ty.open != ours.open {
            let said = |open| if open { "that it is open" } else { "that it is not open" };
            reason.differ(said(ty.open), said(ours.open));
            it.open = so(ours.open, ours.span);
        }
        if ty.is_abstract != ours.is_abstract {
            let said = |is| if is { "that it is abstract" } else { "that it is not abstract" };
            reason.differ(said(ty.is_abstract), said(ours.is_abstract));
            it.is_abstract = so(ours.is_abstract, ours.span);
        }
        if !reason.0.is_empty() {
            it.reason = reason.into_text();
            found.push(it);
        }
    }
    found
}

fn of_type(
    against: &Against<'_>,
    id: TypeId,
    ours: &ServiceType,
    reason: Reason,
) -> TypeCorrection {
    TypeCorrection {
        name: Spanned::new(name_of(against, id), ours.span),
        base: None,
        kind: None,
        open: None,
        is_abstract: None,
        description: None,
        rust: None,
        reason: reason.into_text(),
    }
}

/// The nearest base that the docs have, too.
fn base(against: &Against<'_>, ours: &ServiceType) -> Option<TypeId> {
    let bases = against.service.lineage(ours).skip(1);
    bases.filter_map(|base| against.documented.get(base.name.as_str()).copied()).next()
}

pub(super) fn of_properties(against: &Against<'_>) -> Vec<PropertyCorrection> {
    let (mut found, mut gone) = (Vec::new(), BTreeSet::new());
    for (id, ty, ours) in against.structured() {
        let theirs = by_name(against.service, ours);
        for property in &ty.properties {
            match theirs.get(&property.name.to_ascii_lowercase()) {
                Some(described) => found.extend(changed(against, id, property, described)),
                // What is open may have it all the same.
                None if !ours.open => {
                    gone.insert((id, property.name.to_ascii_lowercase()));
                    found.push(absent(against, id, property, ours));
                }
                None => {}
            }
        }
    }
    for (id, _, ours) in against.structured() {
        found.extend(lacking(against, id, ours, &gone));
    }
    found
}

fn changed(
    against: &Against<'_>,
    id: TypeId,
    property: &Property,
    ours: &ServiceProperty,
) -> Option<PropertyCorrection> {
    let mut it = of(against, id, &property.name, ours.name.span);
    let (mut reason, place) = (Reason::default(), ours.name.span);
    if property.name != ours.name.value {
        reason.differ(&format!("`{}`", property.name), &format!("`{}`", ours.name.value));
        it.called = so(ours.name.value.clone(), place);
    }
    if !against.is_same(property.ty, &ours.ty)
        && let Some(name) = named_in_place(against, property.ty, &ours.ty)
    {
        reason.differ(&against.cx.name(property.ty), &shown(&ours.ty));
        it.ty = so(name, place);
    }
    if property.navigation != ours.navigation && !against.service.shapes_only {
        let what = |navigation| if navigation { "a relationship" } else { "a property" };
        reason.differ(what(property.navigation), what(ours.navigation));
        it.navigation = so(ours.navigation, place);
    }
    let is_weighed = !ours.navigation && !ours.ty.collection;
    if let Some(nullable) =
        property.nullable.filter(|it| is_weighed && ours.nullable.is_some_and(|there| *it != there))
    {
        let may = |nullable| if nullable { "that it may be null" } else { "that it is never null" };
        reason.differ(may(nullable), may(!nullable));
        it.nullable = so(!nullable, place);
    }
    if reason.0.is_empty() {
        return None;
    }
    it.reason = reason.into_text();
    Some(it)
}

fn absent(
    against: &Against<'_>,
    id: TypeId,
    property: &Property,
    ours: &ServiceType,
) -> PropertyCorrection {
    let mut it = of(against, id, &property.name, ours.span);
    it.exists = so(false, ours.span);
    let page = property
        .docs
        .page
        .as_deref()
        .or(against.cx.model.ty(id).docs().page.as_deref())
        .unwrap_or_default();
    it.reason = format!("`{page}` has it, the service's `{}` has not.", ours.bare());
    it
}

/// What a type of the service has, and neither the docs' type nor its bases.
fn lacking(
    against: &Against<'_>,
    id: TypeId,
    ours: &ServiceType,
    gone: &BTreeSet<(TypeId, String)>,
) -> Vec<PropertyCorrection> {
    let mut listed: BTreeMap<String, bool> = BTreeMap::new();
    for owner in against.cx.model.lineage(id) {
        for property in against.own_properties(owner) {
            let name = property.name.to_ascii_lowercase();
            let is_gone = gone.contains(&(owner, name.clone()));
            *listed.entry(name).or_default() |= !is_gone;
        }
    }
    let bases = against.service.lineage(ours).skip(1).map(|base| base.name.as_str());
    let bases: Vec<&str> = bases.filter(|base| against.documented.contains_key(base)).collect();
    let mut found = Vec::new();
    for (property, owner) in against.service.properties(ours) {
        // A base that the docs have gets it.
        let is_told = bases.iter().any(|base| against.service.is_a(base, &owner.name));
        let name = &property.name.value;
        let is_listed = listed.get(&name.to_ascii_lowercase()).is_some_and(|is| *is);
        if is_told || is_listed {
            continue;
        }
        let Some(ty) = named(against, &property.ty) else { continue };
        let place = property.name.span;
        let mut it = of(against, id, name, place);
        it.exists = so(true, place);
        it.ty = so(ty, place);
        it.navigation = Some(Spanned::new(true, place)).filter(|_| property.navigation);
        it.reason = format!("The docs lack it, the service's `{}` has it.", bare(&owner.name));
        found.push(it);
    }
    found
}

fn of(against: &Against<'_>, id: TypeId, name: &str, place: Span) -> PropertyCorrection {
    PropertyCorrection {
        of: name_of(against, id),
        name: Spanned::new(name.to_owned(), place),
        exists: None,
        called: None,
        ty: None,
        nullable: None,
        navigation: None,
        description: None,
        rust: None,
        reason: String::new(),
    }
}

impl<'a> Against<'a> {
    fn own_properties(&self, id: TypeId) -> &'a [Property] {
        match self.cx.model.ty(id) {
            Type::Structured(ty) => &ty.properties,
            Type::Enum(_) => &[],
        }
    }
}
