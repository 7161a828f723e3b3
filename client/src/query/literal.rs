//! Values as OData literals in query options.

use crate::codec::{EnumType, Flags};
use crate::edm::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};

/// A type that can stand in a filter. The text is not yet percent-encoded.
pub trait Literal {
    /// The value as an OData literal: a text in quotes, its own quotes doubled; a number as it is.
    fn literal(&self) -> String;
}

impl Literal for str {
    fn literal(&self) -> String {
        format!("'{}'", self.replace('\'', "''"))
    }
}

impl Literal for String {
    fn literal(&self) -> String {
        self.as_str().literal()
    }
}

macro_rules! displayed {
    ($($plain:ty),*) => {$(
        impl Literal for $plain {
            fn literal(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

displayed!(bool, u8, i8, i16, i32, i64, u32, u64);

macro_rules! floats {
    ($($float:ty),*) => {$(
        impl Literal for $float {
            fn literal(&self) -> String {
                if self.is_infinite() {
                    if *self > 0.0 { "INF".to_owned() } else { "-INF".to_owned() }
                } else {
                    self.to_string()
                }
            }
        }
    )*};
}

floats!(f32, f64);

macro_rules! bare {
    ($($bare:ty),*) => {$(
        impl Literal for $bare {
            fn literal(&self) -> String {
                bare_or_quoted(self.as_str())
            }
        }
    )*};
}

bare!(DateTimeOffset, Date, TimeOfDay, Guid, Decimal);

/// These literals have no quotes; a text that is no such literal gets them, so that it can't become something else.
fn bare_or_quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | ':' | '.');
    if !text.is_empty() && text.chars().all(is_plain) { text.to_owned() } else { text.literal() }
}

impl Literal for Duration {
    fn literal(&self) -> String {
        format!("duration{}", self.as_str().literal())
    }
}

impl Literal for Binary {
    fn literal(&self) -> String {
        format!("binary{}", self.as_str().literal())
    }
}

impl<E: EnumType> Literal for E {
    fn literal(&self) -> String {
        self.as_str().literal()
    }
}

impl<E: EnumType> Literal for Flags<E> {
    fn literal(&self) -> String {
        self.to_string().as_str().literal()
    }
}
