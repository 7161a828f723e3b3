//! Where elements begin that are parameters.

use crate::extract::cx::Cx;
use crate::markdown::{Block, BlockKind, next_tag};

/// Whether an element that is a parameter begins in a block.
pub(crate) fn begins_in(cx: &Cx<'_>, block: &Block) -> bool {
    let is_text =
        matches!(block.kind, BlockKind::Markup | BlockKind::Html | BlockKind::Paragraph(_));
    let elements = &cx.dialect.shape.elements;
    if elements.is_empty() || !is_text {
        return false;
    }
    let text = cx.sources().text(block.span);
    let mut offset = 0;
    while let Some(tag) = next_tag(text, offset..text.len()) {
        if !tag.is_end && elements.iter().any(|it| it.name == tag.name) {
            return true;
        }
        offset = tag.span.end;
    }
    false
}
