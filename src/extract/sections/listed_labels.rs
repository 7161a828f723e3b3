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

/// A label of more words is a sentence.
const MOST_WORDS: usize = 5;

/// Puts what stands in the items of such lists in the place of the lists.
pub fn unlist(section: &mut markdown::Section, dialect: &Dialect) {
    if !dialect.shape.labels {
        return;
    }
    if section.blocks.iter().any(|it| is_of_labels(it, dialect)) {
        let blocks = std::mem::take(&mut section.blocks);
        section.blocks = blocks.into_iter().flat_map(|it| without_list(it, dialect)).collect();
    }
    section.sections.iter_mut().for_each(|it| unlist(it, dialect));
}

/// What stands in the items of a list of labels; any other block itself.
fn without_list(block: Block, dialect: &Dialect) -> Vec<Block> {
    let is_of_labels = is_of_labels(&block, dialect);
    match block.kind {
        BlockKind::List(mut items) if is_of_labels => {
            items.iter_mut().filter_map(|it| it.first_mut()).for_each(mark);
            items.into_iter().flatten().collect()
        }
        kind => vec![Block { kind, ..block }],
    }
}

/// What an item begins with is a label, bold or not.
fn mark(block: &mut Block) {
    let BlockKind::Paragraph(inline) = &mut block.kind else { return };
    inline.runs.iter_mut().for_each(|it| it.kind = RunKind::Strong);
}

/// Whether a block is a list all of whose items begin with a label, most of them with known ones, and one with something below
/// that is more than a path or a method: those are read in a list as well.
fn is_of_labels(block: &Block, dialect: &Dialect) -> bool {
    let BlockKind::List(items) = &block.kind else { return false };
    let (mut n_known, mut has_parts) = (0, false);
    for item in items {
        let Some(label) = label_of(item) else { return false };
        let section = dialect.section(&label).map(|(section, _)| section);
        let is_half = matches!(dialect.column(&label), Some(Column::HttpMethod | Column::Path))
            || section == Some(Section::HttpRequest);
        let is_part = section.is_some_and(|it| it.is_part_of_operation() || it.is_example());
        n_known += usize::from(is_half || is_part);
        has_parts |= is_part && !is_half && item.len() > 1;
    }
    n_known * 2 > items.len() && has_parts
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
