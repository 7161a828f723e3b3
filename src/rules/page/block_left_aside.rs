//! `block-left-aside`: nothing was read from a table or code block.

use crate::diagnostic::{Diagnostic, Level, Rule};
use crate::facts::{LeftAside, LeftReason};

pub(super) static BLOCK_LEFT_ASIDE: Rule = Rule {
    name: "block-left-aside",
    level: Level::Allow,
    summary: "nothing was read from a table or code block",
    explanation: include_str!("block_left_aside.md"),
};

/// A block that no fact was read from.
pub(crate) fn report(left: &LeftAside) -> Diagnostic {
    let reason = match left.reason {
        LeftReason::UnknownTable => "no section knows its columns",
        LeftReason::UnknownCode => "it is no HTTP message and no JSON representation",
        LeftReason::PlainComment => "the comment is no annotation",
        LeftReason::OtherAnnotation => "the annotation says nothing about types or operations",
        LeftReason::Html => "HTML is not read",
        LeftReason::Unreadable => "it could not be read",
        LeftReason::NotModelled => "it describes what is not modelled",
    };
    Diagnostic::new(&BLOCK_LEFT_ASIDE, left.span, "nothing was read from this block").label(reason)
}
