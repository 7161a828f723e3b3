//! Types: those that come and go, and what those that stay are.

use super::cx::{Cx, effective, name_of};
use super::draft::{Claim, Draft};
use super::pair::{Pair, derived};
use super::words::{code, codes};
use super::{Effect, Kind, enums, properties};
use crate::edm::Kind as TypeKind;
use crate::model::{Model, Type, TypeId};
use std::collections::BTreeSet;

pub(super) fn compare(cx: &Cx<'_>, drafts: &mut Vec<Draft>) {
    for id in &cx.types_gone {
        let mut draft = of_one(cx.old.model, *id, Kind::TypeRemoved, Effect::Breaks);
        draft.old = cx.old.places.of(cx.old.model.ty(*id).docs());
        drafts.push(draft);
    }
    for id in &cx.types_come {
        let mut draft = of_one(cx.new.model, *id, Kind::TypeAdded, Effect::Adds);
        draft.new = cx.new.places.of(cx.new.model.ty(*id).docs());
        drafts.push(draft);
    }
    for (old_id, new_id) in &cx.types {
        let (old, new) = (cx.old.model.ty(*old_id), cx.new.model.ty(*new_id));
        let (old_name, new_name) = (name_of(cx.old.model, *old_id), name_of(cx.new.model, *new_id));
        if old.name() != new.name() {
            let mut claims = claims_of(cx.old.model, *old_id);
            claims.extend(claims_of(cx.new.model, *new_id));
            let places = cx.places(old.docs(), new.docs());
            let text = format!("is called {} now", code(&new_name));
            drafts.push(cx.both(
                Kind::TypeRenamed,
                &old_name,
                text,
                Effect::Breaks,
                places,
                claims,
            ));
        }
        match (old, new) {
            (Type::Structured(old), Type::Structured(new)) => {
                let it = Pair { old_id: *old_id, new_id: *new_id, old, new, name: &new_name };
                compare_structured(cx, &it, drafts);
                properties::compare(cx, &it, drafts);
            }
            (Type::Enum(old), Type::Enum(new)) => enums::compare(cx, old, new, &new_name, drafts),
            (Type::Structured(_), Type::Enum(_)) | (Type::Enum(_), Type::Structured(_)) => {}
        }
    }
}

fn of_one(model: &Model, id: TypeId, kind: Kind, wire: Effect) -> Draft {
    let what = match model.ty(id) {
        Type::Structured(ty) if ty.kind == TypeKind::Entity => "an entity type",
        Type::Structured(_) => "a complex type",
        Type::Enum(_) => "an enum",
    };
    let text = match wire {
        Effect::Adds => format!("is new, {what}"),
        Effect::Breaks | Effect::None => format!("is gone, {what}"),
    };
    let claims = claims_of(model, id);
    Draft {
        kind,
        subjects: vec![name_of(model, id)],
        text,
        wire,
        claims,
        old: None,
        new: None,
        swaps: false,
    }
}

/// All of a type, and that its bases lead to it.
fn claims_of(model: &Model, id: TypeId) -> Vec<Claim> {
    let ty = model.ty(id);
    let name = ty.name().qualified();
    let mut claims = vec![
        Claim::One(format!("type {name}")),
        Claim::All(format!("property {name}.")),
        Claim::All(format!("member {name}.")),
        Claim::All(format!("base of {name}: ")),
        Claim::One(format!("downcast of {name}")),
    ];
    let derived = derived(model, id).map(|it| model.ty(it).name().qualified());
    claims.extend(derived.map(|it| Claim::One(format!("base of {it}: {name}"))));
    if let Type::Structured(ty) = ty {
        let bases = model.bases(ty).map(|base| format!("downcast of {}", base.name.qualified()));
        claims.extend(bases.map(Claim::One));
    }
    claims
}

