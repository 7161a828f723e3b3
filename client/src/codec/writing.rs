//! Objects and what is in them to JSON, whatever their types.

use super::decode::decode_array;
use super::enumeration::{self, place_of};
use super::erased::{Looks, Member, Named, Object, Part, items};
use super::extra::{Extra, Kept, Why};
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;

/// Writes an object: a field if it has a value, in the spelling that was read while it still means that. Control information
/// goes first: services read `@odata.type` before what it describes.
pub(crate) fn encode_object(object: &dyn Object, json: &mut Writer) {
    let (names, known, extra) = (object.names(), object.known(), object.rest());
    json.open(b'{');
    if extra.is_empty() && !known.has_control {
        for (index, name) in names.iter().enumerate() {
            if let Ok(member) = object.at(index) {
                member.write_named(name, known.is_plain, json);
            }
        }
    } else {
        if known.has_control || extra.iter().any(|(name, _)| name.starts_with('@')) {
            encode_members(object, extra, true, json);
        }
        encode_members(object, extra, false, json);
    }
    json.close(b'}');
}

fn encode_members(object: &dyn Object, extra: &Extra, is_control: bool, json: &mut Writer) {
    let (names, known) = (object.names(), object.known());
    let fields = if is_control && !known.has_control { &[] } else { names };
    let looks = extra.iter().fold(Looks::default(), |all, (name, _)| all.with(name));
    for (index, name) in fields.iter().enumerate() {
        let is_other = known.has_control && name.starts_with('@') != is_control;
        if is_other || (json.is_body && is_control && is_context(name)) {
            continue;
        }
        let Ok(member) = object.at(index) else { continue };
        let kept = if looks.may_have(name) { extra.find(name) } else { None };
        match kept.filter(|it| is_written(it, member)) {
            None => member.write_named(name, known.is_plain, json),
            Some(kept) => {
                json.known_name(name, known.is_plain);
                json.raw(kept.value.as_json());
            }
        }
    }
    for (name, value) in extra.iter() {
        let is_left_out = json.is_body && is_context(name);
        let is_field = known.looks.may_have(name) && names.contains(&name);
        if name.starts_with('@') == is_control && !is_left_out && !is_field {
            json.name(name);
            json.raw(value.as_json());
        }
    }
}

/// Whether a member tells where an answer came from, or a part of it.
fn is_context(name: &str) -> bool {
    name.ends_with("@odata.context") || name.ends_with("@context")
}

/// Whether what was kept is written: it is all there is, or what the field means.
fn is_written(kept: &Kept, member: &dyn Member) -> bool {
    match kept.why {
        Why::NoField => member.gives_way(),
        Why::Spelling => member.means(&kept.value),
    }
}

impl dyn Member + '_ {
    /// Writes the value.
    pub fn write(&self, json: &mut Writer) {
        match self.part() {
            Some(part) => part.write(json),
            None => json.null(),
        }
    }

    /// Whether it says so little that what was read instead of its value is written.
    pub(super) fn gives_way(&self) -> bool {
        match self.part() {
            Some(Part::Always(items)) => items.at(0).is_none(),
            Some(_) => false,
            None => true,
        }
    }

    /// Writes the name and the value, if there is one. The name may be one that JSON has as it is.
    pub(super) fn write_named(&self, name: &str, is_plain: bool, json: &mut Writer) {
        if let Some(part) = self.part() {
            json.known_name(name, is_plain);
            part.write(json);
        }
    }

    /// Whether the field has a value, the one that `original` says.
    pub(super) fn means(&self, original: &RawValue) -> bool {
        self.part().is_some_and(|it| it.is_said_by(original))
    }
}

impl Part<'_> {
    pub(super) fn write(&self, json: &mut Writer) {
        match self {
            Self::Object(object) => encode_object(*object, json),
            Self::List(list) | Self::Always(list) => {
                json.open(b'[');
                for item in items(*list) {
                    json.separate();
                    item.write(json);
                }
                json.close(b']');
            }
            Self::Name(member) => enumeration::write(json, *member),
            Self::Plain(value) => value.write(json),
        }
    }

    /// Whether a text says the value. Structured values remember the spellings of their members themselves.
    pub(super) fn is_said_by(&self, original: &RawValue) -> bool {
        match self {
            Self::Object(_) => false,
            Self::List(list) | Self::Always(list) => {
                let mut items = items(*list);
                let said = decode_array(&mut Reader::new(original.as_json()), "", &mut |reader| {
                    let original = RawValue::of(reader.raw()?);
                    items.next()?.is_said_by(&original).then_some(())
                });
                said.is_some() && items.next().is_none()
            }
            Self::Name(member) => means(*member, original),
            Self::Plain(value) => value.is_said_by(original),
        }
    }
}

/// Whether a text says a member.
pub(super) fn means(member: &dyn Named, original: &RawValue) -> bool {
    if member.is_number() {
        return original.as_json() == member.text();
    }
    original.as_str().is_some_and(|original| match place_of(&original, member.name()) {
        Some(index) => member.name()(index) == Some(member.text()),
        None => original == member.text(),
    })
}
