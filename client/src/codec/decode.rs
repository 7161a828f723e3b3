//! JSON to typed values: what fits is taken, what does not is kept as it was read.

use super::{Encode, Model, Object, Reader, odata_type_of};
use crate::error::Error;
use crate::json::Value;

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// The JSON it is read from, in words: "a string".
    const EXPECTS: &'static str;

    /// Whether a value may be written in another spelling than it was read ([`Reader::respelled`]).
    const RESPELLS: bool = false;

    /// Reads a value; `None` if there is none of this type. The reader may then stand anywhere: who called goes back.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;
}

/// Reads a value, leniently: what does not fit is kept in the models' `extra`.
pub fn from_value<T: Decode>(value: &Value) -> Result<T, Error> {
    from_slice(value.to_string().as_bytes())
}

/// Reads JSON text, leniently: what does not fit is kept in the models' `extra`.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_text(json, Mode::Lenient)
}

/// Reads JSON text; a documented member with another JSON type than documented is an error that names its path.
pub fn from_slice_strict<T: Decode>(json: &[u8]) -> Result<T, Error> {
    decode_text(json, Mode::Strict)
}

/// What to do about a documented member whose JSON type is not the documented one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Lenient,
    Strict,
}

/// Reads a whole text. A byte order mark is skipped: some services send one.
pub(crate) fn decode_text<T: Decode>(json: &[u8], mode: Mode) -> Result<T, Error> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let text = std::str::from_utf8(json).map_err(Error::json)?;
    let mut reader = Reader::new(text);
    let decoded = T::decode(&mut reader).filter(|_| reader.is_at_end());
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
        Some(mismatch) => Err(Error::mismatch(mismatch)),
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
}

pub(crate) fn decode_object(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    reader.open(b'{')?;
    let names = object.names();
    let mut unknown = Vec::new();
    let mut expected = 0;
    let mut is_first = true;
    while !reader.take(b'}') {
        if !std::mem::take(&mut is_first) {
            reader.expect(b',')?;
        }
        let name = reader.string()?;
        reader.expect(b':')?;
        let start = reader.position();
        let index = position(names, &name, expected);
        let kept = match index.and_then(|index| Some((index, object.at_mut(index)?))) {
            None => {
                if reader.unknown_mut().is_some() && !name.contains('@') {
                    unknown.push(name.clone().into_owned());
                }
                Some(reader.value()?)
            }
            Some((index, member)) => {
                expected = index + 1;
                if reader.null().is_some() {
                    Some(Value::Null)
                } else {
                    let mark = reader.mark();
                    let is_set = member.set(reader);
                    let is_respelled = reader.take_respelled();
                    let kept = if is_set && !is_respelled {
                        None
                    } else {
                        reader.rewind(start);
                        if !is_set {
                            reader.note(mark, member.expects());
                        }
                        Some(reader.value()?)
                    };
                    reader.within(mark, || name.clone().into_owned());
                    kept
                }
            }
        };
        if let Some(value) = kept {
            object.rest_mut().insert(name, value);
        }
    }
    reader.close();
    if !unknown.is_empty() {
        let sent_type = odata_type_of(object);
        let is_own = sent_type.is_none_or(|it| it.eq_ignore_ascii_case(object.name()));
        reader
            .unknown_mut()
            .into_iter()
            .filter(|_| is_own)
            .for_each(|all| all.append(&mut unknown));
    }
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
