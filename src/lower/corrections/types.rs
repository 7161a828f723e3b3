//! Corrections of types, their properties and members.

use super::fix::{Fix, id_of, names};
use super::spellings::spell;
use crate::corrections::{Corrections, EnumCorrection, PropertyCorrection};
use crate::diagnostic::Diagnostics;
use crate::edm::PropertyTerms;
use crate::ledger::{Decision, RelationshipOfMany};
use crate::limits::BASES;
use crate::model::{
    Docs, EnumMember, EnumType, ItemType, Model, Property, StructuredType, Type, TypeId, TypeRef,
};
use crate::naming::{Cx, Declarations, What};
use crate::source::{Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};

/// Bases, before properties are left to them.
pub(in crate::lower) fn bases(
    cx: &Cx<'_>,
    corrections: &Corrections,
    declared: &Declarations<'_>,
    bases: &mut [Decision<TypeId>],
    diagnostics: &mut Diagnostics,
) {
    let mut fix = Fix::new(diagnostics);
    let default = &cx.dialect.default_namespace;
    for it in &corrections.types {
        let Some(base) = &it.base else { continue };
        // A type that is not there is told with the types.
        let Some(id) = declared.by_written_name(cx, &it.name.value, default) else { continue };
        let new = match &base.value {
            None => None,
            Some(name) => match declared.by_written_name(cx, name, default) {
                Some(id) if !is_enum(declared, id) => Some(id),
                Some(_) | None => {
                    let known = declared.iter().map(|(_, it)| it.name.name.as_str());
                    fix.nothing("type", name, known, base.span);
                    continue;
                }
            },
        };
        let chain = std::iter::successors(new, |id| bases[id.0].decided).take(BASES.most + 1);
        let chain: Vec<TypeId> = chain.collect();
        if chain.contains(&id) || chain.len() > BASES.most {
            let (headline, help) = match chain.contains(&id) {
                true => (
                    format!("`{}` would derive from itself", it.name.value),
                    "write a base that does not derive from it, or `nothing`",
                ),
                false => (
                    format!("`{}` would have more than {} bases", it.name.value, BASES.most),
                    "write a base with fewer of its own",
                ),
            };
            fix.refuse(headline, help, base.span);
        } else if bases[id.0].decided == new {
            fix.needless(base.span);
        } else {
            bases[id.0].decided = new;
        }
    }
}

fn is_enum(declared: &Declarations<'_>, id: TypeId) -> bool {
    matches!(declared.get(id).what, What::Enum(_) | What::Listed(_))
}

/// Types of relationships that are so already, as far as pages of types say.
pub(in crate::lower) type Undecided = Vec<(TypeId, String, Span)>;

/// What is said of types themselves, of properties and of members.
pub(in crate::lower) fn types(
    corrections: &Corrections,
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) -> Undecided {
    let mut fix = Fix::new(diagnostics);
    let mut seen = BTreeMap::new();
    for it in &corrections.types {
        if fix.is_twice(&mut seen, id_of(model, &it.name.value), it.name.span) {
            continue;
        }
        if let Some(ty) = structured(&mut fix, model, &it.name) {
            fix.set(&mut ty.open, it.open.as_ref());
            fix.set(&mut ty.is_abstract, it.is_abstract.as_ref());
            describe(&mut fix, &mut ty.docs, it.description.as_ref());
        }
    }
    let (mut more, mut undecided) = (Vec::new(), Vec::new());
    let mut seen = BTreeMap::new();
    for it in &corrections.properties {
        let named = id_of(model, &it.of).map(|id| (id, it.name.value.clone()));
        if !fix.is_twice(&mut seen, named, it.name.span) {
            more.extend(property(&mut fix, model, it, &mut undecided));
        }
    }
    leave_to_bases(model, &more);
    let mut seen = BTreeMap::new();
    for it in &corrections.enums {
        if !fix.is_twice(&mut seen, id_of(model, &it.name.value), it.name.span) {
            of_enum(&mut fix, model, it);
        }
    }
    spell(&mut fix, corrections, model);
    undecided
}

