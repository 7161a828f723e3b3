//! Pages that say what they are about and of which nothing is read.

use super::columns::{Columns, NAMES};
use super::outline::Part;
use crate::diagnostic::Diagnostic;
use crate::dialect::{Column, Section};
use crate::extract::cx::Cx;
use crate::facts::{BlockRecord, LeftReason, PageFacts, TypeFacts, Verdict};
use crate::markdown::{BlockKind, Page, Table};
use crate::rules::page::unread_page::{self, About};
use crate::source::Span;
use crate::spelling::lower;

/// The finding on a page, where its facts are all read.
pub(crate) fn tell(
    cx: &Cx<'_>,
    page: &Page,
    parts: &[Part<'_>],
    facts: &PageFacts,
) -> Option<Diagnostic> {
    if facts.operation.is_some() || facts.blocks.iter().any(is_told) {
        return None;
    }
    let about = about(cx, page, facts)?;
    let span = match about {
        About::Operation => operation(page, parts, facts),
        About::Type => ty(cx, parts, facts),
    }?;
    let sections = match about {
        About::Operation => [Section::HttpRequest, Section::Permissions, Section::Response],
        About::Type => [Section::Properties, Section::Relationships, Section::Members],
    };
    let known: Vec<&str> =
        sections.iter().filter_map(|it| cx.dialect.sections.shortest(*it)).collect();
    Some(unread_page::report(about, &known, span))
}

/// Where an operation should have been read: at the first heading of the page's own words, else at its title.
fn operation(page: &Page, parts: &[Part<'_>], facts: &PageFacts) -> Option<Span> {
    let is_read = facts.types.iter().any(TypeFacts::is_sure);
    let is_unread = !is_read && facts.enums.iter().all(|it| it.if_linked);
    let title = || parts.iter().find_map(Part::heading).map(|it| it.span);
    let place = || unknown(parts, |_| true).or_else(title);
    is_unread.then(|| place().unwrap_or_else(|| Span::new(page.file, 0..0)))
}

/// Where properties should have been read.
fn ty(cx: &Cx<'_>, parts: &[Part<'_>], facts: &PageFacts) -> Option<Span> {
    let is_bare = facts.enums.is_empty() && facts.types.iter().all(|ty| ty.properties.is_empty());
    let is_table =
        |kind: &BlockKind| matches!(kind, BlockKind::Table(table) if is_named(cx, table));
    is_bare.then(|| list(parts).or_else(|| unknown(parts, is_table))).flatten()
}

/// Whether a table has a column of names and one of types.
fn is_named(cx: &Cx<'_>, table: &Table) -> bool {
    let columns = Columns::of(table, cx.dialect);
    columns.find(NAMES).is_some() && columns.find(&[Column::Type]).is_some()
}

/// Whether a rule tells that nothing was read from a block.
fn is_told(block: &BlockRecord) -> bool {
    use LeftReason::{Html, UnknownSection, UnknownTable};
    let Verdict::Left(reason) = block.verdict else { return false };
    matches!(reason, Html | UnknownSection | UnknownTable)
}

/// What the page says that it is about: in its front matter, else in its title.
fn about(cx: &Cx<'_>, page: &Page, facts: &PageFacts) -> Option<About> {
    let says = |lines: &[String]| {
        page.front_matter.iter().any(|entry| {
            let mut known = lines.iter().filter_map(|line| line.split_once(": "));
            let key = lower(&entry.key.value);
            known.any(|(of, value)| of == key && value == lower(&entry.value.value))
        })
    };
    if says(&cx.dialect.operation_pages) {
        return Some(About::Operation);
    }
    let title = || facts.title.as_ref().map_or("", |it| it.value.as_str());
    let is_titled = || cx.dialect.structured_type_of_title(title()).is_some();
    (says(&cx.dialect.type_pages) || is_titled()).then_some(About::Type)
}

/// The outermost heading, below the title, of the first part that nothing is read from and that holds
/// something of a kind.
fn unknown(parts: &[Part<'_>], is_wanted: impl Fn(&BlockKind) -> bool) -> Option<Span> {
    let mut below = parts.iter().filter(|part| part.depth > 1 && part.section.is_none());
    let part = below.find(|part| part.blocks.iter().any(|block| is_wanted(&block.kind)))?;
    part.headings.get(1).map(|heading| heading.span)
}

/// The heading of properties below which there is a list, or headings of their own, and no table.
fn list(parts: &[Part<'_>]) -> Option<Span> {
    let is_list = |kind: &BlockKind| matches!(kind, BlockKind::List(_));
    let mut of_properties = parts
        .iter()
        .filter(|part| matches!(part.section, Some(Section::Properties | Section::Relationships)));
    let is_found = of_properties
        .clone()
        .any(|part| !part.is_own || part.blocks.iter().any(|block| is_list(&block.kind)));
    let has_table = of_properties.clone().any(|part| part.tables().next().is_some());
    let first = of_properties.find(|part| part.is_own)?;
    (is_found && !has_table).then(|| first.heading().map(|it| it.span)).flatten()
}
