//! Answers that are one value: `{"value": 5}`, or just the value.

use crate::codec::{
    Decode, Encode, Extra, Member, Object, Reader, Shape, Writer, decode_object, encode_object,
    equal_objects, show_object,
};
use std::fmt;

/// An answer with a single value that is not a structured type: what functions and `$count` answer.
#[derive(Clone)]
pub struct ValueOf<T> {
    /// The value.
    pub value: Option<T>,
    /// What was read beside the value: `@odata.context`, for one.
    pub extra: Extra,
}

impl<T: Decode + Encode + 'static> Decode for ValueOf<T> {
    const EXPECTS: &'static str = T::EXPECTS;

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let (start, mark) = (reader.position(), reader.mark());
        let mut wrapped = Self::default();
        if decode_object(&mut wrapped, reader).is_some()
            && (wrapped.value.is_some() || wrapped.extra.was_present("value"))
        {
            return Some(wrapped);
        }
        reader.rewind(start);
        reader.forget(mark);
        T::decode(reader).map(|value| Self { value: Some(value), extra: Extra::new() })
    }

    fn nothing() -> Option<Self> {
        Some(Self::default())
    }
}

impl<T: Decode + Encode + 'static> Encode for ValueOf<T> {
    fn encode(&self, json: &mut Writer) {
        encode_object(self, json);
    }

    fn equals(&self, other: &Self) -> bool {
        equal_objects(self, other)
    }
}

impl<T: Decode + Encode + 'static> Object for ValueOf<T> {
    fn shape(&self) -> &'static Shape {
        const { &Shape::of("ValueOf", &["value"]) }
    }

    fn at(&self, index: usize) -> Result<&dyn Member, &Extra> {
        if index == 0 { Ok(&self.value) } else { Err(&self.extra) }
    }

    fn at_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra> {
        if index == 0 { Ok(&mut self.value) } else { Err(&mut self.extra) }
    }
}

impl<T> Default for ValueOf<T> {
    fn default() -> Self {
        Self { value: None, extra: Extra::new() }
    }
}

impl<T: Decode + Encode + 'static> PartialEq for ValueOf<T> {
    fn eq(&self, other: &Self) -> bool {
        equal_objects(self, other)
    }
}

impl<T: Decode + Encode + 'static> fmt::Debug for ValueOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show_object(self, f)
    }
}
