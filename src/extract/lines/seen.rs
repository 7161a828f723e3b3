//! Lines that were seen: whether one of them asks for the same as another, which may have values in the places of placeholders, or
//! the URL of the service before its path.

use super::line::Line;
use crate::dialect::Service;
use crate::http::{Segment, SegmentKind};
use crate::urls::own_segments;
use std::collections::{BTreeMap, BTreeSet};

/// So many lines with placeholders, of one method and length, are compared with each other line; more are only found again as
/// they stand. Nobody documents as many on one page, and a page that does must not cost the square of them.
const MOST_COMPARED: usize = 256;

/// Lines that were seen.
#[derive(Debug)]
pub(crate) struct Seen<'a> {
    /// Whose base URL is none of what they ask for.
    service: &'a Service,
    /// As they stand.
    same: BTreeSet<String>,
    /// The segments of those with placeholders, which stand for anything, by method and length.
    open: BTreeMap<(&'static str, usize), Vec<Vec<Option<String>>>>,
}

impl<'a> Seen<'a> {
    pub(crate) fn of<'l>(service: &'a Service, lines: impl IntoIterator<Item = &'l Line>) -> Self {
        let mut seen = Self { service, same: BTreeSet::new(), open: BTreeMap::new() };
        lines.into_iter().for_each(|it| seen.add(it));
        seen
    }

    pub(crate) fn add(&mut self, line: &Line) {
        let is_open = |it: &Segment| matches!(it.kind, SegmentKind::Key { .. });
        let segments = own_segments(self.service, &line.line.template);
        if !self.same.insert(key(line, segments)) || !segments.iter().any(is_open) {
            return;
        }
        let open = self.open.entry(shape(line, segments)).or_default();
        if open.len() < MOST_COMPARED {
            let fixed = segments.iter().map(|it| (!is_open(it)).then(|| it.text.clone()));
            open.push(fixed.collect());
        }
    }

    /// Whether one of them asks for what a line does.
    pub(crate) fn has(&self, line: &Line) -> bool {
        let segments = own_segments(self.service, &line.line.template);
        let fits = |open: &Vec<Option<String>>| {
            let is_same = |(fixed, it): (&Option<String>, &Segment)| {
                fixed.as_ref().is_none_or(|fixed| *fixed == it.text)
            };
            open.iter().zip(segments).all(is_same)
        };
        let open = || self.open.get(&shape(line, segments)).is_some_and(|it| it.iter().any(fits));
        self.same.contains(&key(line, segments)) || open()
    }
}

fn shape(line: &Line, segments: &[Segment]) -> (&'static str, usize) {
    (line.line.method.value.as_str(), segments.len())
}

fn key(line: &Line, segments: &[Segment]) -> String {
    let path: Vec<&str> = segments.iter().map(|it| it.text.as_str()).collect();
    format!("{} {}", line.line.method.value.as_str(), path.join("/"))
}
