//! Inheritance: a value of a base type is what its `@odata.type` says, and a derived value can stand where its base is wanted.

use super::decode::from_slice;
use super::encode::to_vec;
use super::extra::Extra;
use super::member::Member;
use super::model::{Model, odata_type_of};
use super::reader::Reader;

/// A model that is derived from `Base`, directly or not. Implemented by generated code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not derived from `{Base}`",
    label = "no type that a `{Base}` can be"
)]
pub trait Derived<Base: Model>: Model {}

/// The qualified name in the model's `@odata.type`, without its `#`, if it was sent.
pub fn odata_type<M: Model>(model: &M) -> Option<String> {
    odata_type_of(model.object())
}

/// The qualified name of what a value is: its `@odata.type`, else the type it was read as.
pub fn kind<M: Model>(model: &M) -> String {
    odata_type(model).unwrap_or_else(|| M::NAME.to_owned())
}

/// The value as a derived type, if its `@odata.type` says that it is one, or derived from it: the derived members that `extra`
/// kept become fields.
pub fn downcast<D: Model>(model: &impl Model) -> Option<D> {
    let sent = odata_type(model)?;
    let mut names = std::iter::once(&D::NAME).chain(D::DERIVED);
    if names.any(|name| sent.eq_ignore_ascii_case(name)) {
        from_slice(&to_vec(model)).ok()
    } else {
        None
    }
}

/// The value as its base: what the base does not have is in `extra`, and `@odata.type` says what it is.
pub fn upcast<B: Model, D: Derived<B>>(derived: &D) -> B {
    let mut base: B = from_slice(&to_vec(derived)).unwrap_or_default();
    if odata_type(&base).is_none() {
        set_odata_type(&mut base, D::NAME);
    }
    base
}

fn set_odata_type<B: Model>(base: &mut B, name: &str) {
    let text = format!("#{name}");
    let index = B::MEMBERS.iter().position(|it| *it == "@odata.type");
    let member: Option<&mut dyn Member> = index.and_then(|index| base.member_mut(index));
    let json = to_vec(text.as_str());
    let json = String::from_utf8_lossy(&json);
    let is_set = member.is_some_and(|member| member.set(&mut Reader::new(&json)));
    if !is_set {
        let extra: &mut Extra = base.extra_mut();
        extra.insert("@odata.type", text);
    }
}
