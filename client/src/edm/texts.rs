//! The types themselves: texts that are read, shown and written as they are.

use crate::codec::{Decode, Encode, Reader, Writer, serde_bridge};
use std::fmt;

macro_rules! text {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone)]
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

    )*};
}

/// `Debug` shows the text, or of bytes only how many characters.
macro_rules! string_on_the_wire {
    ($show:ident: $($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), $show(&self.0))
            }
        }

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

            fn equals(&self, other: &Self) -> bool {
                self == other
            }

            fn show(&self, f: &mut fmt::Formatter<'_>, _: bool) -> fmt::Result {
                f.write_str(&$show(&self.0))
            }
        }
    )*};
}

serde_bridge!(DateTimeOffset, Date, TimeOfDay, Duration, Guid, Binary, Stream, Decimal);

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn counted(text: &str) -> String {
    format!("{} characters", text.len())
}

text! {
    /// `Edm.DateTimeOffset`: `2024-02-29T12:00:00.1234567+02:00`.
    ///
    /// Two are compared by the instant, whatever the offset and the number of digits: `12:00+02:00` equals `10:00Z`. The text
    /// stays as it is.
    DateTimeOffset,
    /// `Edm.Date`: `2024-02-29`.
    Date,
    /// `Edm.TimeOfDay`: `12:00:00.1234567`. Two are compared as times.
    TimeOfDay,
    /// `Edm.Duration`: `P1DT2H`. Two are compared by their lengths: `P1D` equals `PT24H`.
    Duration,
    /// `Edm.Guid`. Two are compared whatever the case of their letters.
    Guid,
    /// `Edm.Binary`: base64 or base64url. Two are compared as texts.
    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
    Binary,
    /// `Edm.Stream`: a link, or base64url. Two are compared as texts.
    #[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
    Stream,
    /// `Edm.Decimal`: all its digits. Two are compared as numbers: `1.50` equals `1.5`.
    Decimal,
}

string_on_the_wire!(quoted: DateTimeOffset, Date, TimeOfDay, Duration, Guid);
string_on_the_wire!(counted: Binary, Stream);

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Decimal({:?})", &*self.0)
    }
}

impl Decode for Decimal {
    const EXPECTS: &'static str = "a number";

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
        if is_number(&self.0) { json.raw(&self.0) } else { json.string(&self.0) }
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}

pub(super) fn is_number(text: &str) -> bool {
    let mut reader = Reader::new(text);
    reader.number() == Some(text)
}
