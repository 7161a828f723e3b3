//! `block-left-aside`: a block says nothing that is modelled.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{BlockRecord, LeftReason};
use crate::rules::cx::RuleCx;

pub(super) static BLOCK_LEFT_ASIDE: Rule = Rule {
    name: "block-left-aside",
    level: Level::Allow,
    summary: "a block is for people or tools, and nothing was read from it",
    explanation: include_str!("block_left_aside.md"),
};

/// Looks at the blocks that were left, which are many.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    if !cx.is_wanted(&BLOCK_LEFT_ASIDE) {
        return;
    }
    let found = cx.blocks_left().filter_map(|(block, reason)| report(block, reason));
    found.for_each(|it| diagnostics.report(it));
}

/// A block that no fact was read from, by its nature; `None` where another rule tells about it.
fn report(block: &BlockRecord, reason: LeftReason) -> Option<Diagnostic> {
    let why = match reason {
        LeftReason::UnknownTable
        | LeftReason::UnknownSection
        | LeftReason::UnknownCode
        | LeftReason::UnknownJson
        | LeftReason::UnknownAnnotation
        | LeftReason::LooseAnnotation
        | LeftReason::Html
        | LeftReason::MissingInclude => return None,
        LeftReason::Markup => "the dialect names no such element",
        LeftReason::PlainComment => "the comment is no annotation",
        LeftReason::OtherAnnotation => "the annotation says nothing about types or operations",
        LeftReason::Operations => "each operation is read from its own page",
        LeftReason::OtherTable => "no table is read in this section",
        LeftReason::OtherCode => "no code is read in this section",
        LeftReason::NameList => "no list is read in this section",
        LeftReason::NotModelled => "it describes what is not modelled",
    };
    let headline = format!("nothing was read from this block: {why}");
    Some(Diagnostic::new(&BLOCK_LEFT_ASIDE, block.span, headline))
}
