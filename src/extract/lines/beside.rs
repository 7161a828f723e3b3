//! The request line of a section that shows no other: one with words beside it, `` **Call** · `GET /lamps` ``.

use super::line::Line;
use crate::dialect::{Column, Section};
use crate::extract::cx::Cx;
use crate::extract::page::columns::{Columns, NAMES};
use crate::extract::page::outline::meaning_of;
use crate::http::Asked;
use crate::markdown::{self, Block, BlockKind, Table, flatten};
use crate::source::{Span, Spanned};

/// What the first block of a section that names a request is.
#[derive(Debug)]
pub(crate) enum Beside {
    /// Its request lines.
    Lines(Vec<Line>),
    /// Words around a request, in a section that says what one takes or answers.
    Unread(Span),
}

/// Looks at the blocks of a section for the first that names a request. Words of a label alone do not make one: "See also" stands
/// below what it belongs to, and a section of a few words may mention what others tell.
pub(crate) fn of_section(
    cx: &Cx<'_>,
    section: &markdown::Section,
    blocks: &[&Block],
) -> Option<Beside> {
    let mut is_below = false;
    for (at, block) in blocks.iter().enumerate() {
        let text = cx.sources().text(block.span);
        let asked = match &block.kind {
            BlockKind::Paragraph(_) | BlockKind::List(_) | BlockKind::Table(_) => Asked::all(text),
            _ => Vec::new(),
        };
        let Some(first) = asked.first() else {
            is_below |= matches!(block.kind, BlockKind::Table(_) | BlockKind::Code(_));
            continue;
        };
        let is_told = tells_operation(cx, section);
        let line = match (asked.len(), &block.kind) {
            _ if is_below => None,
            (1, BlockKind::Table(table)) => of_table(cx, block, table),
            (1, _) => of_text(cx, block, block.span.part(first.at.clone())),
            _ => None,
        };
        let line = line.filter(|(label, _)| is_told || at == 0 || label.is_empty());
        let begun = || (at == 0).then(|| of_begun(cx, block, is_told)).filter(|it| !it.is_empty());
        let lines = line.map(|it| vec![it.1]).or_else(begun);
        let unread = || is_told.then(|| block.span.part(first.at.start..first.target.end));
        return lines.map(Beside::Lines).or_else(|| unread().map(Beside::Unread));
    }
    None
}

/// The lines with which all items of a list begin, or the one with which a text does in a section that tells of an operation:
/// sentences about what they ask for follow. "`GET /lamps` answers all lamps."
fn of_begun(cx: &Cx<'_>, block: &Block, is_told: bool) -> Vec<Line> {
    let begun = |block: &Block| {
        let BlockKind::Paragraph(_) = &block.kind else { return None };
        let asked = Asked::beginning(cx.sources().text(block.span))?;
        asked_line(cx, asked, block.span, block.span)
    };
    let lines: Option<Vec<Line>> = match &block.kind {
        BlockKind::List(items) => items.iter().map(|it| begun(it.first()?)).collect(),
        _ if is_told => begun(block).map(|it| vec![it]),
        _ => None,
    };
    lines.unwrap_or_default()
}

/// The line of a paragraph, or of an item in a list, in which a method stands.
fn of_text(cx: &Cx<'_>, block: &Block, method: Span) -> Option<(String, Line)> {
    let mut inner = Vec::new();
    flatten(std::slice::from_ref(block), &mut inner);
    let holds = |it: &&&Block| it.span.start <= method.start && method.end <= it.span.end;
    let is_text = |it: &&&Block| matches!(it.kind, BlockKind::Paragraph(_));
    let block = inner.iter().filter(is_text).find(holds)?;
    let (label, line) = of_words(cx, block.span, block.span)?;
    (!is_answered(cx, &label)).then_some((label, line))
}

/// The line of a table of names and values, in the second cell of a row; the first row may have become the header.
fn of_table(cx: &Cx<'_>, block: &Block, table: &Table) -> Option<(String, Line)> {
    let rows = std::iter::once(&table.header).chain(table.rows.iter().map(|it| &it.cells));
    let mut pairs = rows.filter_map(|row| match row.as_slice() {
        [name, value] => Some((name, value)),
        _ => None,
    });
    pairs.find_map(|(name, value)| {
        let (_, line) = of_words(cx, value.span, block.span)?;
        let label = name.inline.plain();
        let is_short = label.split_whitespace().count() <= 3;
        (is_short && !is_answered(cx, &label)).then(|| (label.into_owned(), line))
    })
}

fn of_words(cx: &Cx<'_>, at: Span, block: Span) -> Option<(String, Line)> {
    let text = cx.sources().text(at);
    let (asked, label) = Asked::of_line(text)?;
    Some((label, asked_line(cx, asked, at, block)?))
}

fn asked_line(cx: &Cx<'_>, asked: Asked, at: Span, block: Span) -> Option<Line> {
    let target = cx.sources().text(at).get(asked.target.clone())?.to_owned();
    let target = Spanned::new(target, at.part(asked.target));
    Line::new(Spanned::new(asked.method, at.part(asked.at)), target, block)
}

/// Whether a label says that an example or an answer follows.
fn is_answered(cx: &Cx<'_>, label: &str) -> bool {
    let meaning = cx.dialect.section(label).map(|(it, _)| it);
    meaning.is_some_and(|it| it != Section::HttpRequest)
}

/// Whether a section says what an operation takes or answers: in a table of names, JSON, or below a heading that means that.
pub(crate) fn tells_operation(cx: &Cx<'_>, section: &markdown::Section) -> bool {
    let mut blocks = Vec::new();
    flatten(&section.blocks, &mut blocks);
    let says = |block: &&Block| match &block.kind {
        BlockKind::Code(code) => code.language.starts_with("json"),
        _ => is_of_names(cx, block),
    };
    let means = |it: &markdown::Section| {
        let meaning = it.heading.as_ref().and_then(|it| meaning_of(cx.dialect, it));
        let other = [Section::Prose, Section::NotModelled];
        meaning.is_some_and(|(it, _)| it.is_part_of_operation() && !other.contains(&it))
    };
    means(section) || blocks.iter().any(says) || section.sections.iter().any(means)
}

/// Whether a section has a table of names right below its heading.
pub(crate) fn has_rows(cx: &Cx<'_>, section: &markdown::Section) -> bool {
    let mut blocks = Vec::new();
    flatten(&section.blocks, &mut blocks);
    blocks.iter().any(|it| is_of_names(cx, it))
}

fn is_of_names(cx: &Cx<'_>, block: &Block) -> bool {
    let BlockKind::Table(table) = &block.kind else { return false };
    let columns = Columns::of(table, cx.dialect);
    columns.find(NAMES).is_some()
        && columns.find(&[Column::Type, Column::Required, Column::Description]).is_some()
}
