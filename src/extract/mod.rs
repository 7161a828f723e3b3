//! Pages in, facts out: what each page claims, without looking at any other page's claims.

mod annotation;
mod classify;
mod columns;
mod enumeration;
mod example;
mod links;
mod operation;
mod options;
mod outline;
mod permission;
mod problems;
mod property;
mod prose;
mod resource;
mod type_text;

use crate::diagnostic::Diagnostics;
use crate::dialect::{Dialect, Section};
use crate::doc_set::DocSet;
use crate::facts::{Annotation, Facts, LeftReason, PageFacts, Prose};
use crate::json::{self, Value};
use crate::markdown::{Block, BlockKind, CodeBlock, Page};
use crate::source::{SourceMap, Spanned};
use annotation::CommentKind;
use outline::{Ledger, Part};
use rayon::prelude::*;

/// Extracts the facts of all pages, in parallel, in page order.
pub fn extract(
    docs: &DocSet,
    pages: &[Page],
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> Facts {
    let extracted: Vec<(PageFacts, Diagnostics)> = pages
        .par_iter()
        .map(|page| {
            let mut own = diagnostics.fork();
            (extract_page(docs, page, dialect, &mut own), own)
        })
        .collect();
    let mut facts = Facts::default();
    for (page, own) in extracted {
        facts.pages.push(page);
        diagnostics.absorb(own);
    }
    facts
}

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

fn extract_page(
    docs: &DocSet,
    page: &Page,
    dialect: &Dialect,
    diagnostics: &mut Diagnostics,
) -> PageFacts {
    let cx = Cx { docs, dialect };
    problems::report(page, diagnostics);
    let parts = outline::parts(page, dialect);
    let mut ledger = Ledger::default();
    let codes = annotated_codes(&cx, &parts, &mut ledger, diagnostics);
    let types = resource::extract(&cx, &parts, &codes, &mut ledger);
    let enums = enumeration::extract(&cx, &parts, !types.is_empty(), &mut ledger);
    let operation = operation::extract(&cx, &parts, &codes, &mut ledger, diagnostics);
    let (summary, namespace) = (summary(&parts), namespace(&cx, &parts));
    summary.iter().for_each(|it| ledger.used_at(it.span));
    namespace.iter().for_each(|it| ledger.used_at(it.span));
    PageFacts {
        file: page.file,
        kind: classify::page_kind(&types, &enums, operation.as_ref()),
        title: parts
            .iter()
            .find_map(Part::heading)
            .map(|heading| Spanned::new(heading.text.clone(), heading.span)),
        summary,
        namespace,
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
    /// The nearest heading's text.
    heading: Option<&'p str>,
}

impl AnnotatedCode<'_> {
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
/// An annotation belongs to the next code block, whatever text stands between.
fn annotated_codes<'p>(
    cx: &Cx<'_>,
    parts: &[Part<'p>],
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> Vec<AnnotatedCode<'p>> {
    let mut codes = Vec::new();
    let mut pending: Option<(&Block, Annotation, Value)> = None;
    for part in parts {
        for block in &part.blocks {
            match &block.kind {
                BlockKind::Comment(comment) => {
                    let content = comment.content;
                    match annotation::parse(cx.sources(), cx.dialect, content, diagnostics) {
                        CommentKind::Block(annotation, object) => {
                            if let Some((above, ..)) = pending.replace((block, *annotation, object))
                            {
                                ledger.left(above, LeftReason::LooseAnnotation);
                            }
                        }
                        CommentKind::Other => ledger.left(block, LeftReason::OtherAnnotation),
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
                        heading,
                    });
                }
                _ => {}
            }
        }
    }
    if let Some((above, ..)) = pending {
        ledger.left(above, LeftReason::LooseAnnotation);
    }
    codes
}

/// The first paragraph below the title that is prose for people.
fn summary(parts: &[Part<'_>]) -> Option<Prose> {
    let top = parts.iter().find(|part| part.depth == 1)?;
    top.paragraphs()
        .filter(|(_, inline)| !is_namespace_line(&inline.plain()))
        .find_map(|(block, inline)| prose::prose(inline, block.span))
}

/// A paragraph that begins with a label and a qualified name, such as `Namespace: a.b`.
fn is_namespace_line(text: &str) -> bool {
    text.split_once(':').is_some_and(|(label, rest)| {
        label.eq_ignore_ascii_case("namespace") && rest.split_whitespace().count() <= 1
    })
}

fn namespace(cx: &Cx<'_>, parts: &[Part<'_>]) -> Option<Spanned<String>> {
    let labels = &cx.dialect.namespace_labels;
    let lines = parts.iter().filter(|part| part.depth <= 1).flat_map(Part::paragraphs);
    for (block, inline) in lines {
        let text = inline.plain();
        let label = labels
            .iter()
            .find(|label| text.get(..label.len()).is_some_and(|it| it.eq_ignore_ascii_case(label)));
        let Some(label) = label else { continue };
        let name = text[label.len()..].split_whitespace().next().unwrap_or_default();
        let name = name.trim_matches(['.', '*', '`']);
        if !name.is_empty() {
            return Some(Spanned::new(name.to_owned(), block.span));
        }
    }
    None
}
