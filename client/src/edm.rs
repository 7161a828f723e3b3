//! OData's primitive types that Rust has no type for, as the text that was read.
//!
//! The text is kept and compared as it is: offsets, seven-digit fractions and capital letters survive. With feature `jiff`
//! they convert to and from jiff's types where a program calculates.

use crate::codec::{Decode, Decoder, Encode};
use crate::json::{Number, Value};
use std::fmt;

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as it was read.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), &*self.0)
            }
        }
    )*};
}

macro_rules! string_on_the_wire {
    ($($name:ident),*) => {$(
        impl Decode for $name {
            const EXPECTS: &'static str = "a string";

            fn decode(value: Value, _: &mut Decoder) -> Result<Self, Value> {
                match value {
                    Value::String(text) => Ok(Self(text.into())),
                    other => Err(other),
                }
            }
        }

        impl Encode for $name {
            fn encode(&self) -> Value {
                Value::from(self.as_str())
            }
        }
    )*};
}

text! {
    /// `Edm.DateTimeOffset`: `2024-02-29T12:00:00.1234567+02:00`.
    DateTimeOffset,
    /// `Edm.Date`: `2024-02-29`.
    Date,
    /// `Edm.TimeOfDay`: `12:00:00.1234567`.
    TimeOfDay,
    /// `Edm.Duration`: `P1DT2H`.
    Duration,
    /// `Edm.Guid`.
    Guid,
    /// `Edm.Binary`: base64 or base64url.
    Binary,
    /// `Edm.Stream`: a link, or base64url.
    Stream,
    /// `Edm.Decimal`: all its digits. Written as a number where a 64-bit float holds it, else as a string.
    Decimal,
}

string_on_the_wire!(DateTimeOffset, Date, TimeOfDay, Duration, Guid, Binary, Stream);

/// How many decimal digits a 64-bit float is sure to hold.
const FLOAT_DIGITS: usize = 15;

impl Decode for Decimal {
    const EXPECTS: &'static str = "a number";

    fn decode(value: Value, decoder: &mut Decoder) -> Result<Self, Value> {
        let decimal = match &value {
            Value::Number(number) => Self(number.to_string().into()),
            Value::String(text) if text.parse::<f64>().is_ok() => Self(text.as_str().into()),
            _ => return Err(value),
        };
        if decimal.encode() != value {
            decoder.remember(value);
        }
        Ok(decimal)
    }
}

impl Encode for Decimal {
    fn encode(&self) -> Value {
        let is_whole = self.0.parse::<i64>().is_ok();
        let n_digits = self.0.chars().filter(char::is_ascii_digit).count();
        match self.0.parse::<Number>() {
            Ok(number) if is_whole || n_digits <= FLOAT_DIGITS => Value::Number(number),
            _ => Value::from(self.as_str()),
        }
    }
}

#[cfg(feature = "jiff")]
mod jiff_conversions {
    use super::{Date, DateTimeOffset, Duration, TimeOfDay};

    macro_rules! conversions {
        ($($name:ident => $jiff:ty,)*) => {$(
            impl TryFrom<&$name> for $jiff {
                type Error = jiff::Error;

                fn try_from(text: &$name) -> Result<Self, Self::Error> {
                    text.as_str().parse()
                }
            }

            impl From<$jiff> for $name {
                fn from(value: $jiff) -> Self {
                    value.to_string().into()
                }
            }
        )*};
    }

    conversions! {
        DateTimeOffset => jiff::Timestamp,
        Date => jiff::civil::Date,
        TimeOfDay => jiff::civil::Time,
        Duration => jiff::SignedDuration,
    }
}
