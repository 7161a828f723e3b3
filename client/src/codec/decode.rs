//! JSON to typed values: what fits is taken, what does not is kept as it was read.

use super::audit::{Taken, is_control};
use super::{Encode, Model, Object, Reader};
use crate::error::Error;
use crate::json::Value;
use std::borrow::Cow;

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// The JSON it is read from, in words: "a string".
    const EXPECTS: &'static str;

    /// Whether a value may be written in another spelling than it was read ([`Reader::respelled`]).
    const RESPELLS: bool = false;

    /// Reads a value; `None` if there is none of this type. The reader may then stand anywhere: who called goes back.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads a whole answer. A structured type is also taken out of a wrapper, `{"value": {…}}`.
    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        Self::decode(reader)
    }
}

/// Reads a value, leniently: what does not fit is kept in the models' `extra`.
pub fn from_value<T: Decode>(value: &Value) -> Result<T, Error> {
    from_slice(value.to_string().as_bytes())
}

/// Reads JSON text, leniently: what does not fit is kept in the models' `extra`.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_text(json, Mode::Lenient, T::decode)
}

/// Reads JSON text; a documented member with another JSON type than documented is an error that names its path.
pub fn from_slice_strict<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_text(json, Mode::Strict, T::decode)
}

/// What to do about a documented member whose JSON type is not the documented one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Lenient,
    Strict,
}

/// Reads a whole text. A byte order mark is skipped: some services send one.
pub(crate) fn decode_text<T: Decode>(
    json: &[u8],
    mode: Mode,
    decode: fn(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Error> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let text = std::str::from_utf8(json).map_err(Error::json)?;
    let mut reader = Reader::new(text);
    let decoded = decode(&mut reader).filter(|_| reader.is_at_end());
    finish_text(text, reader, mode, T::EXPECTS, decoded.is_some())?;
    decoded.ok_or_else(Error::no_value)
}

/// Why a text was not read, or should not have been.
fn finish_text(
    text: &str,
    mut reader: Reader<'_>,
    mode: Mode,
    expects: &'static str,
    is_read: bool,
) -> Result<(), Error> {
    if is_read && mode == Mode::Lenient {
        return Ok(());
    }
    if !is_read {
        // serde_json knows best what is wrong with a text, and where.
        serde_json::from_str::<Value>(text).map_err(Error::json)?;
        let start = Reader::new(text).position();
        reader.rewind(start);
        let mark = Reader::new("").mark();
        reader.note(mark, expects);
    }
    match reader.into_mismatches().into_iter().next() {
        None => Ok(()),
        Some(Mismatch { path, expected, found }) => Err(Error::mismatch(path, expected, found)),
    }
}

/// A documented member whose JSON type is not the documented one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Where, from the root: `value[3].from.emailAddress`; empty for the root itself.
    pub(crate) path: String,
    /// What the docs say, in words.
    pub(crate) expected: &'static str,
    /// What was read, in words.
    pub(crate) found: &'static str,
}

impl<M: Model> Decode for M {
    const EXPECTS: &'static str = "an object";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut model = M::default();
        decode_object(model.object_mut(), reader)?;
        Some(model)
    }

    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        let mut model = M::default();
        decode_answer(model.object_mut(), reader)?;
        Some(model)
    }
}

/// Reads an object, or the one inside `{"value": {…}}`: some docs and services wrap a single value as they wrap a list.
/// Control information beside it becomes the object's own.
fn decode_answer(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    let (mark, start) = (reader.mark(), reader.position());
    let is_wrapped = !object.names().contains(&"value") && find_wrapper(reader).is_some();
    reader.rewind(start);
    reader.recount(mark);
    if !is_wrapped {
        return decode_object(object, reader);
    }
    each_member(reader, |name, reader| {
        if name == "value" {
            return decode_object(object, reader);
        }
        let before = reader.mark();
        let value = reader.value()?;
        reader.count(before, Taken::Control);
        object.rest_mut().insert(name, value);
        Some(())
    })?;
    reader.within(mark, || "value".to_owned());
    if let Some(audit) = reader.audit() {
        audit.is_wrapped = true;
    }
    Some(())
}

