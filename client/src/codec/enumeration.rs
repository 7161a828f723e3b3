//! Enums that stay open: a text that the docs do not know is kept and can't be matched on.

use super::erased::{Name, Named};
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
    /// Whether the texts are numbers, which JSON has without quotes.
    const IS_NUMBER: bool = false;

    /// The text on the wire.
    fn as_str(&self) -> &str;
    /// The arm for a text that the docs do not know.
    fn undocumented(text: UnknownMember) -> Self;

    /// The member of a text: exactly, else ignoring case, else as an undocumented one.
    fn from_text(text: &str) -> Self {
        member_at(place_of(text, name_of::<Self>).ok_or_else(|| UnknownMember(text.into())))
    }
}

#[inline(never)]
fn name_of<E: EnumType>(index: usize) -> Option<&'static str> {
    match E::MEMBERS.get(index) {
        Some((name, _)) => Some(name),
        None => None,
    }
}

fn member_at<E: EnumType>(place: Result<usize, UnknownMember>) -> E {
    match place {
        Ok(index) => E::MEMBERS[index].1.clone(),
        Err(text) => E::undocumented(text),
    }
}

/// The place of a text among names: exactly, else ignoring case.
pub(super) fn place_of(text: &str, name: Name) -> Option<usize> {
    let find = |is_it: &dyn Fn(&str) -> bool| (0..).map_while(name).position(is_it);
    find(&|it| it == text).or_else(|| find(&|it| it.eq_ignore_ascii_case(text)))
}

impl<E: EnumType> Named for E {
    fn text(&self) -> &str {
        self.as_str()
    }

    fn name(&self) -> Name {
        name_of::<E>
    }

    fn is_number(&self) -> bool {
        E::IS_NUMBER
    }
}

/// The text of an enum member that the docs do not know.
///
/// It can be read but not made, so nobody matches on a member that may become documented tomorrow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownMember(Box<str>);

impl UnknownMember {
    /// The text as it was read.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads an enum member. A text in another case than documented is remembered.
#[inline(never)]
pub fn decode_enum<E: EnumType>(reader: &mut Reader<'_>) -> Option<E> {
    let place = match E::IS_NUMBER {
        true => read_number(reader, name_of::<E>),
        false => read_place(reader, name_of::<E>),
    };
    place.map(member_at)
}

fn read_number(reader: &mut Reader<'_>, name: Name) -> Option<Result<usize, UnknownMember>> {
    let text = reader.number()?;
    Some(place_of(text, name).ok_or_else(|| UnknownMember(text.into())))
}

fn read_place(reader: &mut Reader<'_>, name: Name) -> Option<Result<usize, UnknownMember>> {
    let text = reader.string()?;
    let Some(index) = place_of(&text, name) else {
        return Some(Err(UnknownMember(text.into())));
    };
    if name(index) != Some(&text) {
        reader.respelled();
    }
    Some(Ok(index))
}

/// Writes an enum member.
pub fn encode_enum<E: EnumType>(member: &E, json: &mut Writer) {
    write(json, member);
}

/// Writes a member: a number as one, if its text is; what was made of another text is none.
pub(super) fn write(json: &mut Writer, member: &dyn Named) {
    let text = member.text();
    match member.is_number() && Reader::new(text).number() == Some(text) {
        true => json.raw(text),
        false => json.string(text),
    }
}
