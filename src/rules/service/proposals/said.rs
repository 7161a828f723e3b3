//! How corrections that are proposed call things, and what they give as their reason.

use crate::corrections::TypeName;
use crate::edm::Primitive;
use crate::model::{ItemType, TypeId, TypeRef};
use crate::rules::service::against::Against;
use crate::service::{Covers, ServiceTypeRef};
use crate::source::{Span, Spanned};

/// A type as the docs call it: without the namespace that is theirs anyway.
pub(super) fn name_of(against: &Against<'_>, id: TypeId) -> String {
    let model = against.cx.model;
    let name = model.ty(id).name();
    match name.namespace == model.default_namespace {
        true => name.name.clone(),
        false => name.qualified(),
    }
}

/// What the docs call what the service refers to; nothing where they do not have it.
pub(super) fn named(against: &Against<'_>, ours: &ServiceTypeRef) -> Option<TypeName> {
    let collection = ours.collection;
    let documented = against.documented.get(ours.name.as_str());
    let is_primitive = || Primitive::ALL.iter().any(|it| it.name() == ours.name);
    let name = match documented {
        Some(id) => name_of(against, *id),
        None if is_primitive() || ours.name == "Edm.Untyped" => ours.name.clone(),
        None => return None,
    };
    Some(TypeName { name, collection })
}

/// The same in place of a documented type: where the service leaves open which text or number it is, what the docs say of
/// that, and if that is none, text is text.
pub(super) fn named_in_place(
    against: &Against<'_>,
    ty: TypeRef,
    ours: &ServiceTypeRef,
) -> Option<TypeName> {
    let collection = ours.collection;
    let alone = TypeRef { collection, ..ty };
    let is_left = matches!(ours.name.as_str(), Covers::TEXT | Covers::INTEGER | Covers::NUMBER);
    if is_left && against.is_same(alone, ours) {
        let name = match ty.item {
            ItemType::Primitive(primitive) => primitive.name().to_owned(),
            ItemType::Named(id) => name_of(against, id),
            ItemType::Untyped => return None,
        };
        return Some(TypeName { name, collection });
    }
    match ours.name == Covers::TEXT {
        true => Some(TypeName { name: Primitive::String.name().to_owned(), collection }),
        false => named(against, ours),
    }
}

/// What is so, where the service says it.
pub(super) fn so<T>(value: T, place: Span) -> Option<Spanned<T>> {
    Some(Spanned::new(value, place))
}

/// Says of something what each side says, in one sentence a thing.
#[derive(Default)]
pub(super) struct Reason(pub(super) Vec<String>);

impl Reason {
    pub(super) fn differ(&mut self, docs: &str, service: &str) {
        self.0.push(format!("The docs say {docs}, the service {service}."));
    }

    pub(super) fn into_text(self) -> String {
        self.0.join(" ")
    }
}
