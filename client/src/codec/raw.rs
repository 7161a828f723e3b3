//! JSON as its text: nothing of it is lost, and it is looked into only where somebody asks.

use super::decode::{Decode, from_slice};
use super::encode::{Encode, to_vec};
use super::members::each_member;
use super::reader::Reader;
use super::show::ShownTree;
use super::tree::{Tree, same};
use super::writer::Writer;
use crate::error::Error;
use crate::json::{Map, Value};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// Any JSON value, kept as its text: every digit of a number, the order of members, half a surrogate pair.
///
/// What a service sends beyond the docs is kept so in [`Extra`](crate::Extra), and so is what the docs have no type for.
/// A [`Value`], as serde_json has it, is made when it is asked for; what is made of one becomes text.
///
/// ```
/// use docwright_client::{RawValue, json::json};
///
/// let price: RawValue = r#"{"amount": 12345678901234567890.10, "currency": "EUR"}"#.parse()?;
/// assert_eq!(price.get("currency").as_ref().and_then(|it| it.as_str()).as_deref(), Some("EUR"));
/// assert_eq!(price.get("amount"), Some("12345678901234567890.1".parse::<RawValue>()?));
/// assert_eq!(price.get("amount").map(|it| it.to_string()).as_deref(), Some("12345678901234567890.10"));
/// assert_eq!(RawValue::from(json!({"a": [1]})), r#"{ "a": [1.0] }"#.parse::<RawValue>()?);
/// # Ok::<(), docwright_client::Error>(())
/// ```
///
/// Two are equal if they are as JSON: whatever the order of members and the white space, numbers by what they say.
// No text at all stands for `null`, which is often kept and then costs nothing.
#[derive(Clone, Default)]
pub struct RawValue(Box<str>);

impl RawValue {
    /// `null`.
    pub fn null() -> Self {
        Self::default()
    }

    /// Of a text that was found to be JSON.
    pub(super) fn of(json: &str) -> Self {
        if json == "null" { Self::null() } else { Self(json.into()) }
    }

    /// A value's JSON.
    pub fn new<T: Encode + ?Sized>(value: &T) -> Self {
        match String::from_utf8(to_vec(value)) {
            Ok(json) if json != "null" => Self(json.into()),
            _ => Self::null(),
        }
    }

    /// The text, as it was read.
    pub fn as_json(&self) -> &str {
        if self.0.is_empty() { "null" } else { &self.0 }
    }

    /// As serde_json's type, whose numbers have less digits. A number that is larger than any of its numbers becomes a string.
    pub fn to_value(&self) -> Value {
        self.tree().into_value()
    }

    /// Read as a type, leniently.
    pub fn decode<T: Decode>(&self) -> Result<T, Error> {
        from_slice(self.as_json().as_bytes())
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a string; `None` of anything else.
    pub fn as_str(&self) -> Option<Cow<'_, str>> {
        Reader::new(self.as_json()).string()
    }

    /// A boolean; `None` of anything else.
    pub fn as_bool(&self) -> Option<bool> {
        Reader::new(self.as_json()).boolean()
    }

    /// A whole number that fits; `None` of anything else.
    pub fn as_i64(&self) -> Option<i64> {
        Reader::new(self.as_json()).number()?.parse().ok()
    }

    /// A number, as near as a float comes; `None` of anything else.
    pub fn as_f64(&self) -> Option<f64> {
        Reader::new(self.as_json()).number()?.parse().ok().filter(|it: &f64| it.is_finite())
    }

    /// A member of an object.
    pub fn get(&self, name: &str) -> Option<Self> {
        let mut found = None;
        each_member(&mut Reader::new(self.as_json()), |own, reader| {
            let value = reader.raw()?;
            if own == name {
                found = Some(Self::of(value));
            }
            Some(())
        });
        found
    }

    pub(super) fn tree(&self) -> Tree<'_> {
        Tree::of(self.as_json())
    }
}

/// Reads JSON text.
impl FromStr for RawValue {
    type Err = Error;

    fn from_str(json: &str) -> Result<Self, Error> {
        from_slice(json.as_bytes())
    }
}

/// The JSON text, whole. For logs there is `Debug`.
impl fmt::Display for RawValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

/// Short, and without texts that are secret by their member's name.
impl fmt::Debug for RawValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ShownTree(&self.tree(), false).fmt(f)
    }
}

impl PartialEq for RawValue {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || same(self.tree(), other.tree())
    }
}

impl PartialEq<Value> for RawValue {
    fn eq(&self, other: &Value) -> bool {
        same(self.tree(), Self::from(other).tree())
    }
}

impl Decode for RawValue {
    const EXPECTS: &'static str = "any value";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        reader.raw().map(Self::of)
    }
}

impl Encode for RawValue {
    fn encode(&self, json: &mut Writer) {
        json.raw(self.as_json());
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        fmt::Debug::fmt(&ShownTree(&self.tree(), is_secret), f)
    }
}

impl From<&Value> for RawValue {
    fn from(value: &Value) -> Self {
        Self::new(value)
    }
}

impl From<RawValue> for Value {
    fn from(raw: RawValue) -> Self {
        raw.to_value()
    }
}

impl From<&str> for RawValue {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<Map<String, Value>> for RawValue {
    fn from(members: Map<String, Value>) -> Self {
        Value::Object(members).into()
    }
}

impl<T: Into<RawValue>> From<Option<T>> for RawValue {
    fn from(value: Option<T>) -> Self {
        value.map(Into::into).unwrap_or_default()
    }
}

impl<T: Into<RawValue>> From<Vec<T>> for RawValue {
    fn from(items: Vec<T>) -> Self {
        Self::new(&items.into_iter().map(Into::into).collect::<Vec<RawValue>>())
    }
}

macro_rules! written {
    ($($ty:ty),*) => {$(
        impl From<$ty> for RawValue {
            fn from(value: $ty) -> Self {
                Self::new(&value)
            }
        }
    )*};
}

written!(Value, String, bool, u8, i8, i16, i32, u32, i64, u64, f32, f64);
