//! Strings, booleans and numbers.

use super::{Decode, Decoder, Encode};
use crate::json::{Number, Value};

impl Decode for Value {
    const EXPECTS: &'static str = "any value";

    fn decode(value: Value, _: &mut Decoder) -> Result<Self, Value> {
        Ok(value)
    }
}

impl Encode for Value {
    fn encode(&self) -> Value {
        self.clone()
    }
}

impl Decode for String {
    const EXPECTS: &'static str = "a string";

    fn decode(value: Value, _: &mut Decoder) -> Result<Self, Value> {
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

impl Encode for str {
    fn encode(&self) -> Value {
        Value::String(self.to_owned())
    }
}

impl Decode for bool {
    const EXPECTS: &'static str = "a boolean";

    fn decode(value: Value, _: &mut Decoder) -> Result<Self, Value> {
        value.as_bool().ok_or(value)
    }
}

impl Encode for bool {
    fn encode(&self) -> Value {
        Value::Bool(*self)
    }
}

macro_rules! integers {
    ($read:path: $($integer:ty),*) => {$(
        impl Decode for $integer {
            const EXPECTS: &'static str = "an integer";

            fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
                match $read(&value).and_then(|it| <$integer>::try_from(it).ok()) {
                    None => Err(value),
                    Some(integer) => {
                        if value.is_string() {
                            decoder.remember(value);
                        }
                        Ok(integer)
                    }
                }
            }
        }

        impl Encode for $integer {
            fn encode(&self) -> Value {
                Value::from(*self)
            }
        }
    )*};
}

integers!(integer: u8, i8, i16, i32, u32);
integers!(long_integer: i64, u64);

/// A whole number, written `3` or `3.0`.
fn integer(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    number.as_i128().or_else(|| whole(number.as_f64()?))
}

/// The same, or `"3"`, as OData sends 64-bit numbers to readers whose numbers are floats.
fn long_integer(value: &Value) -> Option<i128> {
    match value {
        Value::String(text) => text.parse().ok().filter(|it: &i128| it.to_string() == *text),
        other => integer(other),
    }
}

fn whole(number: f64) -> Option<i128> {
    // Beyond 2^53 a float no longer says which integer was meant.
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i128)
}

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl Decode for $float {
            const EXPECTS: &'static str = "a number";

            fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
                let decoded = match &value {
                    Value::Number(number) => number.to_string().parse::<$float>().ok(),
                    Value::String(text) => special(text).map(|it| it as $float),
                    _ => None,
                };
                match decoded {
                    None => Err(value),
                    Some(decoded) => {
                        if !super::json_equal(&decoded.encode(), &value) {
                            decoder.remember(value);
                        }
                        Ok(decoded)
                    }
                }
            }
        }

        impl Encode for $float {
            fn encode(&self) -> Value {
                // Through its own shortest text, so that a 32-bit 0.1 is written as 0.1.
                match self.to_string().parse().ok().and_then(Number::from_f64) {
                    Some(number) => Value::Number(number),
                    None if self.is_nan() => Value::from("NaN"),
                    None => Value::from(if *self > 0.0 { "INF" } else { "-INF" }),
                }
            }
        }
    )*};
}

floats!(f32, f64);

/// The numbers that JSON has no literal for, as OData spells them.
fn special(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
