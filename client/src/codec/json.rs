//! The bridge to serde: one wrapper for every model, so that no model needs serde code of its own.

use super::decode::{Decode, from_value};
use super::encode::{Encode, to_value};
use crate::json::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that serde can read and write: `serde_json::to_string(&Json(message))`.
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
    use super::{Decode, Deserialize, Deserializer, Encode, Serialize, Serializer, Value};
    use super::{from_value, to_value};
    use serde::de::Error;

    /// Writes a value.
    pub fn serialize<T: Encode, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        to_value(value).serialize(serializer)
    }

    /// Reads a value, leniently.
    pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        let value = Value::deserialize(deserializer)?;
        from_value(&value).map_err(D::Error::custom)
    }
}
