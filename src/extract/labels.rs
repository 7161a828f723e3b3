//! Labels: lines that stand for headings, such as `Parameters:` or `**Example response**`.

use crate::dialect::{Dialect, Section};
use crate::markdown::{Block, BlockKind};

/// The blocks behind a label, the label among them; without one, those before the first.
#[derive(Debug)]
pub(super) struct Labelled<'p> {
    pub(super) label: Option<Section>,
    pub(super) blocks: Vec<&'p Block>,
}

/// Parts the blocks of a section at its labels. There is always a first part, perhaps without blocks.
///
/// A label of an example ends with the first paragraph behind the example's code, any other with the next.
pub(super) fn split<'p>(dialect: &Dialect, blocks: &'p [Block]) -> Vec<Labelled<'p>> {
    let mut found = vec![Labelled { label: None, blocks: Vec::new() }];
    if !dialect.shape.labels {
        found[0].blocks.extend(blocks);
        return found;
    }
    for block in blocks {
        let label = label(dialect, block);
        let Some(last) = found.last_mut() else { break };
        let has_code = last.blocks.iter().any(|it| matches!(it.kind, BlockKind::Code(_)));
        let is_text = matches!(block.kind, BlockKind::Paragraph(_) | BlockKind::Table(_));
        let ends = last.label.is_some_and(Section::is_example) && has_code && is_text;
        match label.is_some() || ends {
            true => found.push(Labelled { label, blocks: vec![block] }),
            false => last.blocks.push(block),
        }
    }
    found
}

/// What a block is a label of: it says in a line what a heading of an operation's parts does.
pub(super) fn label(dialect: &Dialect, block: &Block) -> Option<Section> {
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    let (section, _) = dialect.section(inline.label()?.trim())?;
    section.is_part_of_operation().then_some(section)
}
