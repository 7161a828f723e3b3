//! Lists of routes, each of which leads to what documents it: "- [GET /lamps](#list-lamps) – all of them". They are lines of the
//! sections that they lead to, on whatever page the list stands.

use super::line::Line;
use super::words::place;
use crate::dialect::{Column, Dialect};
use crate::doc_set::DocSet;
use crate::extract::cx::Cx;
use crate::extract::known_routes::{Listed, Routes};
use crate::extract::page::columns::Columns;
use crate::extract::page::links;
use crate::facts::LinkTarget;
use crate::http::{Asked, Method, Segment, SegmentKind};
use crate::markdown::{self, Block, BlockKind, Inline, Page, Run, RunKind, Table, flatten};
use crate::source::{FileId, Span, Spanned};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// An item or a row with one request and a link.
#[derive(Clone, Debug)]
struct Entry {
    line: Line,
    target: LinkTarget,
    /// The request is what is linked. Where words are, all items of a list must be such.
    is_sure: bool,
}

/// Looks for lists of routes, where operations are sections.
pub fn find(docs: &DocSet, dialect: &Dialect, files: &[FileId]) -> Routes {
    let mut routes = Routes::default();
    if !dialect.shape.has_sections() {
        return routes;
    }
    let none = Routes::default();
    let cx = Cx { docs, dialect, routes: &none };
    let may_list = files.par_iter().filter(|it| may_list(&docs.sources.file(**it).text));
    let found: Vec<_> = may_list.map(|it| of_page(&cx, &markdown::parse_page(docs, *it))).collect();
    for (entries, places) in found {
        places.into_iter().for_each(|it| routes.add_place(it));
        for Entry { line, target, .. } in entries {
            let anchor = target.anchor.map(|it| it.to_lowercase());
            routes.add(target.path, Listed { line: line.line, at: line.at, anchor });
        }
    }
    routes
}

/// Whether a line of a page has a method, a path and a link, so that it is worth parsing for them.
fn may_list(text: &str) -> bool {
    let has_method = |line: &str| Method::ALL.iter().any(|(_, name)| line.contains(name));
    text.lines().any(|it| it.contains(']') && it.contains('/') && has_method(it))
}

/// The routes of a page's lists, and the lists that are nothing else.
fn of_page(cx: &Cx<'_>, page: &Page) -> (Vec<Entry>, Vec<Span>) {
    let (mut found, mut lists) = (Vec::new(), Vec::new());
    for section in page.root.walk() {
        let mut blocks = Vec::new();
        flatten(&section.blocks, &mut blocks);
        for block in blocks {
            let (entries, n_items) = match &block.kind {
                BlockKind::List(items) => (of_list(cx, items), items.len()),
                BlockKind::Table(table) => (of_table(cx, block, table), table.rows.len()),
                _ => continue,
            };
            if entries.len() == n_items {
                lists.push(block.span);
            }
            found.extend(entries);
        }
    }
    (found, lists)
}

/// The routes of a list: those whose request is linked, or all of its items, each leading elsewhere.
fn of_list(cx: &Cx<'_>, items: &[Vec<Block>]) -> Vec<Entry> {
    let entries = items.iter().map(|item| {
        let first = item.first()?;
        let BlockKind::Paragraph(inline) = &first.kind else { return None };
        let (asked, target) = only_request(&inline.plain())?;
        entry(cx, (asked, &target), first.span, first.span, &[inline])
    });
    let entries: Vec<Option<Entry>> = entries.collect();
    let is_whole = entries.iter().all(Option::is_some) && lead_apart(&entries);
    entries.into_iter().flatten().filter(|it| it.is_sure || is_whole).collect()
}

/// The routes of a table, of which each row is one.
fn of_table(cx: &Cx<'_>, block: &Block, table: &Table) -> Vec<Entry> {
    let columns = Columns::of(table, cx.dialect);
    let named = columns.find(&[Column::HttpMethod]).zip(columns.find(&[Column::Path]));
    let entries = table.rows.iter().map(|row| {
        let cells: Vec<&Inline> = row.cells.iter().map(|it| &it.inline).collect();
        let (asked, target) = match named {
            Some((method, path)) => {
                let (method, path) = (cells.get(method)?.plain(), cells.get(path)?.plain());
                only_request(&format!("{} {}", method.trim(), path.trim()))?
            }
            None => cells.iter().find_map(|it| only_request(&it.plain()))?,
        };
        entry(cx, (asked, &target), row.span, block.span, &cells)
    });
    let entries: Option<Vec<Entry>> = entries.collect();
    let mut entries = entries.unwrap_or_default();
    let is_sure = entries.iter().all(|it| it.is_sure);
    let all: Vec<Option<Entry>> = entries.iter().cloned().map(Some).collect();
    if !is_sure && !lead_apart(&all) {
        entries.clear();
    }
    entries
}

/// Whether several lead to as many places.
fn lead_apart(entries: &[Option<Entry>]) -> bool {
    let targets = entries.iter().flatten().map(|it| (&it.target.path, &it.target.anchor));
    let apart: BTreeSet<_> = targets.collect();
    apart.len() > 1 && apart.len() == entries.len()
}

/// The one request of a text: its method and what it asks for.
fn only_request(text: &str) -> Option<(Method, String)> {
    let mut all = Asked::all(text);
    let only = all.pop().filter(|_| all.is_empty())?;
    Some((only.method, text.get(only.target)?.to_owned()))
}

/// A route with the first link beside it that leads into the docs. Words must have no other.
fn entry(
    cx: &Cx<'_>,
    (method, target): (Method, &str),
    place_of: Span,
    at: Span,
    texts: &[&Inline],
) -> Option<Entry> {
    let runs = texts.iter().flat_map(|it| &it.runs);
    let mut linked = runs.filter_map(|run| match &run.kind {
        RunKind::Link { target } => {
            let target = links::resolve(cx.docs, run.span.file, &target.value)?;
            cx.docs.find(&target.path)?;
            Some((run, target))
        }
        _ => None,
    });
    let (run, leads) = linked.next()?;
    let is_request = |run: &Run| run.text.contains(target) || run.text.trim() == method.as_str();
    let is_sure = is_request(run);
    if !is_sure && linked.next().is_some() {
        return None;
    }
    let named = Spanned::new(method, place(cx, place_of, method.as_str()));
    let line = Line::new(named, Spanned::new(target.to_owned(), place(cx, place_of, target)), at)?;
    Some(Entry { line, target: leads, is_sure })
}

/// Whether two lines ask for the same, as far as both say: one may leave out what all paths begin with.
pub(crate) fn agree(one: &Line, other: &Line) -> bool {
    let is_open = |it: &Segment| matches!(it.kind, SegmentKind::Key { .. });
    let (one_path, other_path) = (&one.line.template.segments, &other.line.template.segments);
    let is_whole = one_path.len() == other_path.len();
    let fits = |(one, other): (&Segment, &Segment)| match (is_open(one), is_open(other)) {
        (true, true) => true,
        // A value may stand in the place of a placeholder.
        (true, false) | (false, true) => is_whole,
        (false, false) => one.text.eq_ignore_ascii_case(&other.text),
    };
    one.line.method.value == other.line.method.value
        && one_path.iter().rev().zip(other_path.iter().rev()).all(fits)
}
