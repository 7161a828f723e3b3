//! How the types of examples are read.

use crate::codec::{Decode, Encode, Reader, find, to_vec};
use crate::core::Served;
use crate::json::Value;

/// Reads JSON into a type and writes it again; nothing if there is no value of the type. [`answer`] or [`value`] of it.
pub type Read = fn(&mut Reader<'_>) -> Option<Vec<u8>>;

/// Reads a type as the client reads a whole answer.
pub fn answer<T: Decode + Encode>(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    T::decode_answer(reader).map(|it| to_vec(&it))
}

/// Reads a type as a client of this service reads a whole answer, whose lists are where the service has them.
pub fn answer_of<C: Served, T: Decode + Encode>(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    let (start, lists) = (reader.position(), C::PROTOCOL.lists);
    let text = reader.text().to_owned();
    reader.lists = lists;
    let mut answer = T::decode_answer(reader)?;
    let is_list = answer.as_list().is_some();
    let written = to_vec(&answer);
    if !is_list {
        return Some(written);
    }
    // A page is written as OData has it; here its items go to where they came from.
    let end = reader.position();
    reader.rewind(start);
    let steps = find(reader, lists)?;
    reader.rewind(end);
    let mut written = serde_json::from_slice::<Value>(&written).ok()?;
    let items = written.get_mut("value")?.take();
    let mut whole = serde_json::from_str::<Value>(&text).ok()?;
    let place = steps.iter().try_fold(&mut whole, |json, step| json.get_mut(step))?;
    *place = items;
    Some(whole.to_string().into_bytes())
}

/// Reads a type as the client reads it inside other types.
pub fn value<T: Decode + Encode>(reader: &mut Reader<'_>) -> Option<Vec<u8>> {
    T::decode(reader).map(|it| to_vec(&it))
}

/// The types that values of examples say they are, by qualified name, and how to read one: [`value`] of the type.
pub type Types = [(&'static str, Read)];
