//! JSON values: as text that loses nothing, and serde_json's, with members in the order they were read.

pub use crate::codec::RawValue;
pub use serde_json::{Map, Number, Value, json};
