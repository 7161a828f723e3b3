//! Lists of terms and what is said of them: `name`, and below it `: What it is called.`

use super::Block;
use super::block::{Events, Reader};
use super::context::Context;
use super::marks::{Mark, Marks};
use pulldown_cmark::{Event, Options, Tag};

/// Definitions are read where a line begins with a colon and a blank as theirs do. The parser takes any colon for one, and
/// with it the separator of a table without its outer pipes.
pub(super) fn options(text: &str, marks: Marks) -> Options {
    if !marks.has(Mark::Definition) {
        return Options::empty();
    }
    let mut colons = text.lines().filter_map(|line| line.trim_start().strip_prefix(':'));
    let is_any = colons.clone().any(|it| it.starts_with([' ', '\t']));
    match is_any && !colons.any(|it| it.starts_with(['-', '|'])) {
        true => Options::ENABLE_DEFINITION_LIST,
        false => Options::empty(),
    }
}

impl Reader<'_> {
    /// Reads a list of terms and their definitions: an item each, its term first.
    pub(super) fn definitions(
        &mut self,
        events: &mut Events<'_>,
        cx: Context<'_>,
        depth: usize,
    ) -> Vec<Vec<Block>> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    items.push(self.children(events, range, cx, depth));
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.children(events, range, cx, depth);
                    match items.last_mut() {
                        Some(item) => item.extend(blocks),
                        None => items.push(blocks),
                    }
                }
                _ => break,
            }
        }
        items
    }
}
