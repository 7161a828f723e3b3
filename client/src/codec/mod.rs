//! JSON to models and back: nothing that a service sends is lost on the way, and nothing is guessed.
//!
//! A generated struct says only what its members are called and where they are ([`Model`]); everything else happens here,
//! once, on `&mut dyn` [`Member`]s:
//!
//! * A member that the docs do not know goes to the struct's [`Extra`]. So does a known member whose JSON type is not the
//!   documented one (its field is then `None`), and a `null` (so that *absent* and *null* stay two things).
//! * What is kept is kept as its text ([`RawValue`]): every digit of a number, half a surrogate pair.
//! * Going back to JSON, a field that is `Some` wins over what [`Extra`] has under its name; everything else in it is
//!   written as it was read. JSON → model → JSON is the identity, numbers compared as numbers.
//! * A text that was read in another spelling than it would be written (an enum member in another case, a 64-bit number in
//!   quotes) sets its field *and* is remembered in [`Extra`], and comes back as it was read while the field keeps its meaning.
//!   A field that is set to something else, or cleared, wins.
//! * Of two members of one name the last counts, also if it is null or of another type.
//! * What is sent ([`to_body`]) leaves out `@odata.context`, which says where an answer came from.
//! * Control information, instance annotations and bound actions (`@odata.etag`, `size@odata.type`, `#acme.send`) are kept,
//!   and are nobody's members.
//! * A whole answer may stand in a wrapper, `{"value": {…}}`, as some docs show it ([`Decode::decode_answer`]).
//! * [`from_slice_strict`] turns the first documented member with an undocumented JSON type into an error with its path.
//!
//! # Why this form
//!
//! Six forms of emitted code were measured on all types of Microsoft Graph v1.0 (1,001 structs, 7,523 properties): CPU
//! seconds and peak memory of one build each, size of the stripped program, time to read and write a page of 1,000 items.
//! `cargo run --release --example codec_candidates -- MODEL.json` in docwright's repository prints the table.
//!
//! | form | check | debug | release | 2-type program | 300-type program | read | write |
//! |---|---|---|---|---|---|---|---|
//! | serde derive | 46.7 s, 2.08 GB | 52.3 s | 66.1 s | 39.4 s, 1128 KB | 310.9 s, 10550 KB | 22.6 ms | 8.6 ms |
//! | serde by hand | 19.1 s, 1.04 GB | 19.9 s | 23.3 s | 8.1 s, 909 KB | 107.6 s, 7452 KB | 24.7 ms | 11.7 ms |
//! | match on name, generic calls | 6.5 s, 0.59 GB | 7.3 s | 15.1 s | 3.9 s, 899 KB | 76.4 s, 6172 KB | 122.0 ms | 141.9 ms |
//! | match on name, `dyn` | 8.5 s, 0.67 GB | 10.2 s | 18.8 s | 3.6 s, 755 KB | 58.2 s, 4701 KB | 111.6 ms | 133.6 ms |
//! | table of accessors, `dyn` | 7.3 s, 0.74 GB | 10.0 s | 17.9 s | 3.6 s, 847 KB | 81.4 s, 6349 KB | 133.8 ms | 158.4 ms |
//! | table of names, match on index, `dyn` (this) | 7.1 s, 0.62 GB | 9.8 s | 21.9 s | 3.7 s, 905 KB | 68.6 s, 5516 KB | 20.0 ms | 15.4 ms |
//!
//! Since then a field answers for itself with four small functions: what was asked of it one thing at a time is asked of its
//! [`Part`]. And what relationships lead to is held without its type ([`Many`], [`Indirect`]), so that of the types that lead to
//! nearly all others a program compiles those that it names, and the emitted crate the others, once.
//!
//! This form costs a sixth of the derive to check, and leaves reading, strictness and `Debug` to the run time, which can
//! change them without a client being generated anew. (The three forms before it read through a tree of values.)

mod audit;
mod bridge;
#[cfg(feature = "serde")]
mod bridged;
mod debug;
mod decode;
mod derived;
mod encode;
mod enumeration;
mod equality;
mod erased;
mod extra;
mod flags;
mod hashing;
mod held;
mod indirect;
#[cfg(feature = "serde")]
mod json;
mod listed;
mod lists;
mod many;
mod member;
mod members;
mod mismatch;
mod model;
mod notes;
mod number;
mod objects;
mod order;
mod places;
mod primitives;
mod raw;
mod raw_codec;
mod reader;
mod scan;
mod show;
mod strings;
mod tree;
mod writer;
mod writing;

pub use debug::debug;
pub use decode::{Decode, from_slice, from_slice_strict, from_value};
pub use derived::{Derived, downcast, kind, odata_type, upcast};
pub use encode::{Encode, json_equal, to_body, to_value, to_vec};
pub use enumeration::{EnumType, UnknownMember, decode_enum, encode_enum};
pub use equality::equal;
pub use erased::Member;
pub use extra::Extra;
pub use flags::Flags;
pub use hashing::hash;
pub use indirect::Indirect;
#[cfg(feature = "serde")]
pub use json::{Json, as_json};
#[doc(hidden)]
pub use listed::Listed;
pub use many::Many;
pub use model::Model;
pub use raw::RawValue;
pub use reader::Reader;
pub use writer::Writer;

#[doc(hidden)]
pub use bridge::serde_bridge;
#[doc(hidden)]
pub use erased::{List, Name, Named, Object, Part, Plain, Shape, Slots, Values};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde as __serde;

#[cfg(feature = "serde")]
pub(crate) use bridge::generic_bridge;

pub(crate) use audit::{Audit, Other, Tally, is_control};
pub(crate) use debug::show_object;
pub(crate) use decode::{Mode, decode_answer, decode_text};
pub(crate) use equality::equal_objects;
pub(crate) use lists::{at, find, read_page};
pub(crate) use members::{has_member, is_first_member};
pub(crate) use mismatch::{Mismatch, below};
pub(crate) use number::Number;
pub(crate) use objects::decode_object;
pub(crate) use places::ODATA_LISTS;
pub(crate) use show::is_secret;
pub(crate) use writing::encode_object;
