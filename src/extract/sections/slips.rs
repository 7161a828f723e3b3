//! Slips that are told wherever they stand on a page: headings, rows and text.

use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::page::unfinished;
use crate::extract::rows::lost;
use crate::markdown::BlockKind;
use crate::rules::page::misspelt_word;

/// Looks at every heading, table and paragraph of a page once.
pub(crate) fn tell(cx: &Cx<'_>, parts: &[Part<'_>], ledger: &mut Ledger) {
    for part in parts {
        if let (Some(heading), Some(meant)) = (part.heading(), &part.meant) {
            let written = cx.sources().text(heading.span);
            ledger.tell(misspelt_word::heading(written, &heading.text, meant, heading.span));
        }
        for block in &part.blocks {
            match &block.kind {
                BlockKind::Paragraph(inline) => {
                    ledger.tell_some(unfinished::tell(cx, inline, block.span));
                }
                BlockKind::Table(table) => {
                    // Of members that are listed twice another rule tells.
                    if !matches!(part.section, Some(Section::Members | Section::EnumValues)) {
                        lost::repeated(cx, table, ledger);
                    }
                    let cells = table.rows.iter().flat_map(|row| &row.cells);
                    for cell in cells {
                        ledger.tell_some(unfinished::tell(cx, &cell.inline, cell.span));
                    }
                }
                _ => {}
            }
        }
    }
}
