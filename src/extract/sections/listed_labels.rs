//! Lists whose items are the parts of an operation, each below its label: they are read as if no list was around them.
//!
//! ```markdown
//! * **URL Params**
//!
//!   `id=[integer]`
//!
//! * **Success Response:**
//!
//!   `{"id": 12}`
//! ```

use crate::dialect::{Column, Dialect, Section};
use crate::markdown::{self, Block, BlockKind, RunKind};
use crate::source::Span;

/// A label of more words is a sentence.
const MOST_WORDS: usize = 5;

/// Puts what stands in the items of such lists in the place of the lists.
pub(crate) fn unlist(section: &mut markdown::Section, dialect: &Dialect) {
    if !dialect.shape.labels {
        return;
    }
    if section.blocks.iter().any(|it| first_label(it, dialect).is_some()) {
        let blocks = std::mem::take(&mut section.blocks);
        section.blocks = blocks.into_iter().flat_map(|it| without_list(it, dialect)).collect();
    }
    section.sections.iter_mut().for_each(|it| unlist(it, dialect));
}

/// What stands in the items of a list of labels, behind a list of those before them; any other block itself.
fn without_list(block: Block, dialect: &Dialect) -> Vec<Block> {
    let first = first_label(&block, dialect);
    match (block.kind, first) {
        (BlockKind::List(mut before), Some(first)) => {
            let mut labelled = before.split_off(first);
            labelled.iter_mut().filter_map(|it| it.first_mut()).for_each(mark);
            before.retain(|it| !it.is_empty());
            let end = before.last().and_then(|it| it.last()).map(|it| it.span.end);
            let list = end.map(|end| Block {
                span: Span { end, ..block.span },
                kind: BlockKind::List(before),
            });
            list.into_iter().chain(labelled.into_iter().flatten()).collect()
        }
        (kind, _) => vec![Block { kind, span: block.span }],
    }
}

/// What an item begins with is a label, bold or not.
fn mark(block: &mut Block) {
    let BlockKind::Paragraph(inline) = &mut block.kind else { return };
    inline.runs.iter_mut().for_each(|it| it.kind = RunKind::Strong);
}

/// The item with which the labels of a list begin: from there on all items begin with one, most of them with known ones, and
/// one has something below it that is more than a path or a method: those are read in a list as well.
fn first_label(block: &Block, dialect: &Dialect) -> Option<usize> {
    let BlockKind::List(items) = &block.kind else { return None };
    let first = items.iter().position(|it| known_as(it, dialect).is_some())?;
    let (mut n_known, mut has_parts) = (0, false);
    for item in &items[first..] {
        label_of(item)?;
        let known = known_as(item, dialect);
        n_known += usize::from(known.is_some());
        // Behind members, one that is called as a part is has members of its own.
        let is_code = |it: &Block| matches!(it.kind, BlockKind::Code(_));
        let has_more = item.iter().skip(1).any(|it| first == 0 || is_code(it));
        has_parts |= known == Some(Known::Part) && has_more;
    }
    (n_known * 2 > items.len() - first && has_parts).then_some(first)
}

/// What a label that the dialect knows is of.
#[derive(PartialEq)]
enum Known {
    /// A part of an operation.
    Part,
    /// Half of a request line, or all of it.
    Line,
}

fn known_as(item: &[Block], dialect: &Dialect) -> Option<Known> {
    let label = label_of(item)?;
    let section = dialect.section(&label).map(|(section, _)| section);
    let is_half = matches!(dialect.column(&label), Some(Column::HttpMethod | Column::Path));
    if is_half || section == Some(Section::HttpRequest) {
        return Some(Known::Line);
    }
    section.filter(|it| it.is_part_of_operation() || it.is_example()).map(|_| Known::Part)
}

/// The words of a line that an item begins with; names of what is listed are code, or begin with a small letter.
fn label_of(item: &[Block]) -> Option<String> {
    let BlockKind::Paragraph(inline) = &item.first()?.kind else { return None };
    let is_bare = inline.runs.iter().all(|it| matches!(it.kind, RunKind::Text | RunKind::Strong));
    let text = inline.plain();
    let words = text.trim().trim_end_matches([':', '：']).trim();
    let is_label = is_bare
        && words.starts_with(char::is_uppercase)
        && words.split_whitespace().nth(MOST_WORDS).is_none();
    is_label.then(|| words.to_owned())
}
