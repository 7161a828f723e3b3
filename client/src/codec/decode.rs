//! JSON to typed values: what fits is taken, what does not is kept as it was read.

use super::encode::Encode;
use super::mismatch::Mismatch;
use super::reader::Reader;
use crate::error::Error;
use crate::json::Value;

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// The JSON it is read from, in words: "a string".
    const EXPECTS: &'static str;

    /// Whether a value may be written in another spelling than it was read ([`Reader::respelled`]). Structured types remember
    /// the spellings of their members themselves.
    const RESPELLS: bool = true;

    /// Reads a value; `None` if there is none of this type. The reader may then stand anywhere: who called goes back.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads a whole answer. A structured type is also taken out of a wrapper, `{"value": {…}}`; an `Option` also reads an
    /// answer without a body.
    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        Self::decode(reader)
    }

    /// Whether a whole answer that was read can be what the service meant to send; notes what is missing. A list without its
    /// items is no empty list.
    #[doc(hidden)]
    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        let _ = reader;
        Some(())
    }

    /// What stands for an answer without a body, after a request that changed something.
    #[doc(hidden)]
    fn nothing() -> Option<Self> {
        None
    }
}

/// Reads a whole answer that has to be complete.
pub(crate) fn decode_whole<T: Decode>(reader: &mut Reader<'_>) -> Option<T> {
    let mut answer = T::decode_answer(reader)?;
    answer.check_answer(reader).map(|()| answer)
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
        if let Some(problem) = Reader::problem(text) {
            return Err(Error::json(problem));
        }
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

    fn nothing() -> Option<Self> {
        Some(Vec::new())
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

    /// An answer without any text is none.
    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        if reader.is_at_end() || reader.null().is_some() {
            return Some(None);
        }
        T::decode_answer(reader).map(Some)
    }

    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        self.as_mut().map_or(Some(()), |it| it.check_answer(reader))
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }
}
