//! JSON to models and back: nothing that a service sends is lost on the way, and nothing is guessed.
//!
//! A generated struct says only what its members are called and where they are ([`Model`]); everything else happens here,
//! once, on `&mut dyn` [`Member`]s:
//!
//! * A member that the docs do not know goes to the struct's [`Extra`]. So does a known member whose JSON type is not the
//!   documented one (its field is then `None`), and a `null` (so that *absent* and *null* stay two things).
//! * Going back to JSON, a field that is `Some` wins over what [`Extra`] has under its name; everything else in it is
//!   written as it was read. JSON → model → JSON is the identity, numbers compared as numbers.
//! * A text that was read in another spelling than it would be written (an enum member in another case, a 64-bit number in
//!   quotes) sets its field *and* is remembered in [`Extra`], and comes back as it was read while the field keeps its meaning.
//! * [`from_slice_strict`] turns the first documented member with an undocumented JSON type into an error with its path.

mod debug;
mod decode;
mod encode;
mod enumeration;
mod extra;
mod flags;
#[cfg(feature = "serde")]
mod json;
mod model;
mod primitives;
mod reader;
mod writer;

pub use debug::debug;
pub use decode::{Decode, from_slice, from_slice_strict, from_value};
pub use encode::{Encode, equal, json_equal, to_value, to_vec};
pub use enumeration::{EnumType, UnknownMember, decode_enum, encode_enum};
pub use extra::Extra;
pub use flags::Flags;
#[cfg(feature = "serde")]
pub use json::Json;
pub use model::{Member, Model, downcast, odata_type};
pub use reader::Reader;
pub use writer::Writer;

pub(crate) use decode::{Mismatch, Mode, decode_object, decode_text};
pub(crate) use encode::encode_object;
#[doc(hidden)]
pub use model::Object;
pub(crate) use model::odata_type_of;
