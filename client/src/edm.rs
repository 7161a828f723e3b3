//! Primitive types whose text is kept as read.
//!
//! Docs and services write dates with six and seven digits of a second, with offsets and without.
//! A parsed value would lose that; the text does not.

use std::fmt;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as read or given.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, owned.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.0)
            }
        }
    )*};
}

texts! {
    /// Bytes as base64url text.
    Binary,
    /// A calendar date: `2024-02-29`.
    Date,
    /// A point in time with its offset: `2024-02-29T08:30:00.1234567+01:00`.
    DateTimeOffset,
    /// A number of fixed precision: `12.50`.
    Decimal,
    /// An ISO 8601 duration: `P3DT4H`.
    Duration,
    /// A 128-bit identifier: `c8b65270-5270-c8b6-7052-b6c87052b6c8`.
    Guid,
    /// A property whose bytes are fetched on their own; the text is what the service shows of it.
    Stream,
    /// A time of day: `08:30:00`.
    TimeOfDay,
}
