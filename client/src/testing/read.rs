//! How the types of examples are read.

use crate::codec::{Decode, Encode, Reader, to_vec};

/// Reads JSON into a type and writes it again; nothing if there is no value of the type. [`answer`] or [`value`] of it.
pub type Read = fn(&mut Reader<'_>) -> Option<Vec<u8>>;

/// Reads a type as the client reads a whole answer.
pub fn answer<T: Decode + Encode>(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    T::decode_answer(reader).map(|it| to_vec(&it))
}

/// Reads a type as the client reads it inside other types.
pub fn value<T: Decode + Encode>(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    T::decode(reader).map(|it| to_vec(&it))
}

/// The types that values of examples say they are, by qualified name, and how to read one: [`value`] of the type.
pub type Types = [(&'static str, Read)];
