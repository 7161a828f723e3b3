//! JSON values: serde_json's, with members in the order they were read.

pub use serde_json::{Map, Number, Value, json};
