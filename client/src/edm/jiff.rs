//! Conversions to and from jiff's types. A `Timestamp` has no offset.

use super::texts::{Date, DateTimeOffset, Duration, TimeOfDay};

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
