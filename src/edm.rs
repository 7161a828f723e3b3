//! The vocabulary of the Entity Data Model: primitive types and kinds. Knows no docs and no Rust.

pub(crate) mod forms;

use serde::Serialize;
use std::fmt;

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

            /// The name without its namespace, such as `String`.
            pub fn bare_name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The narrowest type that has the values of both, as JSON shows them.
            pub(crate) fn and(self, other: Self) -> Option<Self> {
                match (self, other) {
                    _ if self == other => Some(self),
                    (Self::Int64, Self::Double) | (Self::Double, Self::Int64) => Some(Self::Double),
                    (Self::String, Self::DateTimeOffset) | (Self::DateTimeOffset, Self::String) => {
                        Some(Self::String)
                    }
                    _ => None,
                }
            }

            /// Whether its values are numbers.
            pub fn is_number(self) -> bool {
                match self {
                    Self::Byte
                    | Self::Decimal
                    | Self::Double
                    | Self::Int16
                    | Self::Int32
                    | Self::Int64
                    | Self::SByte
                    | Self::Single => true,
                    Self::Binary
                    | Self::Boolean
                    | Self::Date
                    | Self::DateTimeOffset
                    | Self::Duration
                    | Self::Guid
                    | Self::Stream
                    | Self::String
                    | Self::TimeOfDay => false,
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

/// What may be asked of a property in a request, and of its values, or those of a parameter.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PropertyTerms {
    /// The value that counts when none is given, as text.
    pub default: Option<String>,
    /// Bounds of a number, inclusive, as text.
    pub range: Option<Range>,
    /// The most characters that a text may have.
    pub max_length: Option<u64>,
    /// The most items that a collection may have.
    pub max_items: Option<u64>,
    /// The values that a text may have, where no enum lists them.
    pub values: Vec<String>,
    /// The query options that take the property, in page order.
    pub query_options: Vec<QueryOption>,
    /// When the service sends the property, if that is stated.
    pub returned: Option<Returned>,
    /// Terms of the capabilities vocabulary, each with its value as text: `searchable`, `false`.
    pub capabilities: Vec<(String, String)>,
}

impl PropertyTerms {
    /// Nothing is stated.
    pub const NONE: Self = Self {
        default: None,
        range: None,
        max_length: None,
        max_items: None,
        values: Vec::new(),
        query_options: Vec::new(),
        returned: None,
        capabilities: Vec::new(),
    };
}

/// Only what is stated: most properties have no terms.
impl fmt::Debug for PropertyTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("PropertyTerms");
        let mut show = |name: &str, is_stated: bool, value: &dyn fmt::Debug| {
            if is_stated {
                out.field(name, value);
            }
        };
        show("default", self.default.is_some(), &self.default);
        show("range", self.range.is_some(), &self.range);
        show("max_length", self.max_length.is_some(), &self.max_length);
        show("max_items", self.max_items.is_some(), &self.max_items);
        show("values", !self.values.is_empty(), &self.values);
        show("query_options", !self.query_options.is_empty(), &self.query_options);
        show("returned", self.returned.is_some(), &self.returned);
        show("capabilities", !self.capabilities.is_empty(), &self.capabilities);
        out.finish()
    }
}

/// Bounds, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// The least value.
    pub min: String,
    /// The greatest value.
    pub max: String,
}

/// A query option that takes a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryOption {
    /// Such as `$filter`.
    pub name: String,
    /// Operators and functions, such as `eq`; empty when none are named.
    pub operators: Vec<String>,
}

/// When the service sends a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Returned {
    /// Without being asked.
    ByDefault,
    /// When `$select` names it.
    OnlyOnSelect,
}
