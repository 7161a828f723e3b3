//! The protocol of resumable uploads: what its members are called, how it writes ranges, and what chunks it takes.

use crate::codec::from_slice;
use crate::error::{Error, ErrorKind};
use crate::json::Value;
use std::ops::Range;

/// The member of a session that says where its bytes go. Whoever knows it needs no token.
const UPLOAD_URL: &str = "uploadUrl";

/// The member of a session that says which bytes are not there yet.
const EXPECTED: &str = "nextExpectedRanges";

/// Chunks, the last one aside, are a multiple of this long: 320 KiB.
pub(super) const UNIT: u64 = 320 << 10;

/// How long chunks are if nothing else is said: 12 units, 3.75 MiB. Some services take no more than 4 MB at a time; what a
/// longer chunk saves in waiting, it costs again when a connection breaks.
pub(super) const CHUNK: u64 = 12 * UNIT;

/// The longest chunks: services take less than 60 MiB at a time.
pub(super) const LONGEST: u64 = (60 << 20) / UNIT * UNIT - UNIT;

/// What is known of a session: the JSON of its creation, of an answer to a chunk, or of its state.
#[derive(Clone, Debug, Default)]
pub(super) struct Session {
    pub(super) url: Option<String>,
    /// The ranges that are not there yet, as they are written; `None` if nothing is said of them.
    pub(super) expected: Option<Vec<String>>,
}

impl Session {
    /// Of a body; of one that is no JSON object, nothing.
    pub(super) fn of_body(body: &[u8]) -> Self {
        from_slice::<Value>(body).map(|it| Self::of(&it)).unwrap_or_default()
    }

    pub(super) fn of(json: &Value) -> Self {
        // Services write these names with a capital, too.
        let member = |wanted: &str| {
            let members = json.as_object()?;
            members.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, it)| it)
        };
        let text = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
        Self {
            url: member(UPLOAD_URL).and_then(Value::as_str).map(str::to_owned),
            expected: member(EXPECTED)
                .and_then(Value::as_array)
                .map(|it| it.iter().map(text).collect()),
        }
    }

    /// Where the bytes go.
    pub(super) fn into_url(self) -> Result<String, Error> {
        self.url.ok_or_else(|| {
            let message = format!("what should be an upload session has no `{UPLOAD_URL}`");
            Error::new(ErrorKind::Request, message)
        })
    }
}

/// Ranges as services write them, of an upload of so many bytes: `26-`, `12345-55232`, or `2097152` alone.
pub(super) fn parse_ranges(texts: &[String], total: u64) -> Result<Vec<Range<u64>>, Error> {
    texts.iter().filter_map(|it| parse_range(it.trim(), total).transpose()).collect()
}

/// One range; `None` if there is nothing in it.
fn parse_range(text: &str, total: u64) -> Result<Option<Range<u64>>, Error> {
    let (first, last) = text.split_once('-').unwrap_or((text, ""));
    let first: Option<u64> = first.trim().parse().ok();
    let last: Option<u64> = match last.trim() {
        "" => total.checked_sub(1),
        last => last.parse().ok(),
    };
    match (first, last) {
        (Some(first), _) if first == total => Ok(None),
        (Some(first), Some(last)) if first <= last && last < total => Ok(Some(first..last + 1)),
        _ => {
            let text: String = text.chars().take(50).collect();
            let message = format!("the server expects the bytes `{text}` of {total}");
            Err(Error::new(ErrorKind::Decode, message))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, UNIT, parse_ranges};

    #[test]
    fn ranges_are_read_in_every_spelling() {
        let read = |text: &str| {
            let ranges = parse_ranges(&[text.to_owned()], 100).map_err(|it| it.to_string())?;
            Ok::<_, String>(ranges.first().map(|it| (it.start, it.end)))
        };
        assert_eq!(read("26-"), Ok(Some((26, 100))));
        assert_eq!(read("26"), Ok(Some((26, 100))));
        assert_eq!(read(" 3-7 "), Ok(Some((3, 8))));
        assert_eq!(read("99-99"), Ok(Some((99, 100))));
        assert_eq!(read("100-"), Ok(None));
        for wrong in ["101-", "7-3", "0-100", "x", "-5", "", "1-2-3", "99999999999999999999-"] {
            let error = read(wrong).expect_err(wrong);
            assert_eq!(error, format!("the server expects the bytes `{wrong}` of 100"));
        }
        assert_eq!((LONGEST % UNIT, LONGEST.div_ceil(1 << 20)), (0, 60));
    }
}
