//! Hashes of objects, whatever their types, that agree with [`equal`](super::equal).

use super::erased::{List, Object, Part, Plain, items};
use super::model::Model;
use std::any::Any;
use std::hash::{Hash, Hasher};

/// Hashes a model so that equal ones have one hash. Texts, enums, booleans and whole numbers count; what may be written in several
/// ways, and what [`Extra`](crate::Extra) keeps, does not.
pub fn hash<M: Model, H: Hasher>(model: &M, state: &mut H) {
    hash_object(model.object(), state);
}

fn hash_object(object: &dyn Object, state: &mut dyn Hasher) {
    for index in 0..object.names().len() {
        if let Some(part) = object.at(index).ok().and_then(|it| it.part()) {
            hash_part(index, &part, state);
        }
    }
}

/// Nothing is hashed of an empty list, which may be equal to none.
fn hash_part(index: usize, part: &Part<'_>, state: &mut dyn Hasher) {
    match part {
        Part::Object(object) => {
            state.write_usize(index);
            hash_object(*object, state);
        }
        Part::List(list) | Part::Always(list) => hash_items(index, *list, state),
        Part::Name(name) => hash_value(&(index, name.text()), state),
        Part::Plain(plain) => hash_plain(index, *plain, state),
    }
}

fn hash_items(index: usize, list: &dyn List, state: &mut dyn Hasher) {
    items(list).for_each(|item| hash_part(index, &item, state));
}

fn hash_plain(index: usize, plain: &dyn Plain, state: &mut dyn Hasher) {
    fn hash_if<T: Hash + 'static>(index: usize, value: &dyn Any, state: &mut dyn Hasher) {
        if let Some(value) = value.downcast_ref::<T>() {
            hash_value(&(index, value), state);
        }
    }
    let value: &dyn Any = plain;
    let all = [
        hash_if::<String>,
        hash_if::<bool>,
        hash_if::<i16>,
        hash_if::<i32>,
        hash_if::<i64>,
        hash_if::<i8>,
        hash_if::<u8>,
    ];
    all.iter().for_each(|hash_if| hash_if(index, value, state));
}

fn hash_value(value: &impl Hash, mut state: &mut dyn Hasher) {
    value.hash(&mut state);
}
