//! Enums that stay open: a text that the docs do not know is kept and can't be matched on.

use super::reader::Reader;
use super::writer::Writer;

/// An enum type: documented members, and one arm for everything else.
///
/// [`enum_codec!`](crate::enum_codec) adds what an enum needs beside this.
pub trait EnumType: Clone + PartialEq + Send + Sync + 'static {
    /// The qualified name.
    const NAME: &'static str;
    /// The documented members with their texts on the wire.
    const MEMBERS: &'static [(&'static str, Self)];

    /// The text on the wire.
    fn as_str(&self) -> &str;
    /// The arm for a text that the docs do not know.
    fn undocumented(text: UnknownMember) -> Self;

    /// The member of a text: exactly, else ignoring case, else as an undocumented one.
    fn from_text(text: &str) -> Self {
        let exact = Self::MEMBERS.iter().find(|(name, _)| *name == text);
        let member = exact
            .or_else(|| Self::MEMBERS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)));
        match member {
            Some((_, member)) => member.clone(),
            None => Self::undocumented(UnknownMember(text.into())),
        }
    }
}

/// The text of an enum member that the docs do not know.
///
/// It can be read but not made, so nobody matches on a member that may become documented tomorrow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownMember(Box<str>);

impl UnknownMember {
    /// The text as it was read.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads an enum member. A text in another case than documented is remembered.
pub fn decode_enum<E: EnumType>(reader: &mut Reader<'_>) -> Option<E> {
    let text = reader.string()?;
    let member = E::from_text(&text);
    if member.as_str() != text {
        reader.respelled();
    }
    Some(member)
}

/// Writes an enum member.
pub fn encode_enum<E: EnumType>(member: &E, json: &mut Writer) {
    json.string(member.as_str());
}
