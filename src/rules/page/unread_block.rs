//! `unread-block`: a block stands where facts are read, and none could be.

use crate::diagnostic::{Diagnostic, Diagnostics, Level, Rule};
use crate::facts::{BlockRecord, LeftReason};
use crate::rules::cx::RuleCx;

pub(super) static UNREAD_BLOCK: Rule = Rule {
    name: "unread-block",
    level: Level::Warn,
    summary: "a block stands where facts are read, and none could be",
    explanation: include_str!("unread_block.md"),
};

/// Looks at the blocks that were left.
pub(super) fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    let found = cx.blocks_left().filter_map(|(block, reason)| report(block, reason));
    found.for_each(|it| diagnostics.report(it));
}

/// A block that nothing could be read from; `None` where that lies in what the block is.
fn report(block: &BlockRecord, reason: LeftReason) -> Option<Diagnostic> {
    let (headline, help) = match reason {
        LeftReason::UnknownTable => (
            "nothing was read from this table: its columns are unknown",
            "put the name first and use headers such as `Property`, `Type`, `Description`",
        ),
        LeftReason::UnknownSection => (
            "nothing was read from this table: its heading is unknown",
            "put it below a heading such as `## Properties`",
        ),
        LeftReason::UnknownCode => (
            "nothing was read from this code: it is no HTTP message",
            "begin with a request line such as `GET /path` or a status line such as `HTTP/1.1 200 OK`",
        ),
        LeftReason::UnknownJson => (
            "nothing was read from this code: it is no JSON object",
            "write the representation as one JSON object",
        ),
        LeftReason::UnknownAnnotation => (
            "nothing was read from this comment: it begins like an annotation and is no JSON",
            "write the annotation as one JSON object",
        ),
        LeftReason::LooseAnnotation => (
            "nothing was read from this annotation: no code block of its own follows it",
            "put it right above the code block that it describes",
        ),
        LeftReason::Html => ("nothing was read from this HTML", "write it as markdown"),
        LeftReason::MissingInclude
        | LeftReason::PlainComment
        | LeftReason::OtherAnnotation
        | LeftReason::Operations
        | LeftReason::OtherTable
        | LeftReason::OtherCode
        | LeftReason::NameList
        | LeftReason::NotModelled => return None,
    };
    Some(Diagnostic::new(&UNREAD_BLOCK, block.span, headline).help(help))
}
