//! Answers that are one value: `{"value": 5}`, or just the value.

use crate::codec::{Decode, Decoder, Encode, Extra};
use crate::json::Value;
use std::fmt;

/// An answer with a single value that is not a structured type: what functions and `$count` answer.
#[derive(Clone)]
pub struct ValueOf<T> {
    /// The value.
    pub value: Option<T>,
    /// What was read beside the value: `@odata.context`, for one.
    pub extra: Extra,
}

impl<T: Decode> Decode for ValueOf<T> {
    const EXPECTS: &'static str = T::EXPECTS;

    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
        match value {
            Value::Object(mut members) if members.contains_key("value") => {
                let value = members.shift_remove("value").unwrap_or_default();
                let value = Option::decode(value, decoder)?;
                Ok(Self { value, extra: members.into_iter().collect() })
            }
            other => {
                T::decode(other, decoder).map(|it| Self { value: Some(it), extra: Extra::new() })
            }
        }
    }
}

impl<T: Encode> Encode for ValueOf<T> {
    fn encode(&self) -> Value {
        let members = self.extra.iter().map(|(name, value)| (name.to_owned(), value.clone()));
        let value = self.value.as_ref().map_or(Value::Null, T::encode);
        Value::Object(members.chain([("value".to_owned(), value)]).collect())
    }
}

impl<T> Default for ValueOf<T> {
    fn default() -> Self {
        Self { value: None, extra: Extra::new() }
    }
}

impl<T: Encode> fmt::Debug for ValueOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ValueOf({})", self.encode())
    }
}
