//! A model's members from JSON and to JSON: loops over `&mut dyn` members, compiled once for all models.

use super::audit::{Other, Taken, Tally, is_control};
use super::debug::show_object;
use super::decode::Decode;
use super::encode::Encode;
use super::model::{Model, Object, odata_type_of};
use super::reader::{Mark, Reader};
use super::writer::Writer;
use crate::json::Value;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

impl<M: Model> Decode for M {
    const EXPECTS: &'static str = "an object";

    fn decode(reader: &mut Reader<'_>) -> Option<Self> {
        let mut model = M::default();
        decode_object(model.object_mut(), reader)?;
        Some(model)
    }

    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        let mut model = M::default();
        decode_answer(model.object_mut(), reader)?;
        Some(model)
    }

    fn check_answer(&self, reader: &mut Reader<'_>) -> Option<()> {
        Model::check_answer(self, reader)
    }

    fn nothing() -> Option<Self> {
        Some(M::default())
    }
}

/// Reads an object, or the one inside `{"value": {…}}`: some docs and services wrap a single value as they wrap a list.
/// Control information beside it becomes the object's own.
fn decode_answer(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    let (mark, start) = (reader.mark(), reader.position());
    let is_wrapped = !object.names().contains(&"value") && find_wrapper(reader).is_some();
    reader.rewind(start);
    reader.recount(mark);
    if !is_wrapped {
        return decode_object(object, reader);
    }
    each_member(reader, |name, reader| {
        if name == "value" {
            return decode_object(object, reader);
        }
        let before = reader.mark();
        let value = reader.value()?;
        reader.count(before, Taken::Control);
        object.rest_mut().insert(name, value);
        Some(())
    })?;
    reader.within(mark, || "value".to_owned());
    if let Some(audit) = reader.audit() {
        audit.is_wrapped = true;
    }
    Some(())
}

/// Passes an object whose one member, beside control information, is an object named `value`.
fn find_wrapper(reader: &mut Reader<'_>) -> Option<()> {
    let mut is_found = false;
    each_member(reader, |name, reader| {
        let is_wrapper = name == "value" && !is_found && reader.found() == "an object";
        is_found |= is_wrapper;
        (is_wrapper || is_control(&name)).then_some(())?;
        reader.value().map(drop)
    })?;
    is_found.then_some(())
}

/// Reads an object, one member a call.
fn each_member(
    reader: &mut Reader<'_>,
    mut member: impl FnMut(Cow<'_, str>, &mut Reader<'_>) -> Option<()>,
) -> Option<()> {
    reader.open(b'{')?;
    let mut is_first = true;
    while !reader.take(b'}') {
        if !std::mem::take(&mut is_first) {
            reader.expect(b',')?;
        }
        let name = reader.string()?;
        reader.expect(b':')?;
        member(name, reader)?;
    }
    reader.close();
    Some(())
}

/// Whether the text that begins here is an object with a member of this name.
pub(crate) fn has_member(reader: &mut Reader<'_>, wanted: &str) -> bool {
    let mut is_found = false;
    let _ = each_member(reader, |name, reader| {
        is_found |= name == wanted;
        reader.value().map(drop)
    });
    is_found
}

pub(crate) fn decode_object(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    let (whole, begin) = (reader.mark(), reader.offset());
    let names = object.names();
    let mut unknown = Vec::new();
    let mut expected = 0;
    each_member(reader, |name, reader| {
        let (mark, start) = (reader.mark(), reader.position());
        let index = position(names, &name, expected);
        let (taken, kept) = match index.and_then(|index| Some((index, object.at_mut(index)?))) {
            None if is_control(&name) => (Taken::Control, Some(reader.value()?)),
            None => {
                if reader.audit().is_some() {
                    unknown.push(name.clone().into_owned());
                }
                (Taken::Kept, Some(reader.value()?))
            }
            Some((index, member)) => {
                expected = index + 1;
                if reader.null().is_some() {
                    (Taken::Typed, Some(Value::Null))
                } else {
                    let is_set = member.set(reader);
                    let is_respelled = reader.take_respelled();
                    let kept = if is_set && !is_respelled {
                        None
                    } else {
                        reader.rewind(start);
                        if !is_set {
                            reader.note(mark, member.expects());
                        }
                        reader.recount(mark);
                        Some(reader.value()?)
                    };
                    reader.within(mark, || name.clone().into_owned());
                    (if is_set { Taken::Typed } else { Taken::Kept }, kept)
                }
            }
        };
        reader.count(mark, taken);
        if let Some(value) = kept {
            object.rest_mut().insert(name, value);
        }
        Some(())
    })?;
    let end = reader.offset();
    end_object(object, reader, whole, begin..end, unknown);
    Some(())
}

/// Where a name is. Services send members mostly in the documented order, so the search begins after the last hit.
fn position(names: &[&str], name: &str, expected: usize) -> Option<usize> {
    let (before, after) = names.split_at_checked(expected)?;
    let later = after.iter().position(|it| *it == name).map(|index| expected + index);
    later.or_else(|| before.iter().position(|it| *it == name))
}

/// Notes the members of an object that its type does not know, or that the object says that it is of another type.
fn end_object(
    object: &dyn Object,
    reader: &mut Reader<'_>,
    mark: Mark,
    text: Range<usize>,
    mut unknown: Vec<String>,
) {
    let Some(audit) = reader.audit() else { return };
    let own = object.name();
    let said = odata_type_of(object).filter(|_| is_qualified(own));
    match said.filter(|it| !it.eq_ignore_ascii_case(own)) {
        None => audit.unknown.append(&mut unknown),
        Some(name) => {
            let before = mark.noted.tally;
            let tally = Tally {
                n_members: audit.tally.n_members - before.n_members,
                n_typed: audit.tally.n_typed - before.n_typed,
            };
            audit.others.push(Other { path: String::new(), name, text, tally });
        }
    }
}

/// Whether a model's name is one that values may say: not so of pages, of single values, and of parameters, which are named by
/// their path.
fn is_qualified(name: &str) -> bool {
    name.contains('.') && !name.starts_with('/')
}

impl<M: Model> Encode for M {
    fn encode(&self, json: &mut Writer) {
        encode_object(self.object(), json);
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, _: bool) -> fmt::Result {
        show_object(self.object(), f)
    }
}

/// Writes an object. Control information goes first: services read `@odata.type` before what it describes.
pub(crate) fn encode_object(object: &dyn Object, json: &mut Writer) {
    let names = object.names();
    let extra = object.rest();
    json.open(b'{');
    for is_control in [true, false] {
        for (index, name) in names.iter().enumerate() {
            if name.starts_with('@') == is_control {
                encode_member(object, index, name, extra.get(name), json);
            }
        }
        for (name, value) in extra.iter() {
            if name.starts_with('@') == is_control && !names.contains(&name) {
                json.name(name);
                json.value(value);
            }
        }
    }
    json.close(b'}');
}

/// A documented member: the field if it has a value, in the spelling that was read while it still means that.
fn encode_member(
    object: &dyn Object,
    index: usize,
    name: &str,
    kept: Option<&Value>,
    json: &mut Writer,
) {
    let Some(member) = object.at(index) else { return };
    let start = json.len();
    json.name(name);
    match kept {
        Some(kept) if !member.is_set() || member.means(kept) => json.value(kept),
        _ if member.is_set() => member.write(json),
        _ => json.truncate(start),
    }
}
