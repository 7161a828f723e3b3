//! The fields that there are: a value that may be missing, and a list that never is.

use super::decode::{Decode, read_slots};
use super::encode::Encode;
use super::erased::{Member, Part};
use super::reader::Reader;

impl<T: Decode + Encode + 'static> Member for Option<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        T::read(self, reader)
    }

    fn clear(&mut self) {
        T::clear(self);
    }

    fn part(&self) -> Option<Part<'_>> {
        self.as_ref().map(T::part)
    }

    fn expects(&self) -> &'static str {
        T::EXPECTS
    }
}

/// A collection that is always there, as in a page.
impl<T: Decode + Encode + 'static> Member for Vec<T> {
    fn set(&mut self, reader: &mut Reader<'_>) -> bool {
        self.clear();
        let is_read = read_slots(self, T::EXPECTS, reader).is_some();
        if !is_read {
            self.clear();
        }
        is_read
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }

    fn part(&self) -> Option<Part<'_>> {
        Some(Part::Always(self))
    }

    fn expects(&self) -> &'static str {
        Vec::<T>::EXPECTS
    }
}
