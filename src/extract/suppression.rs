//! Suppressions: comments that name rules whose findings a page wants passed over.
//!
//! ```md
//! <!-- docwright: allow(dead-link) the page comes with the next release -->
//! ```
//!
//! What one covers depends on where it stands: above the title the whole page, on a line of its own the
//! block below, within a line, such as a row of a table, that line.

use crate::diagnostic::{Diagnostics, Suppression};
use crate::doc_set::DocSet;
use crate::markdown::{Block, BlockKind, Page, Section};
use crate::rules::upkeep;
use crate::source::{FileId, Span, Spanned};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a suppression begins with, after the comment's own mark.
const MARK: &str = "docwright:";

/// The files that hold suppressions. Few do, so only their headings and blocks are kept for
/// [`Self::suppressions`].
#[derive(Debug)]
pub struct Marked<'d> {
    docs: &'d DocSet,
    files: BTreeSet<FileId>,
}

/// The headings and blocks of one page that stand in files with suppressions.
#[derive(Debug, Default)]
pub struct Outline {
    parts: Vec<Part>,
}

impl<'d> Marked<'d> {
    /// Looks for the mark in every file.
    pub fn find(docs: &'d DocSet) -> Self {
        let mark = memchr::memmem::Finder::new(MARK);
        let is_marked = |text: &str| mark.find(text.as_bytes()).is_some();
        let files = docs.sources.files().filter(|(_, file)| is_marked(&file.text));
        Self { docs, files: files.map(|(file, _)| file).collect() }
    }

    /// What of a page the suppressions may cover.
    pub fn outline(&self, page: &Page) -> Outline {
        let mut outline = Outline::default();
        if !self.files.is_empty() {
            self.outline_section(&page.root, &mut outline.parts);
        }
        outline
    }

    /// Reads the suppressions of all files, in the order of their places.
    pub fn suppressions(
        &self,
        outlines: impl IntoIterator<Item = Outline>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Suppression> {
        let mut parts: BTreeMap<FileId, Vec<Part>> =
            self.files.iter().map(|file| (*file, Vec::new())).collect();
        for part in outlines.into_iter().flat_map(|outline| outline.parts) {
            parts.entry(part.span.file).or_default().push(part);
        }
        let mut found = Vec::new();
        for (file, mut parts) in parts {
            // What holds others comes before them. Several pages may include the same file.
            parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
            let text = &self.docs.sources.file(file).text;
            for comment in comments(text) {
                let span = Span::new(file, comment.clone());
                if let Some(covers) = covered(text, span, &parts) {
                    found.extend(parse(text, span, covers, diagnostics));
                }
            }
        }
        found
    }

    fn outline_section(&self, section: &Section, parts: &mut Vec<Part>) {
        if let Some(heading) = &section.heading
            && self.files.contains(&heading.span.file)
        {
            parts.push(Part { span: heading.span, is_comment: false, is_code: false });
        }
        section.blocks.iter().for_each(|block| self.outline_block(block, parts));
        section.sections.iter().for_each(|section| self.outline_section(section, parts));
    }

    fn outline_block(&self, block: &Block, parts: &mut Vec<Part>) {
        if self.files.contains(&block.span.file) {
            let is_comment = matches!(block.kind, BlockKind::Comment(_));
            let is_code = matches!(block.kind, BlockKind::Code(_));
            parts.push(Part { span: block.span, is_comment, is_code });
        }
        match &block.kind {
            BlockKind::List(items) => {
                items.iter().flatten().for_each(|block| self.outline_block(block, parts));
            }
            BlockKind::Quote(blocks) => {
                blocks.iter().for_each(|block| self.outline_block(block, parts));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::Comment(_)
            | BlockKind::Html
            | BlockKind::Rule
            | BlockKind::Tab(_)
            | BlockKind::MissingInclude => {}
        }
    }
}

/// Whether the text of a comment is meant as a suppression.
pub(super) fn is_one(content: &str) -> bool {
    content.trim_start().starts_with(MARK)
}

/// A heading or block of a file.
#[derive(Debug)]
struct Part {
    span: Span,
    is_comment: bool,
    is_code: bool,
}

/// The comments of a text that are meant as suppressions, their marks included.
fn comments(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("<!--").filter_map(|(start, open)| {
        let content = &text[start + open.len()..];
        let content = &content[..content.find("-->")?];
        is_one(content).then(|| start..start + open.len() + content.len() + "-->".len())
    })
}

/// What a suppression covers; `None` for one that is shown in a code block.
fn covered(text: &str, comment: Span, parts: &[Part]) -> Option<Span> {
    let Range { start, end } = comment.range();
    let is_within = |part: &Part| (part.span.start..part.span.end).contains(&comment.start);
    if parts.iter().any(|part| part.is_code && is_within(part)) {
        return None;
    }
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let is_marker = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*');
    let is_alone =
        text[line_start..start].chars().all(is_marker) && text[end..line_end].trim().is_empty();
    if !is_alone {
        return Some(Span::new(comment.file, line_start..line_end));
    }
    if !parts.iter().any(|part| !part.is_comment && part.span.start < comment.start) {
        return Some(Span { file: comment.file, start: 0, end: u32::MAX });
    }
    // An annotation belongs to the code below it, and so does what stands above the annotation.
    let below = parts.iter().find(|part| !part.is_comment && part.span.start >= comment.end);
    let covered_to = below.map_or(comment.end, |part| part.span.end);
    Some(Span { file: comment.file, start: comment.end, end: covered_to })
}

/// Reads `<!-- docwright: allow(rule, rule) reason -->`.
fn parse(
    text: &str,
    span: Span,
    covers: Span,
    diagnostics: &mut Diagnostics,
) -> Option<Suppression> {
    let comment = &text[span.range()];
    let lists = || {
        let at = comment.find(MARK)? + MARK.len();
        let rest = comment[at..].trim_start().strip_prefix("allow")?.trim_start();
        let (names, reason) = rest.strip_prefix('(')?.split_once(')')?;
        Some((names, reason.trim_end_matches("-->")))
    };
    let Some((names, reason)) = lists() else {
        diagnostics.report(upkeep::malformed_suppression::report(span));
        return None;
    };
    let mut rules = Vec::new();
    for name in names.split(',').map(str::trim) {
        // Parts of the comment's own text, so their place in it is their distance.
        let start = name.as_ptr() as usize - comment.as_ptr() as usize;
        let place = span.part(start..start + name.len());
        let name = Spanned::new(name.to_owned(), place);
        match upkeep::unknown_suppressed_rule::check(&name) {
            Some(finding) => diagnostics.report(finding),
            None => rules.push(name),
        }
    }
    let has_reason = reason.contains(char::is_alphanumeric);
    if !has_reason {
        diagnostics.report(upkeep::suppression_without_reason::report(span));
    }
    Some(Suppression { rules, has_reason, covers, span })
}
