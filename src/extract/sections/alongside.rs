//! Parts of an operation whose headings are as large as its own, so that they stand beside it:
//!
//! ```markdown
//! ## List lamps
//!
//! `GET /lamps`
//!
//! ## Parameters
//! ```

use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::lines::request_line;
use crate::extract::page::labels;
use crate::extract::page::outline::meaning_of;
use crate::markdown::{self, Block, BlockKind, Page};
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The sections of a page that are parts of the operation before them, by its heading.
pub(crate) fn of_page<'p>(
    cx: &Cx<'_>,
    page: &'p Page,
    operations: &BTreeSet<Span>,
) -> BTreeMap<Span, Vec<&'p markdown::Section>> {
    let mut found = BTreeMap::new();
    // What stands above all headings is no operation's heading.
    let mut open = vec![&page.root];
    while let Some(section) = open.pop() {
        among(cx, section, operations, &mut found);
        open.extend(&section.sections);
    }
    found
}

/// Looks behind each operation among the sections below a heading: its parts follow it at once. They begin with what it has not
/// below it and, where the heading above is an operation's, with what that one has already.
fn among<'p>(
    cx: &Cx<'_>,
    above: &'p markdown::Section,
    operations: &BTreeSet<Span>,
    found: &mut BTreeMap<Span, Vec<&'p markdown::Section>>,
) {
    let place = |it: &markdown::Section| it.heading.as_ref().map(|it| it.span);
    let is_operation =
        |it: &markdown::Section| place(it).is_some_and(|it| operations.contains(&it));
    let part = |it: &markdown::Section| part(cx, it).filter(|_| !has_operation(it, operations));
    let mut of_above: BTreeSet<Section> = labels(cx, above).collect();
    let mut last: Option<(Span, BTreeSet<Section>)> = None;
    let mut is_begun = false;
    for section in &above.sections {
        if let Some(heading) = place(section).filter(|_| is_operation(section)) {
            let own = section.sections.iter().filter_map(part);
            last = Some((heading, own.chain(labels(cx, section)).collect()));
            is_begun = false;
            continue;
        }
        let Some(meaning) = part(section) else {
            last = None;
            continue;
        };
        match &mut last {
            Some((heading, own))
                if !own.contains(&meaning)
                    && (is_begun || !is_operation(above) || of_above.contains(&meaning)) =>
            {
                is_begun = true;
                found.entry(*heading).or_default().push(section);
            }
            _ => {
                of_above.insert(meaning);
                last = None;
            }
        }
    }
}

/// What lines that stand for headings say right below a heading.
fn labels(cx: &Cx<'_>, section: &markdown::Section) -> impl Iterator<Item = Section> {
    labels::split(cx, &section.blocks, false).into_iter().filter_map(|it| it.label)
}

/// What a section is of an operation: what is sent, what is answered, or an example of either.
fn part(cx: &Cx<'_>, section: &markdown::Section) -> Option<Section> {
    let (meaning, _) = meaning_of(cx.dialect, section.heading.as_ref()?)?;
    let is_part = meaning.is_part_of_operation() || meaning.is_example();
    let says = !matches!(meaning, Section::Prose | Section::NotModelled | Section::HttpRequest);
    // What shows a request to tell of its answer is of all that stands above it: errors of the whole page.
    let shows_request =
        || !meaning.is_example() && section.blocks.iter().any(|it| has_lines(cx, it));
    (is_part && says && !shows_request()).then_some(meaning)
}

fn has_lines(cx: &Cx<'_>, block: &Block) -> bool {
    match &block.kind {
        BlockKind::Code(code) => request_line::has_lines(cx.sources().text(code.content)),
        _ => false,
    }
}

/// Whether an operation stands below a section.
fn has_operation(section: &markdown::Section, operations: &BTreeSet<Span>) -> bool {
    let mut open: Vec<&markdown::Section> = section.sections.iter().collect();
    while let Some(section) = open.pop() {
        if section.heading.as_ref().is_some_and(|it| operations.contains(&it.span)) {
            return true;
        }
        open.extend(&section.sections);
    }
    false
}
