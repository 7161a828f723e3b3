//! OData's primitive types that Rust has no type for, as the text that was read.
//!
//! The text is kept and written as it is: offsets, seven-digit fractions and capital letters survive. They are compared by what
//! they mean; a text that means nothing stands behind all that do. Where a program calculates, they convert to and from the types of the crates that do: features `jiff`, `chrono`, `time` and `uuid`.

mod binary;
#[cfg(feature = "chrono")]
mod chrono;
mod duration;
#[cfg(feature = "jiff")]
mod jiff;
mod meaning;
mod texts;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

pub use self::duration::NoDuration;
pub use self::texts::{Binary, Date, DateTimeOffset, Decimal, Duration, Guid, Stream, TimeOfDay};