/// Passes an object whose one member, beside control information, is an object named `value`.
fn find_wrapper(reader: &mut Reader<'_>) -> Option<()> {
    let mut is_found = false;
    each_member(reader, |name, reader| {
        let is_wrapper = name == "value" && !is_found && reader.found() == "an object";
        is_found |= is_wrapper;
        (is_wrapper || is_control(&name)).then_some(())?;
        reader.value().map(drop)
    })?;
    is_found.then_some(())
}

/// Reads an object, one member a call.
fn each_member(
    reader: &mut Reader<'_>,
    mut member: impl FnMut(Cow<'_, str>, &mut Reader<'_>) -> Option<()>,
) -> Option<()> {
    reader.open(b'{')?;
    let mut is_first = true;
    while !reader.take(b'}') {
        if !std::mem::take(&mut is_first) {
            reader.expect(b',')?;
        }
        let name = reader.string()?;
        reader.expect(b':')?;
        member(name, reader)?;
    }
    reader.close();
    Some(())
}

pub(crate) fn decode_object(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    let (whole, begin) = (reader.mark(), reader.offset());
    let names = object.names();
    let mut unknown = Vec::new();
    let mut expected = 0;
    each_member(reader, |name, reader| {
        let (mark, start) = (reader.mark(), reader.position());
        let index = position(names, &name, expected);
        let (taken, kept) = match index.and_then(|index| Some((index, object.at_mut(index)?))) {
            None if is_control(&name) => (Taken::Control, Some(reader.value()?)),
            None => {
                if reader.audit().is_some() {
                    unknown.push(name.clone().into_owned());
                }
                (Taken::Kept, Some(reader.value()?))
            }
            Some((index, member)) => {
                expected = index + 1;
                if reader.null().is_some() {
                    (Taken::Typed, Some(Value::Null))
                } else {
                    let is_set = member.set(reader);
                    let is_respelled = reader.take_respelled();
                    let kept = if is_set && !is_respelled {
                        None
                    } else {
                        reader.rewind(start);
                        if !is_set {
                            reader.note(mark, member.expects());
                        }
                        reader.recount(mark);
                        Some(reader.value()?)
                    };
                    reader.within(mark, || name.clone().into_owned());
                    (if is_set { Taken::Typed } else { Taken::Kept }, kept)
                }
            }
        };
        reader.count(mark, taken);
        if let Some(value) = kept {
            object.rest_mut().insert(name, value);
        }
        Some(())
    })?;
    let end = reader.offset();
    reader.end_object(object, whole, begin..end, unknown);
    Some(())
}

/// Where a name is. Services send members mostly in the documented order, so the search begins after the last hit.
fn position(names: &[&str], name: &str, expected: usize) -> Option<usize> {
    let (before, after) = names.split_at_checked(expected)?;
    let later = after.iter().position(|it| *it == name).map(|index| expected + index);
    later.or_else(|| before.iter().position(|it| *it == name))
}

impl<T: Decode + Encode> Decode for Vec<T> {
    const EXPECTS: &'static str = "an array";
    const RESPELLS: bool = T::RESPELLS;

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut items = Vec::new();
        decode_array(reader, T::EXPECTS, &mut |reader| {
            items.push(T::decode(reader)?);
            Some(())
        })?;
        Some(items)
    }
}

/// Reads an array, one item a call.
fn decode_array(
    reader: &mut Reader<'_>,
    expects: &'static str,
    item: &mut dyn FnMut(&mut Reader<'_>) -> Option<()>,
) -> Option<()> {
    reader.open(b'[')?;
    let mut n_items = 0;
    while !reader.take(b']') {
        if n_items > 0 {
            reader.expect(b',')?;
        }
        let (mark, start) = (reader.mark(), reader.position());
        let is_read = item(reader);
        if is_read.is_none() {
            reader.rewind(start);
            reader.note(mark, expects);
        }
        reader.within(mark, || format!("[{n_items}]"));
        is_read?;
        n_items += 1;
    }
    reader.close();
    Some(())
}

impl<T: Decode> Decode for Option<T> {
    const EXPECTS: &'static str = T::EXPECTS;
    const RESPELLS: bool = T::RESPELLS;

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        match reader.null() {
            Some(()) => Some(None),
            None => T::decode(reader).map(Some),
        }
    }
}
