//! OData's primitive types that Rust has no type for, as the text that was read.
//!
//! The text is kept and compared as it is: offsets, seven-digit fractions and capital letters survive. With feature `jiff`
//! they convert to and from jiff's types where a program calculates.

use crate::codec::{Decode, Encode, Reader, Writer};
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

            fn decode(reader: &mut Reader<'_>) -> Option<Self> {
                reader.string().map(|text| Self(text.into()))
            }
        }

        impl Encode for $name {
            fn encode(&self, json: &mut Writer) {
                json.string(&self.0);
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
    /// `Edm.Decimal`: all its digits.
    Decimal,
}

string_on_the_wire!(DateTimeOffset, Date, TimeOfDay, Duration, Guid, Binary, Stream);

impl Decode for Decimal {
    const EXPECTS: &'static str = "a number";
    const RESPELLS: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let start = reader.position();
        if let Some(text) = reader.number() {
            return Some(text.into());
        }
        reader.rewind(start);
        let text = reader.string()?;
        reader.respelled();
        is_number(&text).then(|| text.into_owned().into())
    }
}

impl Encode for Decimal {
    fn encode(&self, json: &mut Writer) {
        if is_number(&self.0) { json.number(&self.0) } else { json.string(&self.0) }
    }
}

fn is_number(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.number() == Some(text)
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
