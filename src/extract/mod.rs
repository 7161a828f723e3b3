//! Pages in, facts out: what each page claims, without looking at any other page's claims. Two things lead from page to page all
//! the same, before and after that: routes that a page lists for others, and operations that are given what another one is.

mod bounds;
mod code;
mod cx;
mod examples;
mod held;
mod known_routes;
mod lines;
mod operations;
mod page;
mod parameters;
mod rows;
mod sections;
mod text;
mod types;

use crate::diagnostic::Diagnostics;
use crate::dialect::{Dialect, TypePlace};
use crate::doc_set::DocSet;
use crate::facts::PageFacts;
use crate::markdown::Page;
use crate::rules::page::{unread_block, unreadable_request_line};
use crate::source::Spanned;
use code::annotated_code::annotated_codes;
use cx::Cx;
pub use known_routes::Routes;
pub use lines::find_routes;
pub use operations::alike::fill as fill_alike;
pub use page::columns::meanings as column_meanings;
use page::outline::{Ledger, Part};
pub use page::suppression::{Marked, Outline};
use sections::units::Unit;
pub(crate) use sections::unlist as unlist_labels;

/// Extracts the facts of one page: the page's own first, then those of each section that is an operation.
pub fn extract(
    docs: &DocSet,
    page: &Page,
    dialect: &Dialect,
    routes: &Routes,
    diagnostics: &mut Diagnostics,
) -> Vec<PageFacts> {
    let cx = Cx { docs, dialect, routes };
    page::problems::report(docs, page, diagnostics);
    let (units, misled) = sections::units::divide(&cx, page);
    misled.into_iter().for_each(|it| diagnostics.report(it));
    let mut found: Vec<PageFacts> =
        units.iter().map(|unit| of_unit(&cx, page, unit, units.len() == 1, diagnostics)).collect();
    if let [of_page, sections @ ..] = found.as_mut_slice() {
        of_page.anchors = page::links::anchors(&cx, page);
        of_page.missing_includes = page::problems::missing_includes(docs, page);
        sections.iter_mut().for_each(|it| it.namespaces.clone_from(&of_page.namespaces));
    }
    found
}

/// What a page claims, or a section of it, without what is told of the page as a whole.
fn of_unit(
    cx: &Cx<'_>,
    page: &Page,
    unit: &Unit<'_>,
    is_whole: bool,
    diagnostics: &mut Diagnostics,
) -> PageFacts {
    let parts = unit.parts.as_slice();
    let mut ledger = Ledger::default();
    let (codes, mut namespaces) = annotated_codes(cx, parts, &mut ledger, diagnostics);
    let line = sections::opening::namespace_line(cx, parts);
    line.iter().for_each(|it| ledger.used_at(it.span));
    namespaces.extend(line);
    // A section that is an operation describes no type, unless it has one's title in it.
    let (mut types, mut enums) = (Vec::new(), Vec::new());
    if unit.heading.is_none() {
        types = types::resource::extract(cx, parts, &codes, &mut ledger);
        enums = types::enumeration::extract(cx, parts, !types.is_empty(), &mut ledger);
    }
    if cx.dialect.shape.types != TypePlace::Page {
        if unit.heading.is_some() {
            enums = types::enumeration::extract(cx, parts, true, &mut ledger);
        }
        let described = types::described::extract(cx, unit, &codes, &mut ledger);
        types = if described.is_empty() {
            types
        } else {
            types::described::whole(cx, described, types)
        };
    }
    let mut operation = operations::operation::extract(cx, unit, &codes, &mut ledger, diagnostics);
    if let Some(facts) = operation.as_mut().filter(|_| unit.lines.is_some()) {
        operations::headed_values::give(cx, parts, facts, &mut ledger);
    }
    let summary = match (&unit.lines, unit.heading) {
        (Some(lines), Some(_)) => sections::opening::summary_of_section(cx, parts, lines),
        (Some(_), None) | (None, _) => sections::opening::summary(cx, parts),
    };
    summary.iter().for_each(|it| ledger.used_at(it.span));
    sections::slips::tell(cx, parts, &mut ledger);
    let listed = parts.iter().flat_map(|it| &it.blocks).filter(|it| cx.routes.has(it.span));
    listed.for_each(|it| ledger.used(it));
    let rows = parts.iter().flat_map(|it| lines::without_method(cx, it));
    rows.for_each(|it| ledger.tell(unreadable_request_line::of_row(&it)));
    unit.unread.iter().for_each(|it| ledger.tell(unread_block::of_request(*it)));
    ledger.tell_all(diagnostics);
    let mut facts = PageFacts {
        file: page.file,
        section: unit.place(cx, page.file),
        kind: page::classify::page_kind(&types, &enums, operation.as_ref()),
        title: unit.title().or_else(|| {
            let heading = parts.iter().find_map(Part::heading)?;
            Some(Spanned::new(heading.text.clone(), heading.span))
        }),
        summary,
        namespaces,
        types,
        enums,
        operation,
        links: page::links::extract(cx.docs, page.file, parts, diagnostics),
        anchors: Vec::new(),
        missing_includes: Vec::new(),
        blocks: ledger.close(cx.sources(), parts),
    };
    // Of a page that is divided its sections are read.
    if is_whole && let Some(finding) = page::unread_page::tell(cx, page, parts, &facts) {
        diagnostics.report(finding);
    }
    held::hold(&mut facts, diagnostics);
    facts.fit();
    facts
}
