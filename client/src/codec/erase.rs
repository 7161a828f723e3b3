//! Where models lose their type.
//!
//! rustc compiles a method beside its `Self`, and what drops a value beside whatever needs it. Beside each model's own code that
//! would be once more for each model than beside the code of lists, which needs it anyway: all of this is a method of lists.

use super::erased::{Object, Values};
use super::model::Model;
use super::objects::decode_object;
use super::reader::Reader;
use std::sync::Arc;

/// What needs to know how a model is dropped.
trait Erase<M> {
    fn list() -> Arc<dyn Values>;
    fn object(model: &M) -> &dyn Object;
    fn object_mut(model: &mut M) -> &mut dyn Object;
    fn read(place: &mut Option<M>, reader: &mut Reader<'_>) -> bool;
    fn clear(place: &mut Option<M>);
}

impl<M: Model> Erase<M> for Vec<M> {
    #[inline(never)]
    fn list() -> Arc<dyn Values> {
        Arc::new(Self::new())
    }

    #[inline(never)]
    fn object(model: &M) -> &dyn Object {
        model
    }

    #[inline(never)]
    fn object_mut(model: &mut M) -> &mut dyn Object {
        model
    }

    #[inline(never)]
    fn read(place: &mut Option<M>, reader: &mut Reader<'_>) -> bool {
        let model = place.insert(M::default());
        let is_read = decode_object(model.object_mut(), reader).is_some();
        if !is_read {
            *place = None;
        }
        is_read
    }

    #[inline(never)]
    fn clear(place: &mut Option<M>) {
        *place = None;
    }
}

/// No models in a list that does not say of which type.
#[doc(hidden)]
pub fn list<M: Model>() -> Arc<dyn Values> {
    <Vec<M> as Erase<M>>::list()
}

/// A model without its type.
#[doc(hidden)]
pub fn object<M: Model>(model: &M) -> &dyn Object {
    <Vec<M> as Erase<M>>::object(model)
}

/// A model without its type, to be changed.
#[doc(hidden)]
pub fn object_mut<M: Model>(model: &mut M) -> &mut dyn Object {
    <Vec<M> as Erase<M>>::object_mut(model)
}

pub(super) fn read<M: Model>(place: &mut Option<M>, reader: &mut Reader<'_>) -> bool {
    <Vec<M> as Erase<M>>::read(place, reader)
}

pub(super) fn clear<M: Model>(place: &mut Option<M>) {
    <Vec<M> as Erase<M>>::clear(place);
}
