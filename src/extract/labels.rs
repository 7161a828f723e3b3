//! Labels: lines that stand for headings, such as `Parameters:` or `**Example response**`.

use super::cx::Cx;
use crate::dialect::Section;
use crate::markdown::{Block, BlockKind, Inline, RunKind};

/// The blocks behind a label, the label among them; without one, those before the first.
#[derive(Debug)]
pub(super) struct Labelled<'p> {
    pub(super) label: Option<Section>,
    pub(super) blocks: Vec<&'p Block>,
}

/// Parts the blocks of a section at its labels. There is always a first part, perhaps without blocks.
///
/// A label of an example ends with the first paragraph behind the example's code, any other with the next.
pub(super) fn split<'p>(cx: &Cx<'_>, blocks: &'p [Block]) -> Vec<Labelled<'p>> {
    let mut found = vec![Labelled { label: None, blocks: Vec::new() }];
    if !cx.dialect.shape.labels {
        found[0].blocks.extend(blocks);
        return found;
    }
    for block in blocks {
        let label = label(cx, block);
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
fn label(cx: &Cx<'_>, block: &Block) -> Option<Section> {
    let BlockKind::Paragraph(inline) = &block.kind else { return None };
    let words = match inline.is_label() {
        true => inline.plain(),
        false => bold_line(cx, inline)?.to_owned(),
    };
    let (section, _) = cx.dialect.section(words.trim())?;
    section.is_part_of_operation().then_some(section)
}

/// The words of the line that a paragraph begins with, if they are bold and others follow below.
fn bold_line<'p>(cx: &Cx<'_>, inline: &'p Inline) -> Option<&'p str> {
    let [first, next, ..] = inline.runs.as_slice() else { return None };
    let is_below = next.kind == RunKind::Break
        || next.kind == RunKind::Text && cx.sources().text(next.span).starts_with(['\n', '\r']);
    (first.kind == RunKind::Strong && is_below).then_some(&first.text)
}
