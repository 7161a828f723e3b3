//! Typed values to JSON.

use super::show::show_list;
use super::tree::{Tree, same};
use super::writer::Writer;
use crate::json::Value;
use std::fmt;

/// A type that is written as JSON.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, json: &mut Writer);

    /// Whether two values mean the same.
    fn equals(&self, other: &Self) -> bool {
        let [one, two] = [self, other].map(to_vec);
        let [one, two] = [&one, &two].map(|it| String::from_utf8_lossy(it));
        one == two || same(Tree::of(&one), Tree::of(&two))
    }

    /// Shows the value in `Debug`, its texts only if they are not secret.
    #[doc(hidden)]
    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        let _ = is_secret;
        f.write_str(&String::from_utf8_lossy(&to_vec(self)))
    }
}

/// The value as JSON text.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut json = Writer::default();
    value.encode(&mut json);
    json.into_vec()
}

/// The value as what is sent: without the `@odata.context` of what was read, which tells where an answer came from. Services
/// refuse it or read something into it. What is untyped, and what a [`Patch`](crate::Patch) names, is sent as it is.
pub fn to_body<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut json = Writer::default();
    json.is_body = true;
    value.encode(&mut json);
    json.into_vec()
}

/// The value as JSON.
pub fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    Tree::of(&String::from_utf8_lossy(&to_vec(value))).into_value()
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

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut Writer) {
        self.as_slice().encode(json);
    }

    fn equals(&self, other: &Self) -> bool {
        self.as_slice().equals(other.as_slice())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        self.as_slice().show(f, is_secret)
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, json: &mut Writer) {
        json.open(b'[');
        for item in self {
            json.separate();
            item.encode(json);
        }
        json.close(b']');
    }

    fn equals(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(one, two)| one.equals(two))
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        let item = |item| -> Box<dyn fmt::Debug> { Box::new(Shown(item, is_secret)) };
        show_list(&mut self.iter().map(item), f)
    }
}

/// An item, and whether its texts are secret.
struct Shown<'a, T>(&'a T, bool);

impl<T: Encode> fmt::Debug for Shown<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f, self.1)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Writer) {
        match self {
            Some(value) => value.encode(json),
            None => json.null(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(one), Some(two)) => one.equals(two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        match self {
            Some(value) => value.show(f, is_secret),
            None => f.write_str("null"),
        }
    }
}