fn compare_structured(cx: &Cx<'_>, it: &Pair<'_>, drafts: &mut Vec<Draft>) {
    let (old, new) = (it.old, it.new);
    let mut tell = |kind: Kind, text: String, wire: Effect, claims: Vec<Claim>| {
        let places = cx.places(&old.docs, &new.docs);
        drafts.push(cx.both(kind, it.name, text, wire, places, claims));
    };
    compare_base(cx, it, &mut tell);
    if old.kind != new.kind {
        let (text, wire) = match new.kind {
            // Without identity nothing can refer to it.
            TypeKind::Complex => ("is a complex type now, was an entity", Effect::Breaks),
            TypeKind::Entity => ("is an entity now, was a complex type", Effect::None),
        };
        tell(Kind::KindChanged, text.to_owned(), wire, Vec::new());
    }
    let either = |is: bool, yes: (&str, Effect), no: (&str, Effect)| {
        let (text, effect) = if is { yes } else { no };
        (text.to_owned(), effect)
    };
    if old.is_abstract != new.is_abstract {
        let (text, wire) = either(
            new.is_abstract,
            ("is abstract now: only types derived from it occur", Effect::Breaks),
            ("is no longer abstract", Effect::None),
        );
        tell(Kind::AbstractChanged, text, wire, Vec::new());
    }
    if old.open != new.open {
        let (text, wire) = either(
            new.open,
            ("is open now: it may have further members", Effect::Adds),
            ("is no longer open: it has only the documented members", Effect::Breaks),
        );
        tell(Kind::OpenChanged, text, wire, Vec::new());
    }
    if old.media != new.media {
        let (text, wire) = either(
            new.media,
            ("has bytes of its own now", Effect::Adds),
            ("no longer has bytes of its own", Effect::Breaks),
        );
        tell(Kind::MediaTypeChanged, text, wire, Vec::new());
    }
    if old.deprecated != new.deprecated {
        let (text, wire) = either(
            new.deprecated,
            ("is deprecated", Effect::None),
            ("is no longer deprecated", Effect::None),
        );
        tell(Kind::TypeDeprecation, text, wire, Vec::new());
    }
    let (old_keys, new_keys): (BTreeSet<_>, BTreeSet<_>) =
        (old.keys.iter().collect(), new.keys.iter().collect());
    if old_keys != new_keys && !old_keys.is_empty() && !new_keys.is_empty() {
        let text = format!("has the key {} now, was {}", codes(&new.keys), codes(&old.keys));
        tell(Kind::KeysChanged, text, Effect::Breaks, Vec::new());
    }
}

fn compare_base(
    cx: &Cx<'_>,
    it: &Pair<'_>,
    tell: &mut dyn FnMut(Kind, String, Effect, Vec<Claim>),
) {
    let (old, new) = (it.old, it.new);
    let is_same = match (old.base, new.base) {
        (None, None) => true,
        (Some(old), Some(new)) => cx.is_same_type(old, new),
        (Some(_), None) | (None, Some(_)) => false,
    };
    if is_same {
        return;
    }
    let name = |model: &Model, base: Option<TypeId>| match base {
        Some(id) => code(&name_of(model, id)),
        None => "nothing".to_owned(),
    };
    let (was, is) = (name(cx.old.model, old.base), name(cx.new.model, new.base));
    let names = |model, ty| -> BTreeSet<String> {
        effective(model, ty).map(|(_, it)| it.name.clone()).collect()
    };
    let (had, has) = (names(cx.old.model, old), names(cx.new.model, new));
    let own: BTreeSet<String> = old.properties.iter().map(|it| it.name.clone()).collect();
    let lost: Vec<String> = had.difference(&has).filter(|it| !own.contains(*it)).cloned().collect();
    let mut text = format!("derives from {is} now, was from {was}");
    if !lost.is_empty() {
        text.push_str(&format!(
            "; {} no longer its {}",
            codes(&lost),
            match lost.len() {
                1 => "property",
                _ => "properties",
            }
        ));
    }
    // Values that were read as the old base are no such any more.
    let is_narrower = old.base.is_none()
        || new.base.is_some_and(|new| {
            old.base.is_some_and(|old| {
                let old = cx.old.model.ty(old).name().qualified();
                let old = cx.renamed.get(&old).unwrap_or(&old);
                cx.new.model.type_id(old).is_some_and(|old| cx.new.model.derives_from(new, old))
            })
        });
    let wire = match (lost.is_empty(), is_narrower) {
        (true, true) if had.len() < has.len() => Effect::Adds,
        (true, true) => Effect::None,
        (false, _) | (_, false) => Effect::Breaks,
    };
    let mut claims = Vec::new();
    let mut families = vec![(cx.old.model, it.old_id), (cx.new.model, it.new_id)];
    families.extend(derived(cx.old.model, it.old_id).map(|id| (cx.old.model, id)));
    families.extend(derived(cx.new.model, it.new_id).map(|id| (cx.new.model, id)));
    for (model, id) in families {
        let qualified = model.ty(id).name().qualified();
        claims.push(Claim::All(format!("base of {qualified}: ")));
        let inherited = had.union(&has).filter(|it| !own.contains(*it));
        claims.extend(inherited.map(|it| Claim::One(format!("property {qualified}.{it}"))));
    }
    for (model, ty) in [(cx.old.model, old), (cx.new.model, new)] {
        let bases = model.bases(ty).map(|base| format!("downcast of {}", base.name.qualified()));
        claims.extend(bases.map(Claim::One));
    }
    tell(Kind::BaseChanged, text, wire, claims);
}
