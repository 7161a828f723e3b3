//! Pages in, facts out: what each page claims, without looking at any other page's claims.

mod alike;
mod alongside;
mod annotated_code;
mod annotation;
mod bare_answer;
mod bare_heading;
mod body;
mod bounds;
mod choices;
mod classify;
mod columns;
mod commented;
mod curl;
mod cx;
mod described;
mod elements;
mod enumeration;
mod example;
mod example_body;
mod form;
mod held;
mod inner;
mod kin;
mod known_routes;
mod labelled;
mod labels;
mod lines;
mod links;
mod listed;
mod listed_routes;
mod lost;
mod note;
mod note_text;
mod notes;
mod opening;
mod operation;
mod options;
mod outline;
mod own_tables;
mod owners;
mod pairs;
mod permission;
mod phrases;
mod placed;
mod placeless;
mod plain_answer;
mod problems;
mod property;
mod prose;
mod representation;
mod request_line;
mod requirement;
mod resource;
mod response;
mod returned;
mod row_names;
mod sent_below;
mod sentence;
mod several;
mod shown;
mod shown_body;
mod slips;
mod spoken;
mod statuses;
mod suppression;
mod told;
mod translated;
mod type_text;
mod unfinished;
mod units;
mod unknown_cells;
mod unread_page;

use crate::diagnostic::Diagnostics;
use crate::dialect::{Dialect, TypePlace};
use crate::doc_set::DocSet;
use crate::facts::PageFacts;
use crate::markdown::Page;
use crate::rules::page::{unread_block, unreadable_request_line};
use crate::source::Spanned;
pub use alike::fill as fill_alike;
use annotated_code::annotated_codes;
use cx::Cx;
pub use known_routes::Routes;
pub use lines::find_routes;
use outline::{Ledger, Part};
pub use suppression::{Marked, Outline};
use units::Unit;

/// Extracts the facts of one page: the page's own first, then those of each section that is an operation.
pub fn extract(
    docs: &DocSet,
    page: &Page,
    dialect: &Dialect,
    routes: &Routes,
    diagnostics: &mut Diagnostics,
) -> Vec<PageFacts> {
    let cx = Cx { docs, dialect, routes };
    problems::report(docs, page, diagnostics);
    let (units, misled) = units::divide(&cx, page);
    misled.into_iter().for_each(|it| diagnostics.report(it));
    let mut found: Vec<PageFacts> =
        units.iter().map(|unit| of_unit(&cx, page, unit, units.len() == 1, diagnostics)).collect();
    if let [of_page, sections @ ..] = found.as_mut_slice() {
        of_page.anchors = links::anchors(&cx, page);
        of_page.missing_includes = problems::missing_includes(docs, page);
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
    let line = opening::namespace_line(cx, parts);
    line.iter().for_each(|it| ledger.used_at(it.span));
    namespaces.extend(line);
    // A section that is an operation describes no type, unless it has one's title in it.
    let (mut types, mut enums) = (Vec::new(), Vec::new());
    if unit.heading.is_none() {
        types = resource::extract(cx, parts, &codes, &mut ledger);
        enums = enumeration::extract(cx, parts, !types.is_empty(), &mut ledger);
    }
    if cx.dialect.shape.types != TypePlace::Page {
        if unit.heading.is_some() {
            enums = enumeration::extract(cx, parts, true, &mut ledger);
        }
        let described = described::extract(cx, unit, &codes, &mut ledger);
        types = if described.is_empty() { types } else { described::whole(cx, described, types) };
    }
    let operation = operation::extract(cx, unit, &codes, &mut ledger, diagnostics);
    let summary = match (&unit.lines, unit.heading) {
        (Some(lines), Some(_)) => opening::summary_of_section(parts, lines),
        (Some(_), None) | (None, _) => opening::summary(cx, parts),
    };
    summary.iter().for_each(|it| ledger.used_at(it.span));
    slips::tell(cx, parts, &mut ledger);
    let listed = parts.iter().flat_map(|it| &it.blocks).filter(|it| cx.routes.has(it.span));
    listed.for_each(|it| ledger.used(it));
    let rows = parts.iter().flat_map(|it| lines::without_method(cx, it));
    rows.for_each(|it| ledger.tell(unreadable_request_line::of_row(&it)));
    unit.unread.iter().for_each(|it| ledger.tell(unread_block::of_request(*it)));
    ledger.tell_all(diagnostics);
    let mut facts = PageFacts {
        file: page.file,
        section: unit.place(cx, page.file),
        kind: classify::page_kind(&types, &enums, operation.as_ref()),
        title: unit.title().or_else(|| {
            let heading = parts.iter().find_map(Part::heading)?;
            Some(Spanned::new(heading.text.clone(), heading.span))
        }),
        summary,
        namespaces,
        types,
        enums,
        operation,
        links: links::extract(cx.docs, page.file, parts, diagnostics),
        anchors: Vec::new(),
        missing_includes: Vec::new(),
        blocks: ledger.close(cx.sources(), parts),
    };
    // Of a page that is divided its sections are read.
    if is_whole && let Some(finding) = unread_page::tell(cx, page, parts, &facts) {
        diagnostics.report(finding);
    }
    held::hold(&mut facts, diagnostics);
    facts
}
