//! Whether a body's rows or members are a type's properties, and which type's they are.

use super::super::cx::OperationCx;
use crate::facts::{ExampleBody, PropertyClaim, RequestExample};
use crate::model::{ItemType, Type, TypeId, TypeRef};

/// Most of a body table's rows are properties of the type, its bases' included.
pub(crate) fn holds_rows(cx: &OperationCx<'_>, ty: TypeRef, claims: &[PropertyClaim]) -> bool {
    let names: Vec<&str> = claims.iter().map(|claim| claim.name.value.as_str()).collect();
    holds_most(cx, ty, &names)
}

/// Most members of the object that a request sends, if it sends one, are properties of the type.
pub(super) fn is_shown(cx: &OperationCx<'_>, ty: TypeRef, request: &RequestExample) -> bool {
    let Some(ExampleBody::Json(value)) = &request.body else { return true };
    let members = value.as_object().unwrap_or_default();
    let names: Vec<&str> = members.iter().map(|it| it.name.as_str()).collect();
    names.is_empty() || holds_most(cx, ty, &names)
}

pub(super) fn holds_most(cx: &OperationCx<'_>, ty: TypeRef, names: &[&str]) -> bool {
    let ItemType::Named(id) = ty.item else { return false };
    let is_known = |name: &&&str| cx.model.property(id, name).is_some();
    names.iter().filter(is_known).count() * 2 > names.len()
}

/// The one type that has every property of a body table; none if several have.
pub(super) fn owner(cx: &OperationCx<'_>, claims: &[PropertyClaim]) -> Option<TypeRef> {
    if claims.len() < 3 {
        return None;
    }
    let mut owners = cx.model.types.values().enumerate().filter(|(_, ty)| match ty {
        Type::Structured(ty) => claims.iter().all(|claim| {
            ty.properties.iter().any(|it| it.name.eq_ignore_ascii_case(&claim.name.value))
        }),
        Type::Enum(_) => false,
    });
    let (index, _) = owners.next()?;
    let item = ItemType::Named(TypeId(index));
    owners.next().is_none().then_some(TypeRef { item, collection: false })
}

/// Whether values of a type are objects.
pub(super) fn is_structured(cx: &OperationCx<'_>, ty: TypeRef) -> bool {
    match ty.item {
        ItemType::Named(id) => matches!(cx.model.ty(id), Type::Structured(_)),
        ItemType::Primitive(_) | ItemType::Untyped => false,
    }
}
