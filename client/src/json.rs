//! JSON values: serde_json's, with members in the order they were read. What loses nothing is [`RawValue`](crate::RawValue).
pub use serde_json::{Map, Number, Value, json};
