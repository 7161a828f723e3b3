//! Enums: open, read without regard to case, written as read.

use super::{Decode, Encode};
use serde_json::Value;
use std::fmt;

/// The text of an enum member that the docs do not name.
///
/// It can be read but not matched on, so that a member documented later breaks no program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownMember(String);

impl UnknownMember {
    /// The text as read.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An enum type. Implemented by generated code.
pub trait EnumType: Sized + Clone + Send + Sync + 'static {
    /// The qualified name.
    const NAME: &'static str;
    /// The documented members: text on the wire, value.
    const MEMBERS: &'static [(&'static str, Self)];

    /// The text on the wire.
    fn as_str(&self) -> &str;
    /// The arm for a text that no member has.
    fn undocumented(text: UnknownMember) -> Self;

    /// The member of that text, whatever the case; else the catch-all.
    fn from_text(text: &str) -> Self {
        let known = Self::MEMBERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text));
        match known {
            Some((_, member)) => member.clone(),
            None => Self::undocumented(UnknownMember(text.to_owned())),
        }
    }
}

/// Reads an enum from its text.
pub fn decode_enum<E: EnumType>(value: Value) -> Result<E, Value> {
    match value {
        Value::String(text) => Ok(E::from_text(&text)),
        other => Err(other),
    }
}

/// Reads an enum and keeps its text where writing would spell it otherwise.
pub fn decode_enum_keeping<E: EnumType>(value: Value) -> (Option<E>, Option<Value>) {
    let Value::String(text) = value else { return (None, Some(value)) };
    let member = E::from_text(&text);
    let kept = (member.as_str() != text).then_some(Value::String(text));
    (Some(member), kept)
}

/// Writes an enum as its text.
pub fn encode_enum<E: EnumType>(member: &E) -> Value {
    Value::String(member.as_str().to_owned())
}

/// A set of members of a flags enum; on the wire their texts, joined by commas.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Flags<E>(Vec<E>);

impl<E: EnumType + PartialEq> Flags<E> {
    /// The empty set.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a member.
    pub fn insert(&mut self, member: E) {
        if !self.0.contains(&member) {
            self.0.push(member);
        }
    }

    /// Whether the member is in the set.
    pub fn contains(&self, member: &E) -> bool {
        self.0.contains(member)
    }

    /// The members, in the order read or added.
    pub fn iter(&self) -> impl Iterator<Item = &E> {
        self.0.iter()
    }
}

impl<E: EnumType + PartialEq> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: EnumType> fmt::Debug for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(E::as_str)).finish()
    }
}

impl<E: EnumType + PartialEq> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(members: I) -> Self {
        let mut flags = Self::new();
        members.into_iter().for_each(|member| flags.insert(member));
        flags
    }
}

impl<E: EnumType + PartialEq> From<E> for Flags<E> {
    fn from(member: E) -> Self {
        Self(vec![member])
    }
}

impl<E: EnumType + PartialEq> Decode for Flags<E> {
    fn decode(value: Value) -> Result<Self, Value> {
        match value {
            Value::String(text) => {
                let texts = text.split(',').map(str::trim).filter(|text| !text.is_empty());
                Ok(texts.map(E::from_text).collect())
            }
            other => Err(other),
        }
    }

    fn decode_keeping(value: Value) -> (Option<Self>, Option<Value>) {
        match Self::decode(value.clone()) {
            Ok(flags) => {
                let kept = (flags.encode() != value).then_some(value);
                (Some(flags), kept)
            }
            Err(value) => (None, Some(value)),
        }
    }
}

impl<E: EnumType> Encode for Flags<E> {
    fn encode(&self) -> Value {
        Value::String(self.0.iter().map(E::as_str).collect::<Vec<_>>().join(","))
    }
}
