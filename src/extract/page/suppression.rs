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
use rayon::prelude::*;
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
        let files: Vec<_> = docs.sources.files().collect();
        let files = files.par_iter().filter(|(_, file)| is_marked(&file.text));
        Self { docs, files: files.map(|(file, _)| *file).collect() }
    }

    /// Whether no file has the mark.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What of a page the suppressions may cover.
    pub fn outline(&self, page: &Page) -> Outline {
        let mut outline = Outline::default();
        if !self.is_empty() {
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
            let mut places = Places::of(text, &parts);
            for comment in comments(text) {
                let span = Span::new(file, comment);
                if let Some(covers) = places.covered(span) {
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
            | BlockKind::Markup
            | BlockKind::Rule
            | BlockKind::Tab(_)
            | BlockKind::MissingInclude => {}
        }
    }
}

/// Whether the text of a comment is meant as a suppression.
pub(crate) fn is_one(content: &str) -> bool {
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
fn comments(text: &str) -> Vec<Range<usize>> {
    const OPEN: &str = "<!--";
    const CLOSE: &str = "-->";
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(at) = text[offset..].find(OPEN) {
        let start = offset + at;
        let content = start + OPEN.len();
        offset = content;
        if is_one(&text[content..]) {
            // Where one has no end, those behind it have none.
            let Some(length) = text[content..].find(CLOSE) else { break };
            offset = content + length + CLOSE.len();
            found.push(start..offset);
        }
    }
    found
}

/// What stands where in a file with suppressions, in an order that places are looked up in.
struct Places<'t> {
    text: &'t str,
    /// Where code blocks begin, and where the last of these and the earlier ones ends.
    code: Vec<(u32, u32)>,
    /// The headings and the blocks that are no comments.
    others: Vec<Span>,
    /// The line that was looked at last, without its end, and where its words begin.
    line: (Range<usize>, usize),
}

impl<'t> Places<'t> {
    /// The places of parts that are in order.
    fn of(text: &'t str, parts: &[Part]) -> Self {
        let mut code = Vec::new();
        let mut reach = 0;
        for part in parts.iter().filter(|part| part.is_code) {
            reach = part.span.end.max(reach);
            code.push((part.span.start, reach));
        }
        let others = parts.iter().filter(|part| !part.is_comment).map(|part| part.span).collect();
        Self { text, code, others, line: (0..0, 0) }
    }

    /// What a suppression covers; `None` for one that is shown in a code block.
    fn covered(&mut self, comment: Span) -> Option<Span> {
        let n_before = self.code.partition_point(|(start, _)| *start <= comment.start);
        if n_before > 0 && self.code[n_before - 1].1 > comment.start {
            return None;
        }
        let Range { start, end } = comment.range();
        self.go_to(start);
        let (line, words) = (self.line.0.clone(), self.line.1);
        // A comment of several lines is followed by the rest of its last one.
        let line_end = match end <= line.end {
            true => line.end,
            false => self.text[end..].find('\n').map_or(self.text.len(), |feed| end + feed),
        };
        if words < start || !self.text[end..line_end].trim_start().is_empty() {
            return Some(Span::new(comment.file, line.start..line_end));
        }
        if self.others.first().is_none_or(|first| first.start >= comment.start) {
            return Some(Span { file: comment.file, start: 0, end: u32::MAX });
        }
        // An annotation belongs to the code below it, and so does what stands above the annotation.
        let below = self.others.partition_point(|it| it.start < comment.end);
        let covered_to = self.others.get(below).map_or(comment.end, |part| part.end);
        Some(Span { file: comment.file, start: comment.end, end: covered_to })
    }

    /// Looks at the line of a place; places come in order.
    fn go_to(&mut self, at: usize) {
        let (line, words) = &mut self.line;
        if at <= line.end && line.end > 0 {
            return;
        }
        let start = self.text[..at].rfind('\n').map_or(0, |feed| feed + 1);
        let end = self.text[at..].find('\n').map_or(self.text.len(), |feed| at + feed);
        let is_marker = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*');
        let marked = &self.text[start..end];
        *words = start + marked.len() - marked.trim_start_matches(is_marker).len();
        *line = start..end;
    }
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
