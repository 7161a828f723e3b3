//! Fields as the codec sees them: whatever their types, through one trait.

use super::decode::Decode;
use super::encode::Encode;
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;
use std::any::Any;
use std::fmt;

/// A field of a model, whatever its type: the codec reads and writes fields through this.
pub trait Member: Any {
    /// Sets the field from JSON, if a value of its type is next; otherwise leaves it as it is.
    fn set(&mut self, reader: &mut Reader<'_>) -> bool;
    /// Takes its value away.
    fn clear(&mut self);
    /// Whether the field has a value, and is written.
    fn is_set(&self) -> bool;
    /// Whether it says so little that what was read instead of its value is written.
    #[doc(hidden)]
    fn gives_way(&self) -> bool {
        !self.is_set()
    }
    /// Writes the value.
    fn write(&self, json: &mut Writer);
    /// Writes the name and the value, if there is one. The name may be one that JSON has as it is.
    #[doc(hidden)]
    fn write_named(&self, name: &str, is_plain: bool, json: &mut Writer) {
        if self.is_set() {
            json.known_name(name, is_plain);
            self.write(json);
        }
    }
    /// Whether the field has a value, the one that `original` says.
    fn means(&self, original: &RawValue) -> bool;
    /// Whether another field of the same type means the same.
    fn equals(&self, other: &dyn Member) -> bool;
    /// The JSON it is read from, in words.
    fn expects(&self) -> &'static str;
    /// Shows the value in `Debug`, its texts only if they are not secret.
    #[doc(hidden)]
    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result;
}

/// Whether a text says a value. The constant spares structured types the code for it.
fn says<T: Decode + Encode>(original: &RawValue, value: &T) -> bool {
    T::RESPELLS
        && T::decode(&mut Reader::new(original.as_json())).is_some_and(|read| read.equals(value))
}

fn equals<T: Encode + 'static>(one: &T, two: &dyn Member) -> bool {
    (two as &dyn Any).downcast_ref::<T>().is_some_and(|two| one.equals(two))
}

impl<T: Decode + Encode + 'static> Member for Option<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        let value = T::decode(reader);
        let is_read = value.is_some();
        if is_read {
            *self = value;
        }
        is_read
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn write(&self, json: &mut Writer) {
        self.encode(json);
    }

    fn means(&self, original: &RawValue) -> bool {
        self.as_ref().is_some_and(|value| says(original, value))
    }

    fn equals(&self, other: &dyn Member) -> bool {
        equals(self, other)
    }

    fn expects(&self) -> &'static str {
        T::EXPECTS
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        Encode::show(self, f, is_secret)
    }
}

/// A collection that is always there, as in a page.
impl<T: Decode + Encode + 'static> Member for Vec<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        let items = Vec::decode(reader);
        let is_read = items.is_some();
        if let Some(items) = items {
            *self = items;
        }
        is_read
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn is_set(&self) -> bool {
        true
    }

    fn gives_way(&self) -> bool {
        self.is_empty()
    }

    fn write(&self, json: &mut Writer) {
        self.encode(json);
    }

    fn means(&self, original: &RawValue) -> bool {
        says(original, self)
    }

    fn equals(&self, other: &dyn Member) -> bool {
        equals(self, other)
    }

    fn expects(&self) -> &'static str {
        Vec::<T>::EXPECTS
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result {
        Encode::show(self, f, is_secret)
    }
}
