//! Flags enums: a set of members, comma-joined on the wire.

use super::decode::Decode;
use super::encode::Encode;
use super::enumeration::EnumType;
use super::reader::Reader;
use super::writer::Writer;
use std::fmt;

/// A set of enum members, in the order they were added.
///
/// ```
/// # use docwright_client::{EnumType, Flags, UnknownMember};
/// # #[derive(Clone, Debug, PartialEq)] enum Day { Mon, Tue, Undocumented(UnknownMember) }
/// # impl EnumType for Day {
/// #     const NAME: &'static str = "example.day";
/// #     const MEMBERS: &'static [(&'static str, Self)] = &[("mon", Self::Mon), ("tue", Self::Tue)];
/// #     fn as_str(&self) -> &str { match self { Self::Mon => "mon", Self::Tue => "tue", Self::Undocumented(it) => it.as_str() } }
/// #     fn undocumented(text: UnknownMember) -> Self { Self::Undocumented(text) }
/// # }
/// let days = Flags::from([Day::Mon, Day::Tue]);
/// assert!(days.contains(&Day::Mon));
/// assert_eq!(days.to_string(), "mon,tue");
/// ```
#[derive(Clone, Debug)]
pub struct Flags<E>(Vec<E>);

impl<E: PartialEq> Flags<E> {
    /// No members.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether a member is set.
    pub fn contains(&self, member: &E) -> bool {
        self.0.contains(member)
    }

    /// Sets a member; whether it was not set before.
    pub fn insert(&mut self, member: E) -> bool {
        let is_new = !self.contains(&member);
        if is_new {
            self.0.push(member);
        }
        is_new
    }

    /// Unsets a member; whether it was set before.
    pub fn remove(&mut self, member: &E) -> bool {
        let before = self.0.len();
        self.0.retain(|it| it != member);
        self.0.len() < before
    }

    /// The members that are set.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }

    /// How many members are set.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no member is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<E> Default for Flags<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Sets are equal whatever the order.
impl<E: PartialEq> PartialEq for Flags<E> {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|member| other.contains(member))
    }
}

impl<E: Eq> Eq for Flags<E> {}

impl<E: PartialEq, const N: usize> From<[E; N]> for Flags<E> {
    fn from(members: [E; N]) -> Self {
        members.into_iter().collect()
    }
}

impl<E: PartialEq> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self(vec![member])
    }
}

impl<E: PartialEq> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        flags.extend(members);
        flags
    }
}

impl<E: PartialEq> Extend<E> for Flags<E> {
    fn extend<I: IntoIterator<Item = E>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<'a, E: PartialEq> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<E> IntoIterator for Flags<E> {
    type Item = E;
    type IntoIter = std::vec::IntoIter<E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<E: EnumType> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, member) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(",")?;
            }
            f.write_str(member.as_str())?;
        }
        Ok(())
    }
}

impl<E: EnumType> Decode for Flags<E> {
    const EXPECTS: &'static str = "a string";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.string()?;
        let members = text.split(',').map(str::trim).filter(|member| !member.is_empty());
        let flags: Self = members.map(E::from_text).collect();
        if flags.to_string() != text {
            reader.respelled();
        }
        Some(flags)
    }
}

impl<E: EnumType> Encode for Flags<E> {
    fn encode(&self, json: &mut Writer) {
        json.string(&self.to_string());
    }

    fn equals(&self, other: &Self) -> bool {
        self == other
    }
}
