//! Inheritance: a value of a base type is what its `@odata.type` says, and a derived value can stand where its base is wanted.

use super::encode::to_vec;
use super::erased::Object;
use super::model::{Model, odata_type_of};
use super::objects::decode_object;
use super::reader::Reader;
use super::writer::Writer;
use super::writing::encode_object;

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
    is_one_of(model.object(), D::NAME, D::DERIVED).then_some(())?;
    let mut derived = D::default();
    convert(model.object(), derived.object_mut())?;
    Some(derived)
}

/// Whether a model says that it is of a type, or of one derived from that.
fn is_one_of(object: &dyn Object, name: &str, derived: &[&str]) -> bool {
    odata_type_of(object).is_some_and(|sent| {
        sent.eq_ignore_ascii_case(name) || derived.iter().any(|it| sent.eq_ignore_ascii_case(it))
    })
}

/// Reads a model as another one.
fn convert(from: &dyn Object, to: &mut dyn Object) -> Option<()> {
    let mut json = Writer::default();
    encode_object(from, &mut json);
    let json = String::from_utf8(json.into_vec()).ok()?;
    decode_object(to, &mut Reader::new(&json))
}

/// The value as its base: what the base does not have is in `extra`, and `@odata.type` says what it is.
pub fn upcast<B: Model, D: Derived<B>>(derived: &D) -> B {
    let mut base = B::default();
    become_base(derived.object(), base.object_mut());
    base
}

fn become_base(derived: &dyn Object, base: &mut dyn Object) {
    // Whatever was written can be read.
    let _ = convert(derived, base);
    if odata_type_of(base).is_some() {
        return;
    }
    let text = format!("#{}", derived.name());
    let index = base.names().iter().position(|it| *it == "@odata.type");
    let json = to_vec(text.as_str());
    let json = String::from_utf8_lossy(&json);
    let member = index.and_then(|index| base.at_mut(index).ok());
    if !member.is_some_and(|member| member.set(&mut Reader::new(&json))) {
        base.rest_mut().insert("@odata.type", text);
    }
}
