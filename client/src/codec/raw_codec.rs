//! JSON as its text, read and written, and made of values.

use super::decode::{Decode, from_slice};
use super::encode::{Encode, to_vec};
use super::raw::RawValue;
use super::reader::Reader;
use super::show::ShownTree;
use super::tree::same;
use super::writer::Writer;
use crate::error::Error;
use crate::json::{Map, Value};
use std::fmt;
use std::str::FromStr;

impl RawValue {
    /// A value's JSON.
    pub fn new<T: Encode + ?Sized>(value: &T) -> Self {
        match String::from_utf8(to_vec(value)) {
            Ok(json) if json != "null" => Self(json.into()),
            _ => Self::null(),
        }
    }

    /// Read as a type, leniently.
    pub fn decode<T: Decode>(&self) -> Result<T, Error> {
        from_slice(self.as_json().as_bytes())
    }
}

/// Reads JSON text.
impl FromStr for RawValue {
    type Err = Error;

    fn from_str(json: &str) -> Result<Self, Error> {
        from_slice(json.as_bytes())
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
