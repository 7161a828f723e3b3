//! The members of a JSON object, one after the other.

use super::reader::Reader;
use std::borrow::Cow;

/// Reads an object, one member a call.
pub(super) fn each_member(
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
        reader.take_respelled();
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
        reader.raw().map(drop)
    });
    is_found
}

/// Whether the first member of the object that begins here satisfies this, after those that are passed over.
pub(crate) fn is_first_member(
    json: &str,
    is_passed: impl Fn(&str) -> bool,
    is_wanted: impl Fn(&str) -> bool,
) -> bool {
    let mut is_found = false;
    let _ = each_member(&mut Reader::new(json), |name, reader| {
        if is_passed(&name) {
            return reader.raw().map(drop);
        }
        is_found = is_wanted(&name);
        None
    });
    is_found
}
