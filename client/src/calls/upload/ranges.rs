//! Sets of bytes of a file, as ranges.

use std::ops::Range;

/// Ranges in order, none of which touch.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ranges(Vec<Range<u64>>);

impl Ranges {
    /// All bytes of a file.
    pub(super) fn all(total: u64) -> Self {
        Self::of(std::iter::once(0..total))
    }

    /// The bytes of ranges that may overlap.
    pub(super) fn of(ranges: impl IntoIterator<Item = Range<u64>>) -> Self {
        let mut all: Vec<_> = ranges.into_iter().filter(|it| !it.is_empty()).collect();
        all.sort_unstable_by_key(|it| it.start);
        let mut merged: Vec<Range<u64>> = Vec::new();
        for range in all {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    /// How many bytes.
    pub(super) fn len(&self) -> u64 {
        self.0.iter().map(|it| it.end - it.start).sum()
    }

    pub(super) fn first(&self) -> Option<&Range<u64>> {
        self.0.first()
    }

    pub(super) fn with(&self, other: &Self) -> Self {
        Self::of(self.0.iter().chain(&other.0).cloned())
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        let mut kept = Vec::new();
        let mut others = other.0.iter().peekable();
        for range in &self.0 {
            let mut start = range.start;
            while let Some(cut) = others.peek().filter(|it| it.start < range.end) {
                kept.push(start..cut.start.max(start));
                start = start.max(cut.end);
                if cut.end > range.end {
                    break;
                }
                others.next();
            }
            kept.push(start..range.end);
        }
        Self::of(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::Ranges;

    #[test]
    fn bytes_are_added_and_taken_out() {
        let set = |ranges: &[(u64, u64)]| Ranges::of(ranges.iter().map(|(a, b)| *a..*b));
        let some = set(&[(5, 9), (0, 2), (1, 3), (9, 10), (7, 7)]);
        assert_eq!(some, set(&[(0, 3), (5, 10)]));
        assert_eq!(some.len(), 8);
        assert_eq!(some.with(&set(&[(3, 5)])), Ranges::all(10));
        assert_eq!(some.without(&set(&[(1, 6), (8, 20)])), set(&[(0, 1), (6, 8)]));
        assert_eq!(Ranges::all(10).without(&some), set(&[(3, 5)]));
        assert_eq!(some.without(&some), Ranges::default());
        assert_eq!(some.without(&set(&[(2, 7)])), set(&[(0, 2), (7, 10)]));
        assert_eq!(set(&[(0, 4), (6, 9)]).without(&set(&[(3, 20)])), set(&[(0, 3)]));
    }
}
