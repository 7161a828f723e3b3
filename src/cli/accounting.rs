//! What was read and what became of it, in numbers that add up.

use crate::facts::{Facts, LeftReason, PageKind};
use crate::model::{Model, Type};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes a few lines: pages by kind, what the model holds, blocks used and left.
pub(super) fn write(out: &mut impl Write, facts: &Facts, model: &Model) -> io::Result<()> {
    let mut kinds: BTreeMap<PageKind, usize> = BTreeMap::new();
    let mut left: BTreeMap<LeftReason, usize> = BTreeMap::new();
    let mut n_used = 0;
    for page in &facts.pages {
        *kinds.entry(page.kind).or_default() += 1;
        n_used += page.blocks.n_used;
        for block in &page.blocks.left_aside {
            *left.entry(block.reason).or_default() += 1;
        }
    }
    let kinds: Vec<String> =
        kinds.iter().map(|(kind, count)| format!("{count} {}", kind_name(*kind))).collect();
    writeln!(out, "pages:      {} ({})", facts.pages.len(), kinds.join(", "))?;
    let (mut n_structured, mut n_enums, mut n_properties, mut n_members) = (0, 0, 0, 0);
    for ty in model.types.values() {
        match ty {
            Type::Structured(ty) => {
                n_structured += 1;
                n_properties += ty.properties.len();
            }
            Type::Enum(ty) => {
                n_enums += 1;
                n_members += ty.members.len();
            }
        }
    }
    writeln!(
        out,
        "types:      {n_structured} structured with {n_properties} properties, {n_enums} enums with {n_members} members",
    )?;
    let n_lines: usize = model.operations.iter().map(|it| it.lines.len()).sum();
    let n_examples: usize = model.operations.iter().map(|it| it.examples.len()).sum();
    writeln!(
        out,
        "operations: {} from {n_lines} request lines, with {n_examples} examples",
        model.operations.len()
    )?;
    let n_left: usize = left.values().sum();
    let reasons: Vec<String> =
        left.iter().map(|(reason, count)| format!("{count} {}", reason_name(*reason))).collect();
    let reasons =
        if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join(", ")) };
    writeln!(
        out,
        "blocks:     {} read, {n_used} used, {n_left} left aside{reasons}",
        n_used + n_left
    )
}

fn kind_name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Resource => "resource",
        PageKind::Enum => "enum",
        PageKind::Operation => "operation",
        PageKind::Conceptual => "conceptual",
    }
}

fn reason_name(reason: LeftReason) -> &'static str {
    match reason {
        LeftReason::UnknownTable => "tables of unknown columns",
        LeftReason::UnknownCode => "code that is no message",
        LeftReason::PlainComment => "plain comments",
        LeftReason::OtherAnnotation => "annotations of other kinds",
        LeftReason::Html => "HTML",
        LeftReason::Unreadable => "unreadable",
        LeftReason::NotModelled => "not modelled",
    }
}
