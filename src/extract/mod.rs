//! Pages in, facts out: what each page claims, without looking at any other page's claims.

mod annotated_code;
mod annotation;
mod body;
mod bounds;
mod classify;
mod columns;
mod cx;
mod enumeration;
mod example;
mod held;
mod kin;
mod links;
mod lost;
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
mod problems;
mod property;
mod prose;
mod representation;
mod request_line;
mod resource;
mod response;
mod sentence;
mod shown_body;
mod slips;
mod spoken;
mod suppression;
mod type_text;
mod unfinished;
mod unread_page;

use crate::diagnostic::Diagnostics;
use crate::dialect::Dialect;
use crate::doc_set::DocSet;
use crate::facts::PageFacts;
use crate::markdown::Page;
use crate::source::Spanned;
use annotated_code::annotated_codes;
use cx::Cx;
use outline::{Ledger, Part};
pub use suppression::{Marked, Outline};

/// Extracts the facts of one page.
pub fn extract(
    docs: &DocSet,
    page: &Page,
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> PageFacts {
    let cx = Cx { docs, dialect };
    problems::report(docs, page, diagnostics);
    let parts = outline::parts(page, dialect);
    let mut ledger = Ledger::default();
    let (codes, mut namespaces) = annotated_codes(&cx, &parts, &mut ledger, diagnostics);
    let line = opening::namespace_line(&cx, &parts);
    line.iter().for_each(|it| ledger.used_at(it.span));
    namespaces.extend(line);
    let types = resource::extract(&cx, &parts, &codes, &mut ledger);
    let enums = enumeration::extract(&cx, &parts, !types.is_empty(), &mut ledger);
    let operation = operation::extract(&cx, &parts, &codes, &mut ledger, diagnostics);
    let summary = opening::summary(&cx, &parts);
    summary.iter().for_each(|it| ledger.used_at(it.span));
    slips::tell(&cx, &parts, &mut ledger);
    ledger.tell_all(diagnostics);
    let mut facts = PageFacts {
        file: page.file,
        kind: classify::page_kind(&types, &enums, operation.as_ref()),
        title: parts
            .iter()
            .find_map(Part::heading)
            .map(|heading| Spanned::new(heading.text.clone(), heading.span)),
        summary,
        namespaces,
        types,
        enums,
        operation,
        links: links::extract(docs, page.file, &parts, diagnostics),
        anchors: links::anchors(&cx, page, &parts),
        missing_includes: problems::missing_includes(docs, page),
        blocks: ledger.close(cx.sources(), &parts),
    };
    if let Some(finding) = unread_page::tell(&cx, page, &parts, &facts) {
        diagnostics.report(finding);
    }
    held::hold(&mut facts, diagnostics);
    facts
}
