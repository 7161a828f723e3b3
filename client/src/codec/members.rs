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
