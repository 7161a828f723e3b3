//! Layouts with broken lines, each learned from tokens once.
//!
//! What does not fit into its line is broken, so it is broken again where nothing in it is shorter; and what stands in one line
//! does so wherever it fits. With both, a layout is right that tokens were given before.

use super::holes::Hole;
use super::layout::Layout;

/// What has no more letters stands otherwise before a dot: prettyplease leaves the dot in its line.
const SHORT: usize = 4;

/// A layout, and how long each hole was when it was learned.
#[derive(Debug)]
pub(super) struct Learned {
    lengths: Vec<usize>,
    layout: Layout,
}

impl Learned {
    /// Learns from a layout with stand-ins as long as the holes are, and one in which all is broken; `None` where something in
    /// a hole is broken as well, which the text shows.
    pub(super) fn of(
        [layout, broken]: [Layout; 2],
        holes: &[Hole<'_>],
        width: usize,
        text: &str,
    ) -> Option<Self> {
        let layout = layout.with_wide_lines(&broken, holes, width);
        let is_right = layout.fill(holes, width).is_some_and(|it| it == text);
        is_right.then(|| Self { lengths: holes.iter().map(Hole::len).collect(), layout })
    }

    /// The text, if this is how it is laid out.
    pub(super) fn fill(&self, holes: &[Hole<'_>], width: usize) -> Option<String> {
        let breaks = |(known, hole): (&usize, &Hole<'_>)| {
            let len = hole.len();
            len >= *known && (len <= SHORT) == (*known <= SHORT)
        };
        let is_known = self.lengths.iter().zip(holes).all(breaks);
        is_known.then(|| self.layout.fill(holes, width)).flatten()
    }
}
