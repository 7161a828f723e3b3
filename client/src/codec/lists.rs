//! The items of a list, wherever in its answer a service has them.

use super::decode::read_slots;
use super::erased::Slots;
use super::extra::{Extra, Why};
use super::members::each_member;
use super::mismatch::Mismatch;
use super::raw::RawValue;
use super::reader::{Position, Reader};

/// The whole answer is the list.
const WHOLE: &str = ".";
/// The list is the only member that is an array.
const ONLY: &str = "*";

/// Reads a page: its items from the first of these places that there is, and what stands around them. A list that is not there is
/// not an empty one.
pub(crate) fn read_page(
    reader: &mut Reader<'_>,
    places: &[&str],
    items: &mut dyn Slots,
    expects: &'static str,
    extra: &mut Extra,
) -> Option<()> {
    let start = reader.position();
    let Some(steps) = find(reader, places) else {
        reader.rewind(start);
        let place = places.iter().find(|it| ![WHOLE, ONLY].contains(it)).copied();
        let place = place.filter(|_| reader.found() == "an object");
        let found = if place.is_some() { "nothing" } else { reader.found() };
        let path = place.unwrap_or_default().to_owned();
        reader.mismatches.push(Mismatch { path, expected: "an array", found });
        return None;
    };
    let mark = reader.mark();
    let is_read = read_slots(items, expects, reader).is_some();
    if !is_read {
        // A note from inside the list has the place; one about the list itself does not.
        reader.note(mark, "an array");
    }
    reader.within(mark, || steps.join("."));
    is_read.then_some(())?;
    if steps.is_empty() {
        return Some(());
    }
    reader.rewind(start);
    each_member(reader, |name, reader| {
        if steps.len() == 1 && steps.first().is_some_and(|it| *it == name) {
            return reader.pass();
        }
        let value = RawValue::of(reader.raw()?);
        extra.keep(name.into_owned().into(), value, Why::NoField);
        Some(())
    })?;
    extra.settle();
    Some(())
}

/// Goes to where the list begins, and tells by which members.
pub(crate) fn find(reader: &mut Reader<'_>, places: &[&str]) -> Option<Vec<String>> {
    let start = reader.position();
    if reader.found() == "an array" {
        return places.contains(&WHOLE).then(Vec::new);
    }
    for place in places.iter().filter(|it| **it != WHOLE) {
        reader.rewind(start);
        let mut steps = Vec::new();
        let is_found = match *place {
            ONLY => only_array(reader, &mut steps).is_some(),
            place => go_to(reader, place, &mut steps).is_some(),
        };
        if is_found {
            return Some(steps);
        }
    }
    None
}

/// Goes to a member, or to one of a member; of several of a name, to the last. A name may have dots of its own.
fn go_to(reader: &mut Reader<'_>, place: &str, steps: &mut Vec<String>) -> Option<()> {
    let mut best: Option<(usize, Position)> = None;
    each_member(reader, |name, reader| {
        let rest = place.strip_prefix(&*name);
        let is_step =
            !name.is_empty() && rest.is_some_and(|it| it.is_empty() || it.starts_with('.'));
        if is_step && best.is_none_or(|(length, _)| length <= name.len()) {
            reader.peek();
            best = Some((name.len(), reader.position()));
        }
        reader.pass()
    })?;
    let (length, position) = best?;
    reader.rewind(position);
    steps.push(place.get(..length)?.to_owned());
    match place.get(length + 1..) {
        Some(rest) => go_to(reader, rest, steps),
        None => Some(()),
    }
}

/// Goes to the only member that is an array.
fn only_array(reader: &mut Reader<'_>, steps: &mut Vec<String>) -> Option<()> {
    let mut found: Vec<(String, Position)> = Vec::new();
    each_member(reader, |name, reader| {
        if reader.found() == "an array" && found.len() < 2 {
            found.push((name.into_owned(), reader.position()));
        }
        reader.pass()
    })?;
    let (name, position) = found.pop().filter(|_| found.is_empty())?;
    reader.rewind(position);
    steps.push(name);
    Some(())
}

/// What is at a place, of what was read beside the items.
pub(crate) fn at(extra: &Extra, place: &str) -> Option<RawValue> {
    let is_step = |name: &str| {
        let rest = place.strip_prefix(name);
        !name.is_empty() && rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
    };
    let best = extra.iter().filter(|(name, _)| is_step(name)).max_by_key(|(name, _)| name.len());
    let (name, value) = best?;
    let Some(rest) = place.get(name.len() + 1..) else { return Some(value.clone()) };
    let mut reader = Reader::new(value.as_json());
    go_to(&mut reader, rest, &mut Vec::new())?;
    reader.raw().map(RawValue::of)
}

#[cfg(test)]
mod tests {
    use super::{Extra, Reader, at, find};
    use crate::codec::RawValue;

    #[test]
    fn a_list_is_found_wherever_it_is() {
        let cases = [
            ("[1]", &["."][..], Some("")),
            ("[1]", &["items"], None),
            (r#"{"items": [1]}"#, &[".", "items"], Some("items")),
            (r#"{"a": {"b": [1], "b.c": []}}"#, &["x", "a.b"], Some("a.b")),
            (r#"{"a.b": [1], "a": {"b": 1}}"#, &["a.b"], Some("a.b")),
            (r#"{"a": [], "b": 1}"#, &["*"], Some("a")),
            (r#"{"a": [], "b": []}"#, &["*"], None),
            (r#"{"a": []}"#, &["a.b"], None),
            (r#"{"": []}"#, &["a"], None),
            ("null", &[".", "*", "a"], None),
        ];
        for (json, places, expected) in cases {
            let found = find(&mut Reader::new(json), places).map(|it| it.join("."));
            assert_eq!(found.as_deref(), expected, "{json} {places:?}");
        }
    }

    #[test]
    fn what_stands_beside_the_items_is_found_by_its_place() {
        let json = r#"{"@odata.nextLink": "x", "meta": {"next": {"cursor": 7}, "a.b": true}}"#;
        let extra = Extra::of_object(&json.parse::<RawValue>().expect("JSON"));
        let found = |place: &str| at(&extra, place).map(|it| it.as_json().to_owned());
        assert_eq!(found("@odata.nextLink").as_deref(), Some("\"x\""));
        assert_eq!(found("meta.next.cursor").as_deref(), Some("7"));
        assert_eq!(found("meta.a.b").as_deref(), Some("true"));
        assert_eq!(found("meta.next.cursor.more"), None);
        assert_eq!(found("next"), None);
    }
}
