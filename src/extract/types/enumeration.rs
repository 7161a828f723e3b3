//! Enums: a page's own members table, and sections whose heading names an enum.

use crate::dialect::{Column, Section, TypePlace, joined};
use crate::extract::cx::Cx;
use crate::extract::page::bare_heading;
use crate::extract::page::columns::{Columns, cell};
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::rows::property::is_dash;
use crate::extract::sections::opening::summary;
use crate::extract::text::note;
use crate::extract::text::prose::prose;
use crate::facts::{Claim, EnumFacts, MemberClaim, Prose, Source};
use crate::markdown::{Block, BlockKind, Inline, Row, Run, RunKind, Table};
use crate::source::{Span, Spanned};

/// Reads every enum that the page describes.
pub(crate) fn extract(
    cx: &Cx<'_>,
    parts: &[Part<'_>],
    is_resource_page: bool,
    ledger: &mut Ledger,
) -> Vec<EnumFacts> {
    let mut enums = Vec::new();
    let title = parts.iter().find_map(Part::heading);
    // Where types are sections, their names may be of several words.
    let is_of_words = cx.dialect.shape.types != TypePlace::Page;
    for part in parts {
        let name = match part.section {
            Some(Section::Members) => title.and_then(|title| {
                let name = cx.dialect.type_name_of_title(&title.text)?;
                Some((name.to_owned(), title.span, None))
            }),
            Some(Section::EnumValues) if part.is_own => part.heading().and_then(|heading| {
                let name = part.hole.as_deref()?.trim_matches(['`', '*', '"']);
                let name = if is_of_words { joined(name) } else { name.to_owned() };
                let is_name = !name.contains(char::is_whitespace);
                is_name.then(|| (name, heading.span, Some(heading.slug.clone())))
            }),
            None if is_of_words && part.depth == part.headings.len() => {
                part.heading().and_then(|heading| {
                    let name = cx.dialect.enum_name_of_heading(&heading.text)?;
                    Some((name, heading.span, Some(heading.slug.clone())))
                })
            }
            _ => None,
        };
        // A heading of any words may stand above values, and be none of a type.
        let bare = || named_plainly(cx, part).filter(|_| is_of_values(cx, part));
        let is_bare = name.is_none();
        let is_titled = part.section.is_none() && !is_bare;
        let Some((name, span, anchor)) = name.or_else(bare) else { continue };
        let mut members = Vec::new();
        for (block, table) in part.tables() {
            let is_any = is_of_words && is_table_of_values(cx, table);
            let found = rows(cx, table, is_any).unwrap_or_default();
            if !is_bare {
                ledger.table(part, block, found.len());
            }
            members.extend(found);
        }
        if members.is_empty() {
            let (found, read) = listed(part);
            members = found;
            // Nothing says yet that these are an enum's.
            read.into_iter().filter(|_| !is_bare).for_each(|block| ledger.used(block));
        }
        if members.is_empty() {
            continue;
        }
        let own_prose = part.paragraphs().find_map(|(block, inline)| prose(inline, block.span));
        let summary = if anchor.is_none() { summary(cx, parts) } else { own_prose };
        summary.iter().filter(|_| !is_bare).for_each(|it| ledger.used_at(it.span));
        enums.push(EnumFacts {
            name: Claim { source: Source::Heading, value: name, span },
            on_resource_page: is_resource_page && anchor.is_some() && !is_bare && !is_titled,
            if_linked: is_bare,
            long_name: part
                .heading()
                .filter(|_| is_titled)
                .and_then(|it| bare_heading::name(&it.text)),
            summary,
            anchor,
            members,
        });
    }
    enums
}

/// The values that the only table or list of a part is of, whatever its heading is, and the blocks that say so.
pub(crate) fn values_below<'p>(cx: &Cx<'_>, part: &Part<'p>) -> (Vec<MemberClaim>, Vec<&'p Block>) {
    let is_rows = |kind: &BlockKind| matches!(kind, BlockKind::List(_) | BlockKind::Table(_));
    let mut rows_of = part.blocks.iter().filter(|it| is_rows(&it.kind));
    let (Some(block), None) = (rows_of.next(), rows_of.next()) else { return Default::default() };
    match &block.kind {
        BlockKind::Table(table) if is_table_of_values(cx, table) => {
            (rows(cx, table, true).unwrap_or_default(), vec![*block])
        }
        // Below a heading of parameters items are these.
        BlockKind::List(items)
            if matches!(part.section, None | Some(Section::EnumValues))
                && items.len() > 1
                && items.iter().all(|item| is_value(cx, item)) =>
        {
            listed(part)
        }
        _ => Default::default(),
    }
}

