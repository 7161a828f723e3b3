//! Typed values to JSON.

use super::show::show_list;
use super::writer::Writer;
use crate::json::Value;
use std::fmt;

/// A type that is written as JSON.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, json: &mut Writer);

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

/// The value as JSON.
pub fn to_value<T: Encode + ?Sized>(value: &T) -> Value {
    serde_json::from_slice(&to_vec(value)).unwrap_or_default()
}

/// Whether two values are equal as JSON, numbers compared as numbers.
pub fn equal<T: Encode>(left: &T, right: &T) -> bool {
    let (left, right) = (to_vec(left), to_vec(right));
    left == right || texts_equal(&left, &right)
}

fn texts_equal(left: &[u8], right: &[u8]) -> bool {
    let read = |json| serde_json::from_slice::<Value>(json);
    matches!((read(left), read(right)), (Ok(left), Ok(right)) if json_equal(&left, &right))
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

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        match self {
            Some(value) => value.show(f, is_secret),
            None => f.write_str("null"),
        }
    }
}
