//! Primitives, lists and raw JSON.

use super::{Audit, Decode, Encode};
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Stream, TimeOfDay};
use serde_json::{Number, Value};

impl Decode for String {
    fn decode(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(other),
        }
    }
}

impl Encode for String {
    fn encode(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Decode for bool {
    fn decode(value: Value) -> Result<Self, Value> {
        value.as_bool().ok_or(value)
    }
}

impl Encode for bool {
    fn encode(&self) -> Value {
        Value::Bool(*self)
    }
}

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            fn decode(value: Value) -> Result<Self, Value> {
                value.as_i64().and_then(|number| number.try_into().ok()).ok_or(value)
            }
        }

        impl Encode for $ty {
            fn encode(&self) -> Value {
                Value::Number((*self).into())
            }
        }
    )*};
}

integers!(i8, u8, i16, i32, i64);

impl Decode for f64 {
    fn decode(value: Value) -> Result<Self, Value> {
        value.as_f64().ok_or(value)
    }
}

impl Encode for f64 {
    fn encode(&self) -> Value {
        // JSON has no infinities; OData writes them, and what is no number, as text.
        Number::from_f64(*self).map_or_else(|| Value::String(self.to_string()), Value::Number)
    }
}

impl Decode for f32 {
    fn decode(value: Value) -> Result<Self, Value> {
        #[expect(clippy::cast_possible_truncation, reason = "the documented type is this narrow")]
        value.as_f64().map(|number| number as f32).ok_or(value)
    }
}

impl Encode for f32 {
    fn encode(&self) -> Value {
        // By way of its shortest text: 0.1 stays 0.1 and does not become 0.10000000149011612.
        self.to_string().parse::<f64>().map_or(Value::Null, |number| number.encode())
    }
}

macro_rules! texts {
    ($($ty:ty),*) => {$(
        impl Decode for $ty {
            fn decode(value: Value) -> Result<Self, Value> {
                String::decode(value).map(Self::from)
            }
        }

        impl Encode for $ty {
            fn encode(&self) -> Value {
                Value::String(self.as_str().to_owned())
            }
        }
    )*};
}

texts!(Binary, Date, DateTimeOffset, Duration, Guid, Stream, TimeOfDay);

impl Decode for Decimal {
    fn decode(value: Value) -> Result<Self, Value> {
        match &value {
            Value::Number(number) => Ok(Self::from(number.to_string())),
            _ => Err(value),
        }
    }
}

impl Encode for Decimal {
    fn encode(&self) -> Value {
        let number = self.as_str().parse::<Number>();
        number.map_or_else(|_| Value::String(self.as_str().to_owned()), Value::Number)
    }
}

impl Decode for Value {
    fn decode(value: Value) -> Result<Self, Value> {
        match value {
            Value::Null => Err(value),
            other => Ok(other),
        }
    }
}

impl Encode for Value {
    fn encode(&self) -> Value {
        self.clone()
    }
}

impl<T: Decode + Encode> Decode for Vec<T> {
    fn decode(value: Value) -> Result<Self, Value> {
        match Self::decode_keeping(value) {
            (Some(items), _) => Ok(items),
            (None, kept) => Err(kept.unwrap_or_default()),
        }
    }

    /// All items or none: a list with a hole would be another list.
    fn decode_keeping(value: Value) -> (Option<Self>, Option<Value>) {
        let Value::Array(values) = value else { return (None, Some(value)) };
        let mut items: Self = Self::with_capacity(values.len());
        let mut kept: Vec<(usize, Value)> = Vec::new();
        let mut values = values.into_iter();
        while let Some(value) = values.next() {
            let (item, rest) = T::decode_keeping(value);
            kept.extend(rest.map(|value| (items.len(), value)));
            match item {
                Some(item) => items.push(item),
                None => {
                    let mut all = restore(&items, kept);
                    all.extend(values);
                    return (None, Some(Value::Array(all)));
                }
            }
        }
        let kept = (!kept.is_empty()).then(|| Value::Array(restore(&items, kept)));
        (Some(items), kept)
    }
}

/// The JSON that items were read from.
fn restore<T: Encode>(items: &[T], kept: Vec<(usize, Value)>) -> Vec<Value> {
    let mut values: Vec<Value> = items.iter().map(T::encode).collect();
    for (index, value) in kept {
        match values.get_mut(index) {
            Some(slot) => *slot = value,
            None => values.push(value),
        }
    }
    values
}

impl<T: Encode> Encode for [T] {
    fn encode(&self) -> Value {
        Value::Array(self.iter().map(T::encode).collect())
    }

    fn audit(&self, audit: &mut Audit) {
        for (index, item) in self.iter().enumerate() {
            audit.within(&format!("[{index}]"), |audit| item.audit(audit));
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Value {
        self.as_slice().encode()
    }

    fn audit(&self, audit: &mut Audit) {
        self.as_slice().audit(audit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_list_with_one_wrong_item_comes_back_whole() {
        let value = json!([1, 2, "three", 4]);
        assert_eq!(Vec::<i32>::decode(value.clone()), Err(value));
    }

    #[test]
    fn single_precision_keeps_its_digits() {
        let value = json!(0.1);
        assert_eq!(f32::decode(value.clone()).map(|it| it.encode()), Ok(value));
    }

    #[test]
    fn integers_out_of_range_are_kept_as_read() {
        assert_eq!(u8::decode(json!(256)), Err(json!(256)));
        assert_eq!(i32::decode(json!(1.5)), Err(json!(1.5)));
    }
}