/// The name that the heading right above a part is, if it is no title of a type.
fn named_plainly(cx: &Cx<'_>, part: &Part<'_>) -> Option<(String, Span, Option<String>)> {
    let (heading, name) = bare_heading::above(part).filter(|(it, _)| it.level > 1)?;
    let is_titled = cx.dialect.type_name_of_heading(&heading.text).is_some();
    (!is_titled).then(|| (name, heading.span, Some(heading.slug.clone())))
}

/// Whether a part has one list or table of values and says of none of them what only properties have.
pub(crate) fn is_of_values(cx: &Cx<'_>, part: &Part<'_>) -> bool {
    if cx.dialect.shape.types == TypePlace::Page || named_plainly(cx, part).is_none() {
        return false;
    }
    let is_rows = |kind: &BlockKind| matches!(kind, BlockKind::List(_) | BlockKind::Table(_));
    let mut rows = part.blocks.iter().map(|it| &it.kind).filter(|it| is_rows(it));
    let is_of_values = match rows.next() {
        // Each item begins with one in code, and goes on without a type.
        Some(BlockKind::List(items)) => {
            items.len() > 1 && items.iter().all(|item| is_value(cx, item))
        }
        Some(BlockKind::Table(table)) => is_table_of_values(cx, table),
        _ => false,
    };
    is_of_values && rows.next().is_none()
}

/// Whether the first column of a table is of values by its words, or else by its cells, each of which is one in code; and
/// whether none of its columns is what only properties or parameters have.
fn is_table_of_values(cx: &Cx<'_>, table: &Table) -> bool {
    let columns = Columns::of(table, cx.dialect);
    let is_known = matches!(columns.role(0), Some(Column::Value | Column::Member));
    let is_plain = |column: usize| match columns.role(column) {
        None | Some(Column::Value | Column::Member | Column::Description) => true,
        Some(role) => is_known && role == Column::Name,
    };
    let is_value = |row: &Row| {
        let Some(cell) = cell(row, Some(0)) else { return false };
        let mut filled = cell.inline.runs.iter().filter(|it| !it.text.trim().is_empty());
        let is_code = filled.next().is_some_and(|it| it.kind == RunKind::Code);
        let is_alone = is_code && filled.next().is_none();
        let text = cell.inline.plain();
        (is_known || is_alone) && !text.trim().contains(char::is_whitespace)
    };
    (0..table.header.len()).all(is_plain) && table.rows.len() > 1 && table.rows.iter().all(is_value)
}

fn is_value(cx: &Cx<'_>, item: &[Block]) -> bool {
    let [block] = item else { return false };
    let BlockKind::Paragraph(inline) = &block.kind else { return false };
    let mut runs = inline.runs.iter().skip_while(|it| it.text.trim().is_empty());
    let is_code = runs.next().is_some_and(|it| it.kind == RunKind::Code);
    let behind = Inline { runs: runs.cloned().collect() };
    // "2: **Low**": bold words beside a number.
    let is_number = || {
        let first = inline.runs.iter().position(|it| !it.text.trim().is_empty());
        let rest = first.and_then(|it| inline.runs.get(it + 1..)).unwrap_or_default();
        label(rest).is_some() && unmarked(inline).is_some_and(|it| number(&it.name.value).is_some())
    };
    let is_marked = is_code && marked(inline).is_some();
    is_marked && note::split(cx, &behind, block.span).0.says_nothing() || is_number()
}

/// The members of a table, the first column of which may be called anything where the table is sure to be of values.
fn rows(cx: &Cx<'_>, table: &Table, is_of_values: bool) -> Option<Vec<MemberClaim>> {
    let columns = Columns::of(table, cx.dialect);
    if columns.find(&[Column::Type]).is_some() {
        return None;
    }
    // "Value" is the member's name where no other column is.
    let named = columns.find(&[Column::Member, Column::Name]);
    let values = columns.find(&[Column::Value]).filter(|column| *column == 0);
    let is_number =
        |row: &Row| cell(row, Some(0)).is_some_and(|it| number(&it.inline.plain()).is_some());
    // Numbers may stand before the names. What else stands there is what is sent, and the names are for people.
    let is_numbered = values.is_some() && table.rows.iter().all(is_number);
    let name = match named.filter(|column| *column == 0 || is_numbered) {
        Some(column) => column,
        None => values.or(is_of_values.then_some(0))?,
    };
    let value = columns.find(&[Column::Value]).filter(|column| *column != name);
    let after = || (name + 1 < table.header.len() && is_of_values).then_some(name + 1);
    let description = columns.find(&[Column::Description]).or_else(after);
    let description = description.filter(|column| *column != name && Some(*column) != value);
    let members = table.rows.iter().filter_map(|row| {
        Some(MemberClaim {
            name: member_name(row, name)?,
            value: cell(row, value).and_then(|cell| number(&cell.inline.plain())),
            label: row.cells.get(name + 1..)?.iter().find_map(|it| label(&it.inline.runs)),
            description: cell(row, description).and_then(|cell| prose(&cell.inline, cell.span)),
            is_later: false,
        })
    });
    Some(members.collect())
}

