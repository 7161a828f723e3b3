//! A model's members from JSON and to JSON: loops over `&mut dyn` members, compiled once for all models.

use super::audit::{Other, Taken, Tally, is_control};
use super::debug::show_object;
use super::decode::Decode;
use super::encode::Encode;
use super::equality::equal_objects;
use super::erased::{Object, Part};
use super::extra::{Extra, Why};
use super::listed::Listed;
use super::members::each_member;
use super::model::{Model, odata_type_of};
use super::notes::Mark;
use super::raw::RawValue;
use super::reader::Reader;
use super::writer::Writer;
use super::writing::encode_object;
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

    #[inline]
    fn read(place: &mut Option<Self>, reader: &mut Reader<'_>) -> bool {
        *place = Some(M::default());
        let is_read = match place {
            Some(model) => decode_object(model.object_mut(), reader).is_some(),
            None => false,
        };
        if !is_read {
            Self::clear(place);
        }
        is_read
    }

    #[inline]
    fn read_next(items: &mut Vec<Self>, reader: &mut Reader<'_>) -> Option<()> {
        items.push(M::default());
        decode_object(items.last_mut()?.object_mut(), reader)
    }

    fn decode_answer(reader: &mut Reader<'_>) -> Option<Self> {
        if let Some(page) = M::decode_page(reader) {
            return page;
        }
        let mut model = M::default();
        decode_answer(model.object_mut(), reader)?;
        Some(model)
    }

    fn check_answer(&mut self, reader: &mut Reader<'_>) -> Option<()> {
        Model::check_answer(self, reader)
    }

    #[inline]
    fn as_list(&mut self) -> Option<&mut dyn Listed> {
        Model::as_list(self)
    }

    fn nothing() -> Option<Self> {
        Some(M::default())
    }

    fn part(&self) -> Part<'_> {
        Part::Object(self.object())
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
        let value = RawValue::of(reader.raw()?);
        reader.count(before, Taken::Control);
        object.rest_mut().keep(name.into_owned().into(), value, Why::NoField);
        Some(())
    })?;
    object.rest_mut().settle();
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
        reader.raw().map(drop)
    })?;
    is_found.then_some(())
}

pub(crate) fn decode_object(object: &mut dyn Object, reader: &mut Reader<'_>) -> Option<()> {
    let (whole, begin) = (reader.mark(), reader.offset());
    let (names, known) = (object.names(), object.known());
    let (mut unknown, mut seen) = (Vec::new(), Seen::default());
    let order = reader.orders.of(names);
    let mut last = None;
    each_member(reader, |name, reader| {
        let index = match name.starts_with('@') && !known.has_control {
            true => None,
            false => reader.orders.find(order, names, last, &name),
        };
        let Some(index) = index else {
            if reader.audit().is_some() && !is_control(&name) {
                unknown.push(name.clone().into_owned());
            }
            return keep_member(object.rest_mut(), name, reader);
        };
        last = Some(index);
        if !seen.insert(index) {
            // What stands later counts, whatever it is.
            object.rest_mut().remove(&name);
            object.at_mut(index).ok()?.clear();
        }
        decode_member(object, index, names.get(index)?, reader)
    })?;
    object.rest_mut().settle();
    let end = reader.offset();
    end_object(object, reader, whole, begin..end, unknown);
    Some(())
}

/// Reads a member that has a field. What does not fit into it, or would be written in another way, is kept.
fn decode_member(
    object: &mut dyn Object,
    index: usize,
    name: &'static str,
    reader: &mut Reader<'_>,
) -> Option<()> {
    let (mark, start) = (reader.mark(), reader.position());
    let mut keep = None;
    let mut taken = Taken::Typed;
    if reader.null().is_some() {
        keep = Some((RawValue::null(), Why::NoField));
    } else {
        let member = object.at_mut(index).ok()?;
        let is_set = member.set(reader);
        let is_respelled = reader.take_respelled();
        if !is_set || is_respelled {
            reader.rewind(start);
            if !is_set {
                reader.note(mark, member.expects());
                taken = Taken::Kept;
            }
            reader.recount(mark);
            let why = if is_set { Why::Spelling } else { Why::NoField };
            keep = Some((RawValue::of(reader.raw()?), why));
        }
        reader.within(mark, || name.to_owned());
    }
    reader.count(mark, taken);
    if let Some((value, why)) = keep {
        object.rest_mut().keep(Cow::Borrowed(name), value, why);
    }
    Some(())
}

/// Reads a member that has no field.
fn keep_member(extra: &mut Extra, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Option<()> {
    let mark = reader.mark();
    let taken = if is_control(&name) { Taken::Control } else { Taken::Kept };
    let value = RawValue::of(reader.raw()?);
    reader.count(mark, taken);
    extra.keep(name.into_owned().into(), value, Why::NoField);
    Some(())
}

/// The positions of the members that were there already.
#[derive(Default)]
struct Seen {
    first: u128,
    others: Vec<usize>,
}

impl Seen {
    /// Whether it is there for the first time.
    fn insert(&mut self, index: usize) -> bool {
        match u32::try_from(index).ok().and_then(|index| 1_u128.checked_shl(index)) {
            Some(bit) => {
                let is_new = self.first & bit == 0;
                self.first |= bit;
                is_new
            }
            None => {
                let is_new = !self.others.contains(&index);
                self.others.push(index);
                is_new
            }
        }
    }
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

    fn equals(&self, other: &Self) -> bool {
        equal_objects(self.object(), other.object())
    }

    fn show(&self, f: &mut fmt::Formatter<'_>, _: bool) -> fmt::Result {
        show_object(self.object(), f)
    }
}
