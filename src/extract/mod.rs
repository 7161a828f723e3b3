//! Pages in, facts out: what each page claims, without looking at any other page's claims.

mod annotation;
mod body;
mod classify;
mod columns;
mod enumeration;
mod example;
mod kin;
mod links;
mod notes;
mod opening;
mod operation;
mod options;
mod outline;
mod own_tables;
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
mod spoken;
mod suppression;
mod type_text;

use crate::diagnostic::Diagnostics;
use crate::dialect::{Dialect, Section};
use crate::doc_set::DocSet;
use crate::facts::{Annotation, Claim, LeftReason, PageFacts};
use crate::json::{self, Value};
use crate::markdown::{Block, BlockKind, CodeBlock, Page};
use crate::source::{SourceMap, Spanned};
use annotation::CommentKind;
use outline::{Ledger, Part};
pub use suppression::{Marked, Outline};

/// What every extractor of a page needs.
#[derive(Clone, Copy, Debug)]
struct Cx<'a> {
    docs: &'a DocSet,
    dialect: &'a Dialect,
}

impl<'a> Cx<'a> {
    fn sources(&self) -> &'a SourceMap {
        &self.docs.sources
    }
}

/// Extracts the facts of one page.
pub fn extract(
    docs: &DocSet,
    page: &Page,
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> PageFacts {
    let cx = Cx { docs, dialect };
    problems::report(page, diagnostics);
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
    PageFacts {
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
    }
}

/// A code block with the annotation before it and the section it stands in.
#[derive(Debug)]
struct AnnotatedCode<'p> {
    block: &'p Block,
    code: &'p CodeBlock,
    annotation: Annotation,
    /// The comment that the annotation was read from.
    comment: Option<&'p Block>,
    /// The annotation's object, for keys that only some readers want.
    object: Option<Value>,
    section: Option<Section>,
    /// The tab it stands in.
    tab: Option<&'p str>,
    /// The nearest heading's text.
    heading: Option<&'p str>,
}

impl AnnotatedCode<'_> {
    /// Stands in a tab that shows a program's code rather than the message itself.
    fn is_program(&self) -> bool {
        self.tab.is_some_and(|tab| !tab.eq_ignore_ascii_case("http"))
    }

    /// Facts were read from the code and from the annotation above it.
    fn used_both(&self, ledger: &mut Ledger) {
        ledger.used(self.block);
        self.comment.iter().for_each(|it| ledger.used(it));
    }

    fn block_type(&self) -> Option<&str> {
        self.annotation.block_type.as_ref().map(|it| it.value.as_str())
    }

    /// The block's content as JSON, repaired where need be.
    fn json(&self, sources: &SourceMap) -> Option<Value> {
        json::parse(sources.text(self.code.content), self.code.content).0
    }
}

/// Lists the page's code blocks, each with the annotation that stands before it.
///
/// An annotation belongs to the next code block, whatever text stands between. Those of the page
/// itself may name its namespace.
fn annotated_codes<'p>(
    cx: &Cx<'_>,
    parts: &[Part<'p>],
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> (Vec<AnnotatedCode<'p>>, Vec<Claim<String>>) {
    let mut codes = Vec::new();
    let mut namespaces = Vec::new();
    let mut pending: Option<(&Block, Annotation, Value)> = None;
    let mut last = None;
    for part in parts {
        let mut tab = None;
        for block in &part.blocks {
            match &block.kind {
                BlockKind::Tab(heading) => tab = Some(heading.text.as_str()),
                // A line ends a group of tabs.
                BlockKind::Rule => tab = None,
                BlockKind::Comment(comment) => {
                    let content = comment.content;
                    if suppression::is_one(cx.sources().text(content)) {
                        ledger.structure(block);
                        continue;
                    }
                    match annotation::parse(cx.sources(), cx.dialect, content, diagnostics) {
                        CommentKind::Block(annotation, object) => {
                            if let Some((above, ..)) = pending.replace((block, *annotation, object))
                            {
                                ledger.left(above, LeftReason::LooseAnnotation);
                            }
                        }
                        CommentKind::Page(Some(namespace)) => {
                            ledger.used(block);
                            namespaces.push(namespace);
                        }
                        CommentKind::Page(None) => ledger.left(block, LeftReason::OtherAnnotation),
                        CommentKind::Unreadable => {
                            ledger.left(block, LeftReason::UnknownAnnotation);
                        }
                        CommentKind::Plain => ledger.left(block, LeftReason::PlainComment),
                    }
                }
                BlockKind::Code(code) => {
                    let (comment, annotation, object) = match pending.take() {
                        Some((comment, annotation, object)) => {
                            // Unless a reader learns something from it.
                            ledger.left(comment, LeftReason::OtherAnnotation);
                            (Some(comment), annotation, Some(object))
                        }
                        None => (None, Annotation::default(), None),
                    };
                    let heading = part.headings.last().map(|heading| heading.text.as_str());
                    let section = part.section;
                    codes.push(AnnotatedCode {
                        block,
                        code,
                        annotation,
                        comment,
                        object,
                        section,
                        tab,
                        heading,
                    });
                }
                // What is generated for a table says so in an annotation of its own.
                BlockKind::Table(_) | BlockKind::MissingInclude => {
                    if let Some((comment, ..)) = pending.take_if(|(comment, annotation, _)| {
                        last.is_some_and(|it: &Block| it.span == comment.span)
                            && !annotation.is_of_code()
                    }) {
                        ledger.left(comment, LeftReason::OtherAnnotation);
                    }
                }
                _ => {}
            }
            last = Some(block);
        }
    }
    if let Some((above, ..)) = pending {
        ledger.left(above, LeftReason::LooseAnnotation);
    }
    (codes, namespaces)
}
