//! Models in order, without their type: what drops, reads and writes them is compiled where the type is, once, and not wherever
//! something that holds them is.

use super::decode::read_slots;
use super::erased::{List, Object, Part, Values};
use super::model::Model;
use super::reader::Reader;
use std::any::Any;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::Arc;

impl<M: Model> Values for Vec<M> {
    fn object(&self, index: usize) -> Option<&dyn Object> {
        match self.as_slice() {
            list if index < list.len() => Some(list[index].object()),
            _ => None,
        }
    }
}

/// A list of models that does not say of which type. Its clones share it until one of them is changed: to copy it at once would
/// need code of each type wherever it is read.
#[derive(Clone)]
pub(super) struct Held(Arc<dyn Values>);

// As `Vec`s of models are.
impl UnwindSafe for Held {}
impl RefUnwindSafe for Held {}

impl Held {
    /// No models yet.
    pub(super) fn new(list: Arc<dyn Values>) -> Self {
        Self(list)
    }

    /// The models of an array.
    pub(super) fn read_all(mut list: Arc<dyn Values>, reader: &mut Reader<'_>) -> Option<Self> {
        read_slots(Arc::get_mut(&mut list)?, "an object", reader)?;
        Some(Self::new(list))
    }

    /// One model.
    pub(super) fn read_one(mut list: Arc<dyn Values>, reader: &mut Reader<'_>) -> Option<Self> {
        Arc::get_mut(&mut list)?.read_next(reader)?;
        Some(Self::new(list))
    }

    /// The only model.
    pub(super) fn only(&self) -> Part<'_> {
        self.at(0).unwrap_or(Part::List(self))
    }

    // Who holds it knows of which type it is, so that the next two have what they ask for.
    pub(super) fn list<M: Model>(&self) -> &Vec<M> {
        let list: &dyn Any = &*self.0;
        list.downcast_ref().expect("a list of the holder's type")
    }

    /// The models, to be changed: no one else's from now on.
    pub(super) fn list_mut<M: Model + Clone>(&mut self) -> &mut Vec<M> {
        if Arc::get_mut(&mut self.0).is_none() {
            let mut own = M::list();
            if let Some(list) = Arc::get_mut(&mut own).and_then(downcast) {
                list.clone_from(self.list::<M>());
            }
            *self = Self::new(own);
        }
        Arc::get_mut(&mut self.0).and_then(downcast).expect("a list of the holder's type")
    }

    pub(super) fn into_list<M: Model + Clone>(mut self) -> Vec<M> {
        std::mem::take(self.list_mut())
    }
}

fn downcast<M: Model>(list: &mut dyn Values) -> Option<&mut Vec<M>> {
    let list: &mut dyn Any = list;
    list.downcast_mut()
}

impl List for Held {
    fn at(&self, index: usize) -> Option<Part<'_>> {
        self.0.object(index).map(Part::Object)
    }
}
