//! What clients call things, where a correction says so: by the names that things have then, each told from all others.

use super::fix::{Fix, id_of};
use crate::corrections::Corrections;
use crate::model::{Model, Spellings, StructuredType, Type, TypeId};
use crate::source::Spanned;
use crate::spelling::words;
use std::collections::{BTreeMap, BTreeSet};

/// A property of a type or a member of an enum.
type Member = (TypeId, String);

/// Gives types, properties and members names for clients. One that another thing has is told.
pub(super) fn spell(fix: &mut Fix<'_>, corrections: &Corrections, model: &mut Model) {
    let said = Said::of(fix, corrections, model);
    let mut all = Spellings::default();
    for (id, rust) in &said.types {
        all.set_type(model.ty(*id).name().clone(), rust.value.clone());
    }
    for ((id, name), rust) in said.properties.iter().chain(&said.members) {
        all.set_member(model.ty(*id).name().clone(), name.clone(), rust.value.clone());
    }
    let mut spellings = Spellings::default();
    let derived = derived(model, &said);
    for (id, rust) in &said.types {
        let own = model.ty(*id).name();
        let others = model.types.values().map(Type::name);
        let others = others.filter(|it| *it != own && it.namespace == own.namespace);
        if fix.is_free("type", &own.name, rust, others.map(|it| all.ty(it))) {
            spellings.set_type(own.clone(), rust.value.clone());
        }
    }
    for ((id, name), rust) in &said.properties {
        let family = derived.get(id).map_or(&[] as &[TypeId], Vec::as_slice);
        let lines = family.iter().flat_map(|id| model.lineage(*id));
        let owners: BTreeSet<TypeId> = lines.collect();
        let owners = owners.into_iter().filter_map(|id| Some((id, structured(model, id)?)));
        let others = owners.flat_map(|(owner, ty)| {
            let others = ty.properties.iter().filter(move |it| owner != *id || it.name != *name);
            others.map(|it| all.member(&ty.name, &it.name))
        });
        if fix.is_free("property", name, rust, others) {
            spellings.set_member(model.ty(*id).name().clone(), name.clone(), rust.value.clone());
        }
    }
    for ((id, name), rust) in &said.members {
        let Type::Enum(ty) = model.ty(*id) else { continue };
        let others = ty.members.iter().filter(|it| it.name != *name);
        if fix.is_free("member", name, rust, others.map(|it| all.member(&ty.name, &it.name))) {
            spellings.set_member(ty.name.clone(), name.clone(), rust.value.clone());
        }
    }
    model.spellings = spellings;
}

/// What corrections call things.
struct Said<'c> {
    types: BTreeMap<TypeId, &'c Spanned<String>>,
    properties: BTreeMap<Member, &'c Spanned<String>>,
    members: BTreeMap<Member, &'c Spanned<String>>,
}

impl<'c> Said<'c> {
    /// Those of things that are there. A member that is not is told, the others are with all else that is said of them.
    fn of(fix: &mut Fix<'_>, corrections: &'c Corrections, model: &Model) -> Self {
        let types = corrections.types.iter().map(|it| (&it.name, &it.rust));
        let types = types.chain(corrections.enums.iter().map(|it| (&it.name, &it.rust)));
        let types = types.filter_map(|(name, it)| Some((id_of(model, &name.value)?, it.as_ref()?)));
        let properties = corrections.properties.iter().filter_map(|it| {
            let (id, rust) = (id_of(model, &it.of)?, it.rust.as_ref()?);
            let name = &it.called.as_ref().unwrap_or(&it.name).value;
            let has = structured(model, id)?.properties.iter().any(|own| own.name == *name);
            has.then(|| ((id, name.clone()), rust))
        });
        let mut members = BTreeMap::new();
        for it in &corrections.enums {
            let Some(id) = id_of(model, &it.name.value) else { continue };
            let Type::Enum(ty) = model.ty(id) else { continue };
            for (name, rust) in &it.rust_members {
                match ty.members.iter().any(|member| member.name == name.value) {
                    true => drop(members.insert((id, name.value.clone()), rust)),
                    false => {
                        let known = ty.members.iter().map(|it| it.name.as_str());
                        fix.nothing("member", &name.value, known, name.span);
                    }
                }
            }
        }
        Self { types: types.collect(), properties: properties.collect(), members }
    }
}

fn structured(model: &Model, id: TypeId) -> Option<&StructuredType> {
    match model.ty(id) {
        Type::Structured(ty) => Some(ty),
        Type::Enum(_) => None,
    }
}

/// The types that have a property with another name: its own, and those derived from it.
fn derived(model: &Model, said: &Said<'_>) -> BTreeMap<TypeId, Vec<TypeId>> {
    let mut derived: BTreeMap<TypeId, Vec<TypeId>> =
        said.properties.keys().map(|(id, _)| (*id, Vec::new())).collect();
    if derived.is_empty() {
        return derived;
    }
    for index in 0..model.types.len() {
        for base in model.lineage(TypeId(index)) {
            if let Some(family) = derived.get_mut(&base) {
                family.push(TypeId(index));
            }
        }
    }
    derived
}

impl Fix<'_> {
    /// Whether no other thing beside one is called so, and that is not what clients call it anyway; either is told.
    fn is_free<'n>(
        &mut self,
        what: &str,
        name: &str,
        rust: &Spanned<String>,
        mut others: impl Iterator<Item = &'n str>,
    ) -> bool {
        // Case and underscores are the client's own.
        let bare = |name: &str| words(name).join("_");
        let wanted = bare(&rust.value);
        if others.any(|it| bare(it) == wanted) {
            let wrong = format!("clients call another {what} `{}` already", rust.value);
            self.refuse(wrong, "write another name", rust.span);
            return false;
        }
        let is_so = bare(name) == wanted;
        if is_so {
            self.needless(rust.span);
        }
        !is_so
    }
}
