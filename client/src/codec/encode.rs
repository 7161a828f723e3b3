//! Typed values to JSON.

use super::{Model, Object};
use crate::json::{Map, Value};

/// A type that is written as JSON.
pub trait Encode {
    /// The value as JSON.
    fn encode(&self) -> Value;
}

/// The value as JSON.
pub fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    value.encode()
}

/// The value as JSON text.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    value.encode().to_string().into_bytes()
}

/// Whether two models are equal as JSON, numbers compared as numbers.
pub fn equal<M: Model>(left: &M, right: &M) -> bool {
    json_equal(&Value::Object(encode_object(left)), &Value::Object(encode_object(right)))
}

/// Whether two JSON values are equal, numbers compared as numbers: `1` equals `1.0`.
pub fn json_equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right
                || match (left.as_i128(), right.as_i128()) {
                    (Some(left), Some(right)) => left == right,
                    _ => left.as_f64() == right.as_f64(),
                }
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| json_equal(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(name, left)| {
                    right.get(name).is_some_and(|right| json_equal(left, right))
                })
        }
        _ => left == right,
    }
}

impl<M: Model> Encode for M {
    fn encode(&self) -> Value {
        Value::Object(encode_object(self))
    }
}

/// The members to write. Control information goes first: services read `@odata.type` before what it describes.
pub(crate) fn encode_object(object: &dyn Object) -> Map<String, Value> {
    let names = object.names();
    let extra = object.rest();
    let mut members = Map::new();
    for control in [true, false] {
        for (index, name) in names.iter().enumerate() {
            if name.starts_with('@') == control
                && let Some(value) = encode_member(object, index, extra.get(name))
            {
                members.insert((*name).to_owned(), value);
            }
        }
        for (name, value) in extra.iter() {
            if name.starts_with('@') == control && !names.contains(&name) {
                members.insert(name.to_owned(), value.clone());
            }
        }
    }
    members
}

/// A documented member: the field if it has a value, in the spelling that was read while it still means that.
fn encode_member(object: &dyn Object, index: usize, kept: Option<&Value>) -> Option<Value> {
    let member = object.at(index)?;
    match kept {
        Some(kept) => match member.get() {
            Some(value) if !member.means(kept) => Some(value),
            _ => Some(kept.clone()),
        },
        None => member.get(),
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Value {
        self.as_slice().encode()
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self) -> Value {
        Value::Array(self.iter().map(T::encode).collect())
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::encode)
    }
}
