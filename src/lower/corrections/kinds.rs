//! Corrections of what types are: entities or complex types, of one kind with their bases, and what leads to them.

use super::fix::{Fix, id_of};
use super::types::{own_property, type_mut};
use crate::corrections::{Corrections, TypeCorrection};
use crate::diagnostic::Diagnostics;
use crate::edm::Kind;
use crate::ledger::Kinds;
use crate::lower::types::kinds;
use crate::model::{ItemType, Model, Type, TypeId};
use crate::source::Spanned;

/// Kinds, once those of families are decided, and what is a relationship, which follows from them.
pub(in crate::lower) fn kinds(
    corrections: &Corrections,
    model: &mut Model,
    kinds: &Kinds,
    diagnostics: &mut Diagnostics,
) {
    let mut fix = Fix::new(diagnostics);
    for it in corrections.types.iter().filter(|it| it.kind.is_some()) {
        let id = id_of(model, &it.name.value);
        if let Some(Type::Structured(ty)) = id.and_then(|id| type_mut(model, id)) {
            fix.set(&mut ty.kind, it.kind.as_ref());
        }
    }
    for it in &corrections.types {
        let Some(Spanned { value: Some(base), span }) = &it.base else { continue };
        if let Some((is, base_is)) = of_two_kinds(corrections, model, kinds, it) {
            let wrong = format!("`{base}` is {base_is}, and `{}` {is}", it.name.value);
            fix.refuse(wrong, "a base is of the same kind: say the `kind` of both", *span);
        }
    }
    for it in &corrections.properties {
        let Some(navigation) = &it.navigation else { continue };
        let mut leads = true;
        own_property(model, it, |own| {
            leads = !navigation.value || !matches!(own.ty.item, ItemType::Primitive(_));
            own.navigation = navigation.value && leads;
        });
        if !leads {
            let wrong = "a relationship leads to a type with properties".to_owned();
            fix.refuse(wrong, "leave `navigation` out, or say the `type` too", navigation.span);
        }
    }
}

/// What a type and the base that is said of it are, where that is not of one kind.
fn of_two_kinds(
    corrections: &Corrections,
    model: &Model,
    kinds: &Kinds,
    it: &TypeCorrection,
) -> Option<(&'static str, &'static str)> {
    let id = id_of(model, &it.name.value)?;
    let base = model.lineage(id).nth(1)?;
    let is_said = |id: &TypeId| {
        let mut said = corrections.types.iter().filter(|it| it.kind.is_some());
        said.any(|it| id_of(model, &it.name.value) == Some(*id))
    };
    let kind = |id: TypeId| match model.ty(id) {
        Type::Structured(ty) => Some(ty.kind),
        Type::Enum(_) => None,
    };
    let (is, base_is) = match [id, base].iter().any(is_said) {
        true => (kind(id)?, kind(base)?),
        // Without the correction they were two families.
        false => {
            let votes = &kinds.of(id)?.votes;
            let (own, others): (Vec<_>, Vec<_>) =
                votes.iter().cloned().partition(|vote| model.derives_from(vote.ty, id));
            (kinds::of_votes(&own)?, kinds::of_votes(&others)?)
        }
    };
    let word = |kind| match kind {
        Kind::Entity => "an entity",
        Kind::Complex => "a complex type",
    };
    (is != base_is).then(|| (word(is), word(base_is)))
}