/// Relationships that are of one, whatever their own pages list. What nothing but a correction says is told if it says
/// nothing new.
pub(in crate::lower) fn relationships(
    corrections: &Corrections,
    model: &mut Model,
    of_many: &[RelationshipOfMany],
    undecided: &Undecided,
    diagnostics: &mut Diagnostics,
) {
    let of_many: BTreeSet<(TypeId, &str)> =
        of_many.iter().map(|it| (it.ty, it.property.as_str())).collect();
    for it in &corrections.properties {
        let Some(ty) = &it.ty else { continue };
        let name = it.called.as_ref().unwrap_or(&it.name).value.as_str();
        if id_of(model, &it.of).is_some_and(|id| of_many.contains(&(id, name))) {
            own_property(model, it, |own| own.ty.collection = ty.value.collection);
        }
    }
    let mut fix = Fix::new(diagnostics);
    for (id, name, span) in undecided {
        if !of_many.contains(&(*id, name)) {
            fix.needless(*span);
        }
    }
}

/// Does something with what a correction is about, if it is there.
pub(super) fn own_property(
    model: &mut Model,
    it: &PropertyCorrection,
    set: impl FnMut(&mut Property),
) {
    let name = it.called.as_ref().unwrap_or(&it.name).value.as_str();
    let id = id_of(model, &it.of);
    if let Some(Type::Structured(owner)) = id.and_then(|id| type_mut(model, id)) {
        owner.properties.iter_mut().filter(|own| own.name == name).for_each(set);
    }
}

pub(super) fn type_mut(model: &mut Model, id: TypeId) -> Option<&mut Type> {
    model.types.get_index_mut(id.0).map(|(_, ty)| ty)
}

fn structured<'m>(
    fix: &mut Fix<'_>,
    model: &'m mut Model,
    name: &Spanned<String>,
) -> Option<&'m mut StructuredType> {
    let id = id_of(model, &name.value);
    let found = id.filter(|id| matches!(model.ty(*id), Type::Structured(_)));
    let Some(id) = found else {
        fix.nothing("type with properties", &name.value, names(model), name.span);
        return None;
    };
    match type_mut(model, id) {
        Some(Type::Structured(ty)) => Some(ty),
        Some(Type::Enum(_)) | None => None,
    }
}

fn describe(fix: &mut Fix<'_>, docs: &mut Docs, description: Option<&Spanned<String>>) {
    let new = description.map(|it| Spanned::new(Some(it.value.clone()), it.span));
    fix.set(&mut docs.text, new.as_ref());
}

/// Takes properties that types got from the types that derive from these.
fn leave_to_bases(model: &mut Model, more: &[(TypeId, String)]) {
    let mut of: BTreeMap<TypeId, BTreeSet<&str>> = BTreeMap::new();
    for (id, name) in more {
        of.entry(*id).or_default().insert(name);
    }
    for index in 0..model.types.len() {
        let bases = model.lineage(TypeId(index)).skip(1).filter_map(|base| of.get(&base));
        let inherited: BTreeSet<&str> = bases.flatten().copied().collect();
        if let Some(Type::Structured(ty)) = type_mut(model, TypeId(index)) {
            ty.properties.retain(|own| !inherited.contains(own.name.as_str()));
        }
    }
}

/// The type or the base of it that has a property.
fn owner(model: &Model, id: TypeId, name: &str) -> Option<String> {
    let has = |id: &TypeId| match model.ty(*id) {
        Type::Structured(ty) => ty.properties.iter().any(|own| own.name == name),
        Type::Enum(_) => false,
    };
    model.lineage(id).find(has).map(|id| model.ty(id).name().name.clone())
}

