//! What was read and what became of it, in numbers that add up.

use crate::facts::{Facts, LeftReason, PageKind};
use crate::model::{Model, Type};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes a few lines: pages by kind, what the model holds, blocks used and left.
pub(super) fn write(out: &mut dyn Write, facts: &Facts, model: &Model) -> io::Result<()> {
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
    let list = |counts: Vec<String>| match counts.is_empty() {
        true => String::new(),
        false => format!(" ({})", counts.join(", ")),
    };
    let kinds = kinds.iter().map(|(kind, count)| format!("{count} {}", kind_name(*kind)));
    writeln!(out, "pages:      {}{}", facts.pages.len(), list(kinds.collect()))?;
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
        "types:      {n_structured} structured with {}, {} with {}",
        counted(n_properties, "property", "properties"),
        counted(n_enums, "enum", "enums"),
        counted(n_members, "member", "members"),
    )?;
    let n_lines: usize = model.operations.iter().map(|it| it.lines.len()).sum();
    let n_examples: usize = model.operations.iter().map(|it| it.examples.len()).sum();
    writeln!(
        out,
        "operations: {} from {}, with {}",
        model.operations.len(),
        counted(n_lines, "request line", "request lines"),
        counted(n_examples, "example", "examples"),
    )?;
    let n_left: usize = left.values().sum();
    let reasons = left.iter().map(|(reason, count)| format!("{count} {}", reason_name(*reason)));
    let reasons = list(reasons.collect());
    writeln!(
        out,
        "blocks:     {} read, {n_used} used, {n_left} left aside{reasons}",
        n_used + n_left
    )
}

fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
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
        LeftReason::UnknownTable => "table of unknown columns",
        LeftReason::UnknownCode => "code that is no message",
        LeftReason::PlainComment => "plain comment",
        LeftReason::OtherAnnotation => "annotation of another kind",
        LeftReason::Html => "HTML",
        LeftReason::Unreadable => "unreadable",
        LeftReason::NotModelled => "not modelled",
    }
}
