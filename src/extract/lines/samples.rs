//! Values in a path where a placeholder belongs: `/lamps/2`, `/lamps/2.json`.

use super::line::Line;
use crate::dialect::{NUMBER, RequestLines};
use crate::http::{Segment, SegmentKind};

/// Reads what the dialect says to be values as placeholders.
pub(crate) fn mark(known: &RequestLines, lines: &mut [Line]) {
    if known.samples.is_empty() {
        return;
    }
    let segments = lines.iter_mut().flat_map(|it| &mut it.line.template.segments);
    segments.for_each(|it| {
        mark_one(it, |word| known.samples.iter().any(|sample| is_one(sample, word)));
    });
}

/// A number in a path of an example is an example's key.
pub(super) fn mark_number(segment: &mut Segment) {
    mark_one(segment, |word| is_one(NUMBER, word));
}

fn is_one(sample: &str, word: &str) -> bool {
    match sample {
        NUMBER => !word.is_empty() && word.bytes().all(|c| c.is_ascii_digit()),
        _ => sample == word,
    }
}

/// Reads a segment, or what stands in it before a point, as a placeholder.
fn mark_one(segment: &mut Segment, is_value: impl Fn(&str) -> bool) {
    if segment.kind != SegmentKind::Literal {
        return;
    }
    let text = &segment.text;
    let (word, suffix) = match text.rsplit_once('.') {
        Some((word, format)) if !is_value(text) && !is_value(format) => {
            (word, text.get(word.len()..).unwrap_or_default())
        }
        _ => (text.as_str(), ""),
    };
    if is_value(word) {
        let (prefix, suffix) = (String::new(), suffix.to_owned());
        segment.kind = SegmentKind::Key { prefix, name: "id".to_owned(), suffix };
    }
}
