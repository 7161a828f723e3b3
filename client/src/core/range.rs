//! Ranges of bytes, as they are asked for and answered.

use http::HeaderMap;
use http::header::{CONTENT_RANGE, HeaderValue};

/// The one range of a request, `bytes=7-` or `bytes=7-12`.
pub(crate) fn one_range(value: &HeaderValue) -> Option<(u64, Option<u64>)> {
    let (first, last) = value.to_str().ok()?.trim().strip_prefix("bytes=")?.split_once('-')?;
    let last = match last {
        "" => None,
        last => Some(last.parse().ok()?),
    };
    Some((first.parse().ok()?, last))
}

/// What a partial answer is a part of: `bytes 7-12/100`, or `bytes 7-12/*`.
pub(crate) struct PartOfBytes {
    pub(crate) first: u64,
    last: u64,
    all: Option<u64>,
}

impl PartOfBytes {
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let range = headers.get(CONTENT_RANGE)?.to_str().ok()?.trim().strip_prefix("bytes ")?;
        let (range, all) = range.split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        let all = match all.trim() {
            "*" => None,
            all => Some(all.parse().ok()?),
        };
        (first <= last && all.is_none_or(|all| last < all)).then_some(Self { first, last, all })
    }

    /// Whether it is the beginning of the range that was asked for, or all of it.
    pub(crate) fn is_of(&self, first: u64, last: Option<u64>) -> bool {
        self.first == first && last.is_none_or(|last| self.last <= last)
    }

    /// Where all ends that was asked for, up to this last byte if there is one.
    pub(crate) fn end_of(&self, last: Option<u64>) -> u64 {
        let all = self.all.unwrap_or(self.last.saturating_add(1));
        last.map_or(all, |last| last.saturating_add(1).min(all))
    }
}

/// Whether an answer is a part of what was asked for by one range; of several, or of the last bytes, nobody knows here.
pub(crate) fn is_in_range(asked: &HeaderValue, answer: &HeaderMap) -> bool {
    let Some((first, last)) = one_range(asked) else { return true };
    PartOfBytes::of(answer).is_some_and(|it| it.is_of(first, last))
}
