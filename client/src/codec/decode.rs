//! JSON to typed values: what fits is taken, what does not is kept as it was read.

use super::encode::Encode;
use super::erased::{List, Part, Plain, Slots};
use super::listed::Listed;
use super::mismatch::Mismatch;
use super::places::ODATA_LISTS;
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;
use crate::error::Error;
use crate::json::Value;
use std::any::Any;
use std::fmt;

/// A type that is read from JSON.
pub trait Decode: Sized {
    /// The JSON it is read from, in words: "a string".
    const EXPECTS: &'static str;

    /// Reads a value; `None` if there is none of this type. The reader may then stand anywhere: who called goes back.
    fn decode(reader: &mut Reader<'_>) -> Option<Self>;

    /// Reads a value into a place, which has none if there is none of this type. Structured types are read where they stay.
    // This and the next four bring along what drops a value: they stay with whoever asks for them through `dyn Member` or `dyn
    // Slots`, so that it is compiled with these few and not with each type's own code once more.
    #[doc(hidden)]
    #[inline]
    fn read(place: &mut Option<Self>, reader: &mut Reader<'_>) -> bool {
        *place = Self::decode(reader);
        place.is_some()
    }

    /// Leaves no value in a place.
    #[doc(hidden)]
    #[inline]
    fn clear(place: &mut Option<Self>) {
        *place = None;
    }

    /// Reads a value to the end of a list. What is read of one that is none may stay there.
    #[doc(hidden)]
    #[inline]
    fn read_next(items: &mut Vec<Self>, reader: &mut Reader<'_>) -> Option<()> {
        items.push(Self::decode(reader)?);
        Some(())
    }

    /// Reads an array into a place, which has none if there is none.
    #[doc(hidden)]
    #[inline]
    fn read_list(place: &mut Option<Vec<Self>>, reader: &mut Reader<'_>) -> bool {
        *place = Some(Vec::new());
        let is_read = match place {
            Some(items) => read_slots(items, Self::EXPECTS, reader).is_some(),
            None => false,
        };
        if !is_read {
            Self::clear_items(place);
        }
        is_read
    }

    /// Leaves no list in a place.
    #[doc(hidden)]
    #[inline]
    fn clear_items(place: &mut Option<Vec<Self>>) {
        *place = None;
    }

    /// The value without its type.
    #[doc(hidden)]
    fn part(&self) -> Part<'_>
    where
        Self: Encode + 'static,
    {
        Part::Plain(self)
    }

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

    /// The page of a list that it is.
    #[doc(hidden)]
    #[inline]
    fn as_list(&mut self) -> Option<&mut dyn Listed> {
        None
    }

    /// What stands for an answer without a body, after a request that changed something.
    #[doc(hidden)]
    fn nothing() -> Option<Self> {
        None
    }
}

/// Reads a whole answer that has to be complete.
fn decode_whole<T: Decode>(reader: &mut Reader<'_>) -> Option<T> {
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

/// Reads a whole answer of a service whose lists are at these places.
pub(crate) fn decode_answer<T: Decode>(
    json: &[u8],
    mode: Mode,
    lists: &'static [&'static str],
) -> Result<T, Error> {
    decode_at(json, mode, lists, decode_whole::<T>)
}

/// Reads a whole text. A byte order mark is skipped: some services send one.
pub(crate) fn decode_text<T: Decode>(
    json: &[u8],
    mode: Mode,
    decode: fn(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Error> {
    decode_at(json, mode, ODATA_LISTS, decode)
}

fn decode_at<T: Decode>(
    json: &[u8],
    mode: Mode,
    lists: &'static [&'static str],
    decode: fn(&mut Reader<'_>) -> Option<T>,
) -> Result<T, Error> {
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    let text = std::str::from_utf8(json).map_err(Error::json)?;
    let mut reader = Reader::new(text);
    reader.lists = lists;
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

impl<T: Decode + Encode + 'static> Plain for T {
    fn write(&self, json: &mut Writer) {
        self.encode(json);
    }

    fn is_equal(&self, other: &dyn Plain) -> bool {
        (other as &dyn Any).downcast_ref::<T>().is_some_and(|other| self.equals(other))
    }

    fn is_said_by(&self, original: &RawValue) -> bool {
        T::decode(&mut Reader::new(original.as_json())).is_some_and(|read| self.equals(&read))
    }

    fn show_plain(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        self.show(f, is_secret)
    }
}

impl<T: Decode + Encode> Decode for Vec<T> {
    const EXPECTS: &'static str = "an array";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut items = Vec::new();
        read_slots(&mut items, T::EXPECTS, reader)?;
        Some(items)
    }

    fn read(place: &mut Option<Self>, reader: &mut Reader<'_>) -> bool {
        T::read_list(place, reader)
    }

    fn clear(place: &mut Option<Self>) {
        T::clear_items(place);
    }

    fn nothing() -> Option<Self> {
        Some(Vec::new())
    }

    fn part(&self) -> Part<'_>
    where
        Self: 'static,
    {
        Part::List(self)
    }
}

impl<T: Decode + Encode + 'static> List for Vec<T> {
    fn at(&self, index: usize) -> Option<Part<'_>> {
        self.get(index).map(T::part)
    }
}

impl<T: Decode> Slots for Vec<T> {
    fn read_next(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        T::read_next(self, reader)
    }
}

/// Reads an array to the end of a list. What is read of one that is none stays there.
pub(super) fn read_slots(
    items: &mut dyn Slots,
    expects: &'static str,
    reader: &mut Reader<'_>,
) -> Option<()> {
    decode_array(reader, expects, &mut |reader| items.read_next(reader))
}

/// Reads an array, one item a call.
pub(super) fn decode_array(
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

    fn as_list(&mut self) -> Option<&mut dyn Listed> {
        self.as_mut()?.as_list()
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }
}
