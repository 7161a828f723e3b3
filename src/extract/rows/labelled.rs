//! Lines that begin with a label in bold, below a heading that is a name: the cells of a row, one below the other.
//!
//! ```markdown
//! ### `colour`
//!
//! **Description:** Of the light.\
//! **Type:** String
//! ```

use super::property::{self, Cells};
use crate::dialect::{Column, Section};
use crate::extract::cx::Cx;
use crate::extract::text::choices;
use crate::facts::{PropertyClaim, Source};
use crate::markdown::{Cell, Heading, Inline, Run, RunKind};
use crate::source::{Span, Spanned};

/// The row of a heading and of the paragraph below it, if its lines say a type.
pub(crate) fn row(
    cx: &Cx<'_>,
    heading: &Heading,
    name: &str,
    inline: &Inline,
    span: Span,
) -> Option<PropertyClaim> {
    let lines: Vec<(Column, Cell)> = inline
        .runs
        .split(|it| it.kind == RunKind::Break)
        .filter_map(|line| cell(cx, line))
        .collect();
    let of = |wanted: Column| lines.iter().find(|(it, _)| *it == wanted).map(|(_, cell)| cell);
    of(Column::Type)?;
    let run = Run { kind: RunKind::Text, text: heading.text.clone(), span: heading.span };
    let named = Cell { inline: Inline { runs: vec![run] }, span: heading.span };
    let cells = Cells {
        name: &named,
        ty: of(Column::Type),
        description: of(Column::Description),
        required: of(Column::Required),
    };
    let name = Spanned::new(name.to_owned(), heading.span);
    let mut claim = property::claim(cx, span, name, &cells, Source::BodyTable, None);
    let values = choices::of_lines(inline);
    if claim.notes.values.is_empty()
        && choices::may_be_text(claim.ty.as_ref())
        && !values.is_empty()
    {
        claim.notes.changed().values = values;
    }
    Some(claim)
}

/// What the first line with a label for a section says, and whether the label is bold: `**Returns:** List of [lamp](lamp.md)`,
/// `Response: a list of [lamp](lamp.md)`.
pub(crate) fn of_section(cx: &Cx<'_>, inline: &Inline, wanted: Section) -> Option<(Cell, bool)> {
    let is_wanted = |label: &str| cx.dialect.section(label).is_some_and(|(it, _)| it == wanted);
    let mut lines = inline.runs.split(|it| it.kind == RunKind::Break);
    lines.find_map(|line| {
        let bold = labelled(line).map(|(label, cell)| (label, cell, true));
        let found = bold.or_else(|| begun(line).map(|(label, cell)| (label, cell, false)));
        found.filter(|it| is_wanted(it.0)).map(|(_, cell, is_bold)| (cell, is_bold))
    })
}

/// The words before the colon that a line begins with, and what stands behind it.
fn begun(line: &[Run]) -> Option<(&str, Cell)> {
    let begins = line.iter().position(|it| !it.text.trim().is_empty())?;
    let (first, rest) = line[begins..].split_first().filter(|(it, _)| it.kind == RunKind::Text)?;
    let (label, behind) = first.text.split_once(": ").or_else(|| {
        let label = first.text.trim_end().strip_suffix(':')?;
        (!rest.is_empty()).then_some((label, ""))
    })?;
    let mut runs = vec![Run { text: behind.to_owned(), ..first.clone() }];
    runs.extend(rest.iter().cloned());
    Some((label.trim(), filled(runs)?))
}

/// What a line says, and of what column.
fn cell(cx: &Cx<'_>, line: &[Run]) -> Option<(Column, Cell)> {
    let (label, cell) = labelled(line)?;
    Some((cx.dialect.column(label)?, cell))
}

/// The label that a line begins with, and what stands behind it.
fn labelled(line: &[Run]) -> Option<(&str, Cell)> {
    let begins = line.iter().position(|it| !it.text.trim().is_empty())?;
    let (label, rest) =
        line[begins..].split_first().filter(|(it, _)| it.kind == RunKind::Strong)?;
    let mut rest = rest.to_vec();
    let mut label = label.text.trim();
    match label.strip_suffix(':') {
        Some(words) => label = words,
        None => {
            let first = rest.first_mut()?;
            first.text = first.text.trim_start().strip_prefix(':')?.to_owned();
        }
    }
    // A line break that nothing follows is a mere backslash.
    if let Some(last) = rest.last_mut().filter(|it| it.kind == RunKind::Text) {
        last.text.truncate(last.text.trim_end().trim_end_matches('\\').len());
    }
    Some((label, filled(rest)?))
}

/// What runs say, if they have words.
fn filled(runs: Vec<Run>) -> Option<Cell> {
    let has_words = |it: &&Run| !it.text.trim().is_empty();
    let (first, last) =
        (runs.iter().find(has_words)?.span, runs.iter().rev().find(has_words)?.span);
    let span = Span { start: first.start, ..last };
    Some(Cell { inline: Inline { runs }, span })
}