/// Members of a list: each item is a name, with a description after a mark or below it.
fn listed<'p>(part: &Part<'p>) -> (Vec<MemberClaim>, Vec<&'p Block>) {
    let lists = part.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::List(items) => Some(items),
        _ => None,
    });
    let mut members = Vec::new();
    let mut read = Vec::new();
    for item in lists.flatten() {
        let Some(block) = item.first() else { return Default::default() };
        let BlockKind::Paragraph(inline) = &block.kind else { return Default::default() };
        read.push(block);
        let Some(mut member) = marked(inline).or_else(|| unmarked(inline)) else {
            return Default::default();
        };
        let behind = inline.runs.iter().position(|it| it.text.contains(&member.name.value));
        member.label = label(inline.runs.get(behind.map_or(0, |it| it + 1)..).unwrap_or_default());
        if let (None, Some(below)) = (&member.description, item.get(1))
            && let BlockKind::Paragraph(inline) = &below.kind
        {
            member.description = prose(inline, below.span);
            read.push(below);
        }
        members.push(member);
    }
    (members, read)
}

/// A name in code or bold, perhaps with its number: `` `wet` (1): Just thrown. ``
fn marked(inline: &Inline) -> Option<MemberClaim> {
    let mut runs = inline.runs.iter().skip_while(|it| it.text.trim().is_empty());
    let first = runs.next().filter(|it| matches!(it.kind, RunKind::Code | RunKind::Strong))?;
    let behind = Inline { runs: runs.cloned().collect() };
    let text = behind.plain();
    let text = text.trim_start();
    let (noted, value) = match text.strip_prefix('(').and_then(|it| it.split_once(')')) {
        Some((note, rest)) => (rest.trim_start(), number(note)),
        None => (text, None),
    };
    let is_said = noted.is_empty() || noted.starts_with([':', '\u{2013}', '\u{2014}', '-', '=']);
    let name = first.text.trim().trim_end_matches(':').trim_matches(['"', '\'']);
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    let said = noted.trim_start_matches([':', '\u{2013}', '\u{2014}', '-', '=', ' ']).trim();
    let description = Prose { text: said.to_owned(), span: first.span };
    (is_said && is_name && (value.is_some() || noted == text)).then(|| MemberClaim {
        name: Spanned::new(name.to_owned(), first.span),
        value,
        label: None,
        description: Some(description).filter(|it| !it.text.is_empty()),
        is_later: false,
    })
}

/// A name without marks; `None` for a sentence.
fn unmarked(inline: &Inline) -> Option<MemberClaim> {
    let text = inline.plain().replace("**", "");
    let (name, description) = match text.split_once([':', '\u{2013}']) {
        Some((name, description)) => (name, Some(description)),
        None => text.split_once(" - ").map_or((text.as_str(), None), |(a, b)| (a, Some(b))),
    };
    let name = name.trim().trim_matches(['`', '*', '"', '.']);
    let span = inline.runs.first().map(|run| run.span)?;
    let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
    let description = description.map(|text| Prose { text: text.trim().to_owned(), span });
    let name = is_name.then(|| Spanned::new(name.to_owned(), span))?;
    Some(MemberClaim { name, value: None, label: None, description, is_later: false })
}

/// The bold words that runs begin with, behind marks.
fn label(runs: &[Run]) -> Option<String> {
    let is_mark = |c: char| !c.is_alphanumeric();
    let mut runs = runs.iter().skip_while(|it| {
        matches!(it.kind, RunKind::Text | RunKind::Break) && it.text.chars().all(is_mark)
    });
    let words = runs.next().filter(|it| it.kind == RunKind::Strong)?;
    let words = words.text.trim().trim_end_matches([':', '.', ',']);
    words.starts_with(char::is_alphabetic).then(|| words.to_owned())
}

/// A number, decimal or `0x`.
fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    match text.strip_prefix("0x") {
        Some(digits) => i64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

/// A member's name. Unlike a property's it may hold spaces.
fn member_name(row: &Row, column: usize) -> Option<Spanned<String>> {
    let cell = row.cells.get(column)?;
    let text = cell.inline.plain().replace("**", "");
    let text = text.split(" (").next().unwrap_or_default();
    let text = text.trim().trim_matches(['`', '*', '"', '\'']).trim();
    let runs = cell.inline.runs.as_slice();
    let span = match runs {
        [run] if run.kind == RunKind::Text => run.span,
        _ => cell.span,
    };
    (!text.is_empty() && !is_dash(text)).then(|| Spanned::new(text.to_owned(), span))
}
