//! Code blocks, each with the annotation that stands before it.

use super::annotation::{self, CommentKind};
use crate::diagnostic::Diagnostics;
use crate::dialect::Section;
use crate::extract::cx::Cx;
use crate::extract::page::outline::{Ledger, Part};
use crate::extract::page::suppression;
use crate::facts::{Annotation, Claim, LeftReason};
use crate::json::{self, Value};
use crate::markdown::{Block, BlockKind, CodeBlock, Inline};
use crate::source::{SourceMap, Span};
use std::sync::Arc;

/// A code block with the annotation before it and the section it stands in.
#[derive(Debug)]
pub(crate) struct AnnotatedCode<'p> {
    pub(crate) block: &'p Block,
    pub(crate) code: &'p CodeBlock,
    pub(crate) annotation: Arc<Annotation>,
    /// The comment that the annotation was read from.
    pub(crate) comment: Option<&'p Block>,
    /// The annotation's object, for keys that only some readers want.
    pub(crate) object: Option<Value>,
    pub(crate) section: Option<Section>,
    /// The tab it stands in.
    pub(crate) tab: Option<&'p str>,
    /// The nearest paragraph above it below the same heading.
    pub(crate) said: Option<(Span, &'p Inline)>,
    /// The nearest heading's text.
    pub(crate) heading: Option<&'p str>,
}

impl AnnotatedCode<'_> {
    /// Stands in a tab that shows a program's code rather than the message itself.
    pub(crate) fn is_program(&self) -> bool {
        self.tab.is_some_and(|tab| !tab.eq_ignore_ascii_case("http"))
    }

    /// Facts were read from the code and from the annotation above it.
    pub(crate) fn used_both(&self, ledger: &mut Ledger) {
        ledger.used(self.block);
        self.comment.iter().for_each(|it| ledger.used(it));
    }

    pub(crate) fn block_type(&self) -> Option<&str> {
        self.annotation.block_type.as_ref().map(|it| it.value.as_str())
    }

    /// The block's content as JSON, repaired where need be.
    pub(crate) fn json(&self, sources: &SourceMap, ledger: &mut Ledger) -> Option<Value> {
        self.json_if(sources, ledger, |_| true)
    }

    /// The same of an object; what else it is needs no repair, for nothing is read from it.
    pub(crate) fn whole(&self, sources: &SourceMap, ledger: &mut Ledger) -> Option<Value> {
        self.json_if(sources, ledger, |it| it.is_some_and(|it| it.as_object().is_some()))
    }

    /// The same where it is wanted, or larger than is read.
    fn json_if(
        &self,
        sources: &SourceMap,
        ledger: &mut Ledger,
        is_wanted: impl FnOnce(Option<&Value>) -> bool,
    ) -> Option<Value> {
        let (value, problems) = json::parse(sources.text(self.code.content), self.code.content);
        let beyond: Vec<_> =
            problems.iter().filter_map(|it| Some((it.kind.limit()?, it.span))).collect();
        if beyond.is_empty() && !is_wanted(value.as_ref()) {
            return None;
        }
        beyond.into_iter().for_each(|(limit, span)| ledger.beyond(limit, span));
        ledger.slips(&problems);
        value
    }
}

/// Lists the page's code blocks, each with the annotation that stands before it.
///
/// An annotation belongs to the next code block, whatever text stands between. Those of the page
/// itself may name its namespace.
pub(crate) fn annotated_codes<'p>(
    cx: &Cx<'_>,
    parts: &[Part<'p>],
    ledger: &mut Ledger,
    diagnostics: &mut Diagnostics,
) -> (Vec<AnnotatedCode<'p>>, Vec<Claim<String>>) {
    let mut codes = Vec::new();
    let mut namespaces = Vec::new();
    let mut pending: Option<(&Block, Arc<Annotation>, Value)> = None;
    let mut last = None;
    for part in parts {
        let mut tab = None;
        let mut said = None;
        for block in &part.blocks {
            match &block.kind {
                BlockKind::Tab(heading) => tab = Some(heading.text.as_str()),
                // A line ends a group of tabs.
                BlockKind::Rule => tab = None,
                BlockKind::Paragraph(inline) => said = Some((block.span, inline)),
                BlockKind::Comment(comment) => {
                    let content = comment.content;
                    if suppression::is_one(cx.sources().text(content)) {
                        ledger.structure(block);
                        continue;
                    }
                    match annotation::parse(cx.sources(), cx.dialect, content, diagnostics) {
                        CommentKind::Block(annotation, object) => {
                            let above = pending.replace((block, annotation.into(), object));
                            above.iter().for_each(|above| loose(ledger, above));
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
                        None => (None, Arc::default(), None),
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
                        said,
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
    pending.iter().for_each(|above| loose(ledger, above));
    (codes, namespaces)
}

/// An annotation that no code follows. One that has something ignored says nothing of it anyway.
fn loose(ledger: &mut Ledger, (block, annotation, _): &(&Block, Arc<Annotation>, Value)) {
    let reason = match annotation.is_ignored() {
        true => LeftReason::OtherAnnotation,
        false => LeftReason::LooseAnnotation,
    };
    ledger.left(block, reason);
}
