//! What the codec sees of models and their fields: their types are left out, so that its loops are compiled once.
//!
//! What these traits ask is compiled for each type anew, thousands of times in a large client: it is little, and all that can be
//! said by it stands elsewhere, once.

use super::extra::Extra;
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;
use std::any::Any;
use std::fmt;

/// A field of a model, whatever its type: the codec reads and writes fields through this.
pub trait Member {
    /// Sets the field from JSON, if a value of its type is next; otherwise it has none.
    fn set(&mut self, reader: &mut Reader<'_>) -> bool;
    /// Takes its value away.
    fn clear(&mut self);
    /// The value without its type, if there is one.
    #[doc(hidden)]
    fn part(&self) -> Option<Part<'_>>;
    /// The JSON it is read from, in words.
    fn expects(&self) -> &'static str;
}

impl dyn Member + '_ {
    /// Whether the field has a value, and is written.
    pub fn is_set(&self) -> bool {
        self.part().is_some()
    }
}

/// A model without its type: what keeps the codec's loops from being compiled once for each struct.
#[doc(hidden)]
pub trait Object {
    fn shape(&self) -> &'static Shape;
    fn at(&self, index: usize) -> Result<&dyn Member, &Extra>;
    fn at_mut(&mut self, index: usize) -> Result<&mut dyn Member, &mut Extra>;
}

impl dyn Object + '_ {
    pub(super) fn name(&self) -> &'static str {
        self.shape().name
    }

    pub(super) fn names(&self) -> &'static [&'static str] {
        self.shape().names
    }

    /// What is known of the names beforehand.
    pub(super) fn known(&self) -> Known {
        self.shape().known
    }

    /// What was read beyond the members.
    pub(crate) fn rest(&self) -> &Extra {
        match self.at(BEHIND) {
            Err(extra) => extra,
            Ok(_) => endless(),
        }
    }

    /// What was read beyond the members, to be changed.
    pub(crate) fn rest_mut(&mut self) -> &mut Extra {
        match self.at_mut(BEHIND) {
            Err(extra) => extra,
            Ok(_) => endless(),
        }
    }
}

/// A position at which no type has a member.
const BEHIND: usize = usize::MAX;

/// Somebody's own model breaks the rule that its members end.
#[cold]
fn endless() -> ! {
    panic!(
        "a model has members at every position: behind the last one is what was read beyond them"
    )
}

/// What is the same of all values of a type.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Shape {
    pub(super) name: &'static str,
    pub(super) names: &'static [&'static str],
    pub(super) known: Known,
}

impl Shape {
    pub(crate) const fn of(name: &'static str, names: &'static [&'static str]) -> Self {
        Self { name, names, known: Known::of(names) }
    }
}

/// What is known of the names of a type's members when it is compiled.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// One of them is control information.
    pub(super) has_control: bool,
    /// JSON has them as they are, all of them.
    pub(super) is_plain: bool,
    /// What they look like.
    pub(super) looks: Looks,
}

/// What some names look like: tells of most others without a look at each that they are none of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Looks(u64);

impl Looks {
    pub(super) const fn with(self, name: &str) -> Self {
        Self(self.0 | Self::of(name))
    }

    pub(super) const fn may_have(self, name: &str) -> bool {
        self.0 & Self::of(name) != 0
    }

    const fn of(name: &str) -> u64 {
        let first = match name.as_bytes() {
            [first, ..] => *first as usize,
            [] => 0,
        };
        1 << ((name.len() + 5 * first) % 64)
    }
}

impl Known {
    const fn of(names: &[&str]) -> Self {
        let mut known = Self { has_control: false, is_plain: true, looks: Looks(0) };
        let mut index = 0;
        while index < names.len() {
            let mut rest = names[index].as_bytes();
            known.has_control |= matches!(rest, [b'@', ..]);
            known.looks = known.looks.with(names[index]);
            while let [byte, after @ ..] = rest {
                known.is_plain &= !matches!(*byte, b'"' | b'\\' | ..b' ');
                rest = after;
            }
            index += 1;
        }
        known
    }
}

/// A value as the codec sees it.
#[doc(hidden)]
pub enum Part<'a> {
    /// A structured value.
    Object(&'a dyn Object),
    /// Values in order.
    List(&'a dyn List),
    /// Values in order, in a field that is always there: without any it says nothing.
    Always(&'a dyn List),
    /// A member of an enum.
    Name(&'a dyn Named),
    /// Anything else.
    Plain(&'a dyn Plain),
}

/// Values in order, whatever their type.
#[doc(hidden)]
pub trait List {
    fn at(&self, index: usize) -> Option<Part<'_>>;
}

/// A list that values are read into, whatever their type.
#[doc(hidden)]
pub trait Slots {
    fn read_next(&mut self, reader: &mut Reader<'_>) -> Option<()>;
}

/// A list of models, whatever their type.
#[doc(hidden)]
pub trait Values: Slots + Any + Send + Sync {
    fn object(&self, index: usize) -> Option<&dyn Object>;
}

/// A value that has no parts, whatever its type.
#[doc(hidden)]
pub trait Plain: Any {
    fn write(&self, json: &mut Writer);
    fn is_equal(&self, other: &dyn Plain) -> bool;
    fn is_said_by(&self, original: &RawValue) -> bool;
    fn show_plain(&self, f: &mut fmt::Formatter<'_>, is_secret: bool) -> fmt::Result;
}

/// A member of an enum, whatever its type.
#[doc(hidden)]
pub trait Named {
    fn text(&self) -> &str;
    fn name(&self) -> Name;
    /// Whether JSON has it as a number.
    fn is_number(&self) -> bool;
}

/// A member's text by its place, if there is one.
#[doc(hidden)]
pub type Name = fn(usize) -> Option<&'static str>;

/// The values of a list.
pub(super) fn items<'a>(list: &'a dyn List) -> impl Iterator<Item = Part<'a>> {
    (0..).map_while(|index| list.at(index))
}
