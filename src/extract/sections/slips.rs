//! Slips that are told wherever they stand on a page: headings, rows and text.

use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::page::unfinished::{self, Written};
use crate::extract::rows::lost;
use crate::markdown::BlockKind;
use crate::rules::page::{misspelt_word, unread_block};

/// Looks at every heading, table and paragraph of a page once.
pub(crate) fn tell(cx: &Cx<'_>, parts: &[Part<'_>], ledger: &mut Ledger) {
    for part in parts {
        if let Some(meant) = &part.meant {
            let is_heading = part.heading().is_some_and(|it| it.span == meant.span);
            let tell = if is_heading { misspelt_word::heading } else { misspelt_word::label };
            let written = cx.sources().text(meant.span);
            ledger.tell(tell(written, &meant.written, &meant.known, meant.span));
        }
        if let Some(label) = part.unknown {
            ledger.tell(unread_block::of_label(cx.sources().text(label.span), label.span));
        }
        for block in &part.blocks {
            match &block.kind {
                BlockKind::Paragraph(inline) => {
                    let written = Written::at(cx, block.span);
                    ledger.tell_some(unfinished::tell(cx, inline, block.span, written));
                }
                BlockKind::Table(table) => {
                    // Of members that are listed twice another rule tells.
                    if !matches!(part.section, Some(Section::Members | Section::EnumValues)) {
                        lost::repeated(cx, table, ledger);
                    }
                    let written = Written::at(cx, block.span);
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    for cell in cells {
                        ledger.tell_some(unfinished::tell(cx, &cell.inline, cell.span, written));
                    }
                }
                _ => {}
            }
        }
    }
}