/// The type that has got a property, if it has, and the property's name.
fn property(
    fix: &mut Fix<'_>,
    model: &mut Model,
    it: &PropertyCorrection,
    undecided: &mut Undecided,
) -> Option<(TypeId, String)> {
    let of = Spanned::new(it.of.clone(), it.name.span);
    let ty =
        it.ty.as_ref().and_then(|name| Some(Spanned::new(fix.resolve(model, name)?, name.span)));
    let id = id_of(model, &it.of);
    let all = id.map_or_else(Vec::new, |id| model.properties(id).cloned().collect());
    let has = |name: &str| all.iter().find(|own| own.name == name);
    let base = id.and_then(|id| owner(model, id, &it.name.value));
    let called = it.called.as_ref().filter(|called| {
        let is_taken = called.value != it.name.value && has(&called.value).is_some();
        if is_taken {
            fix.taken("property", called);
        }
        !is_taken
    });
    let owner = structured(fix, model, &of)?;
    let place = owner.properties.iter().position(|own| own.name == it.name.value);
    match (place, it.exists.as_ref().map(|it| it.value)) {
        (Some(place), Some(false)) => {
            owner.properties.remove(place);
            owner.keys.retain(|key| *key != it.name.value);
        }
        (Some(place), exists) => {
            if let (Some(_), Some(exists)) = (exists, &it.exists) {
                fix.needless(exists.span);
            }
            let own = &mut owner.properties[place];
            let is_so = |ty: &Spanned<TypeRef>| own.navigation && own.ty == ty.value;
            let so = ty.as_ref().filter(|ty| is_so(ty));
            let so = so.and_then(|ty| Some((id?, own.name.clone(), ty.span)));
            let ty = ty.as_ref().filter(|_| so.is_none());
            change(fix, own, it, ty);
            fix.set(&mut own.name, called);
            undecided.extend(so);
        }
        (None, exists) if has(&it.name.value).is_some() => {
            let is_so = |own: &Property| ty.as_ref().is_none_or(|ty| own.ty == ty.value);
            let says_more = it.called.is_some() || it.nullable.is_some() || it.rust.is_some();
            let is_said = says_more || it.navigation.is_some() || it.description.is_some();
            if exists == Some(true) && !is_said && has(&it.name.value).is_some_and(is_so) {
                fix.needless(it.name.span);
            } else {
                let name = &it.name.value;
                let wrong = format!("`{name}` is a property of a base: correct it there");
                let base = base.unwrap_or_default();
                fix.refuse(wrong, &format!("write `{base}.{name}`"), it.name.span);
            }
        }
        (None, Some(true)) => {
            let added = added(it, ty.as_ref());
            let name = added.name.clone();
            owner.properties.push(added);
            return Some((id?, name));
        }
        (None, Some(false)) => {
            let known = all.iter().map(|own| own.name.as_str());
            fix.absent("property", &it.name, known);
        }
        (None, None) => {
            let known = all.iter().map(|own| own.name.as_str());
            fix.nothing("property", &it.name.value, known, it.name.span);
        }
    }
    None
}

fn change(
    fix: &mut Fix<'_>,
    property: &mut Property,
    it: &PropertyCorrection,
    ty: Option<&Spanned<TypeRef>>,
) {
    fix.set(&mut property.ty, ty);
    fix.set(&mut property.navigation, it.navigation.as_ref());
    let nullable = it.nullable.as_ref().map(|it| Spanned::new(Some(it.value), it.span));
    fix.set(&mut property.nullable, nullable.as_ref());
    describe(fix, &mut property.docs, it.description.as_ref());
}

/// A property that the docs lack; any JSON where its type is not said.
fn added(it: &PropertyCorrection, ty: Option<&Spanned<TypeRef>>) -> Property {
    let said = |flag: &Option<Spanned<bool>>| flag.as_ref().is_some_and(|it| it.value);
    let untyped = TypeRef { item: ItemType::Untyped, collection: false };
    let text = it.description.as_ref().map(|it| it.value.clone());
    Property {
        name: it.called.as_ref().unwrap_or(&it.name).value.clone(),
        ty: ty.map_or(untyped, |it| it.value),
        navigation: said(&it.navigation),
        read_only: false,
        required: false,
        nullable: it.nullable.as_ref().map(|it| it.value),
        deprecated: false,
        terms: PropertyTerms::default(),
        inferred: false,
        docs: Docs { text, page: None, span: Some(it.name.span) },
    }
}

fn of_enum(fix: &mut Fix<'_>, model: &mut Model, it: &EnumCorrection) {
    let id = id_of(model, &it.name.value);
    let found = id.filter(|id| matches!(model.ty(*id), Type::Enum(_)));
    let Some(Type::Enum(ty)) = found.and_then(|id| type_mut(model, id)) else {
        let enums = model.types.values().filter(|ty| matches!(ty, Type::Enum(_)));
        let known: Vec<&str> = enums.map(|ty| ty.name().name.as_str()).collect();
        fix.nothing("enum", &it.name.value, known, it.name.span);
        return;
    };
    for name in &it.without {
        match ty.members.iter().position(|member| member.name == name.value) {
            Some(place) => drop(ty.members.remove(place)),
            None => fix.absent("member", name, ty.members.iter().map(|it| it.name.as_str())),
        }
    }
    for name in &it.with {
        add_member(fix, ty, name);
    }
    fix.set(&mut ty.flags, it.flags.as_ref());
    describe(fix, &mut ty.docs, it.description.as_ref());
}

fn add_member(fix: &mut Fix<'_>, ty: &mut EnumType, name: &Spanned<String>) {
    if ty.members.iter().any(|member| member.name == name.value) {
        return fix.needless(name.span);
    }
    let docs = Docs { text: None, page: None, span: Some(name.span) };
    ty.members.push(EnumMember { name: name.value.clone(), value: None, later: false, docs });
}
