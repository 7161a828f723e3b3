//! The vocabulary of the Entity Data Model: primitive types and kinds. Knows no docs and no Rust.

use serde::Serialize;

macro_rules! primitives {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A primitive type of the Entity Data Model.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Primitive {
            $($(#[$doc])* $variant,)*
        }

        impl Primitive {
            /// Every primitive, in alphabetical order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The qualified name, such as `Edm.String`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("Edm.", $name),)*
                }
            }
        }
    };
}

primitives! {
    /// Base64url text.
    Binary = "Binary",
    /// `true` or `false`.
    Boolean = "Boolean",
    /// An unsigned 8-bit integer.
    Byte = "Byte",
    /// A calendar date without time.
    Date = "Date",
    /// A point in time with an offset.
    DateTimeOffset = "DateTimeOffset",
    /// A number of fixed precision.
    Decimal = "Decimal",
    /// A 64-bit floating point number.
    Double = "Double",
    /// An ISO 8601 duration.
    Duration = "Duration",
    /// A 128-bit identifier.
    Guid = "Guid",
    /// A signed 16-bit integer.
    Int16 = "Int16",
    /// A signed 32-bit integer.
    Int32 = "Int32",
    /// A signed 64-bit integer.
    Int64 = "Int64",
    /// A signed 8-bit integer.
    SByte = "SByte",
    /// A 32-bit floating point number.
    Single = "Single",
    /// Bytes that are fetched on their own.
    Stream = "Stream",
    /// Text.
    String = "String",
    /// A time of day without date.
    TimeOfDay = "TimeOfDay",
}

/// What a structured type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Has a key and an identity of its own.
    Entity,
    /// A value without identity.
    Complex,
}
