//! The bridge to serde: JSON text between a model and any format, so that no model needs serde code of its own.
//!
//! Numbers pass as serde has them: whole numbers of up to 128 bits, and floats. What has more digits keeps them in `to_vec`
//! and `from_slice` alone.

use super::decode::{Decode, from_slice};
use super::encode::Encode;
use super::raw::RawValue;
use super::tree::Tree;
use super::writer::Writer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A value that serde can read and write, for what has no `Serialize` and `Deserialize` of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Encode> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        as_json::serialize(&self.0, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        as_json::deserialize(deserializer).map(Self)
    }
}

/// For a field of a struct that derives serde's traits: `#[serde(with = "docwright_client::codec::as_json")]`.
pub mod as_json {
    use super::{
        Decode, Deserializer, Encode, RawValue, Serialize, Serializer, Text, Writer, from_slice,
    };
    use serde::de::{DeserializeSeed, Error};

    /// Writes a value.
    pub fn serialize<T: Encode + ?Sized, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        RawValue::new(value).tree().serialize(serializer)
    }

    /// Reads a value, leniently.
    pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let mut json = Writer::default();
        Text(&mut json).deserialize(deserializer)?;
        from_slice(&json.into_vec()).map_err(D::Error::custom)
    }
}

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(text) => serialize_number(text, serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// A number beyond all floats becomes its text, as in [`RawValue::to_value`].
fn serialize_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if text != "-0" {
        if let Ok(number) = text.parse() {
            return serializer.serialize_i64(number);
        } else if let Ok(number) = text.parse() {
            return serializer.serialize_u64(number);
        } else if let Ok(number) = text.parse() {
            return serializer.serialize_i128(number);
        }
    }
    match text.parse::<f64>().ok().filter(|it| it.is_finite()) {
        Some(number) => serializer.serialize_f64(number),
        None => serializer.serialize_str(text),
    }
}

/// Writes what a format has as JSON text.
struct Text<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Whole numbers are written as they are.
macro_rules! visit_integers {
    ($($visit:ident $integer:ty),*) => {$(
        fn $visit<E>(self, value: $integer) -> Result<(), E> {
            self.0.display(value);
            Ok(())
        }
    )*};
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    visit_integers!(visit_i64 i64, visit_u64 u64, visit_i128 i128, visit_u128 u128);

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        value.encode(self.0);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.string(text);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.open(b'[');
        while items.next_element_seed(Item(self.0))?.is_some() {}
        self.0.close(b']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        self.0.open(b'{');
        while let Some(name) = members.next_key::<String>()? {
            self.0.name(&name);
            members.next_value_seed(Text(self.0))?;
        }
        self.0.close(b'}');
        Ok(())
    }
}

/// The same of an item in a list.
struct Item<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.0.separate();
        Text(self.0).deserialize(deserializer)
    }
}
