//! The bridge to serde: one wrapper for every model, so that no model needs serde code of its own.

use super::{Decode, Encode, from_value, to_value};
use crate::json::Value;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A value that serde can read and write: `serde_json::to_string(&Json(message))`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Encode> Serialize for Json<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        to_value(&self.0).serialize(serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Json<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        from_value(&value).map(Self).map_err(D::Error::custom)
    }
}
