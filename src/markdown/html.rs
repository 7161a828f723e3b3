//! HTML blocks: comments with the text between their marks, tables, and what stands around them.

use super::block::{Events, Reader};
use super::context::Context;
use super::html_table::{self, Tables};
use super::inline::parse_cell;
use super::section::Flow;
use super::tags;
use super::{Block, BlockKind, Comment, Inline, Problem, ProblemKind};
use crate::source::Span;
use memchr::memmem;
use pulldown_cmark::Event;
use std::ops::Range;

impl Reader<'_> {
    /// Passes over a block of which a table of HTML is read already; what it holds behind that is HTML as well.
    pub(super) fn rest(
        &mut self,
        event: &Event<'_>,
        range: Range<usize>,
        events: &mut Events<'_>,
        cx: Context<'_>,
        flow: &mut Vec<Flow>,
    ) {
        if matches!(event, Event::Start(_)) {
            let mut n_open = 1_usize;
            for (event, _) in events.by_ref() {
                match event {
                    Event::Start(_) => n_open += 1,
                    Event::End(_) => n_open -= 1,
                    _ => {}
                }
                if n_open == 0 {
                    break;
                }
            }
        }
        if range.end > self.read_to {
            let mut blocks = Vec::new();
            self.html(self.read_to..range.end, cx, 0, &mut blocks);
            flow.extend(blocks.into_iter().map(Flow::Block));
        }
    }

    /// Reads HTML. Returns where to go on if something unclosed swallowed the rest.
    pub(super) fn html(
        &mut self,
        range: Range<usize>,
        cx: Context<'_>,
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let none = Tables::default();
        // In lists and quotes a table ends with its block.
        let is_whole =
            depth == 0 || self.tables.end_in(range.clone()).is_none_or(|it| it <= range.end);
        let tables = if is_whole { &self.tables } else { &none };
        let (blocks, resume) = parse(cx, range, tables, self.problems);
        out.extend(blocks);
        match resume? {
            Resume::At(at) => Some(at).filter(|_| depth == 0),
            Resume::Behind(at) => {
                self.read_to = if depth == 0 { at } else { self.read_to };
                None
            }
        }
    }
}

/// Splits an HTML block into comments, tables and other HTML.
///
/// Also returns where reading has to go on when a comment that is never closed swallowed a heading
/// or a fence, since CommonMark lets it run to the end of the page; or behind a table that has blank lines, at
/// which CommonMark ends its block.
fn parse(
    cx: Context<'_>,
    range: Range<usize>,
    tables: &Tables,
    problems: &mut Vec<Problem>,
) -> (Vec<Block>, Option<Resume>) {
    let (text, file) = (cx.text, cx.file);
    let mut blocks = Vec::new();
    let mut offset = range.start;
    // Looked for again only when it has been passed.
    let mut comment = Some(offset);
    while offset < range.end {
        let rest = &text[offset..range.end];
        if comment.is_some_and(|it| it <= offset) {
            comment = memmem::find(rest.as_bytes(), b"<!--").map(|at| offset + at);
        }
        let open = comment.map(|it| it - offset);
        let before = open.unwrap_or(rest.len());
        let table = tables.first_in(offset..offset + before);
        let html = &rest[..table.as_ref().map_or(before, |it| it.start - offset)];
        if !html.trim().is_empty() {
            let start = offset + html.len() - html.trim_start().len();
            let range = start..start + html.trim().len();
            let kind = paragraph(cx, range.clone()).map_or(BlockKind::Html, BlockKind::Paragraph);
            blocks.push(Block { kind, span: Span::new(file, range) });
        }
        if let Some(table) = table {
            let span = Span::new(file, table.clone());
            offset = table.end;
            let kind = BlockKind::Table(html_table::parse(table, cx, problems));
            blocks.push(Block { kind, span });
            continue;
        }
        let Some(open) = open else { break };
        let start = offset + open;
        let content = start + "<!--".len();
        if let Some(length) =
            memmem::find(&text.as_bytes()[content.min(range.end)..range.end], b"-->")
        {
            let end = content + length;
            let comment = Comment { content: Span::new(file, content..end), closed: true };
            let span = Span::new(file, start..end + "-->".len());
            blocks.push(Block { kind: BlockKind::Comment(comment), span });
            offset = end + "-->".len();
            continue;
        }
        let span = Span::new(file, start..content.min(range.end));
        problems.push(Problem { kind: ProblemKind::CommentUnclosed, span });
        let resume = find_structure(text, content.min(range.end)..range.end);
        let end = resume.unwrap_or(range.end);
        let comment = Comment { content: Span::new(file, content.min(end)..end), closed: false };
        let span = Span::new(file, start..end);
        blocks.push(Block { kind: BlockKind::Comment(comment), span });
        return (blocks, resume.map(Resume::At));
    }
    (blocks, (offset > range.end).then_some(Resume::Behind(offset)))
}

/// The words of an element `p` that is all there is and has nothing in it but words.
fn paragraph(cx: Context<'_>, range: Range<usize>) -> Option<Inline> {
    let opened = tags::begin(cx.text, range.clone())?;
    if !opened.name.eq_ignore_ascii_case("p") || opened.is_end {
        return None;
    }
    let words = opened.span.end..range.start + cx.text[range].strip_suffix("</p>")?.len();
    let inner = cx.text.get(words.clone())?;
    let mut at = words.start;
    while let Some(tag) = tags::next(cx.text, at..words.end) {
        if !INLINE.iter().any(|it| tag.name.eq_ignore_ascii_case(it)) {
            return None;
        }
        at = tag.span.end;
    }
    let start = words.start + inner.len() - inner.trim_start().len();
    let inline = tags::marked(parse_cell(start..start + inner.trim().len(), cx), cx);
    (!inline.is_blank()).then_some(inline)
}

/// Elements that may be among the words of a paragraph.
const INLINE: [&str; 16] = [
    "a", "b", "br", "code", "em", "font", "i", "kbd", "small", "span", "strong", "sub", "sup",
    "tt", "u", "wbr",
];

/// Where reading goes on.
#[derive(Clone, Copy, Debug)]
enum Resume {
    /// Anew at a place.
    At(usize),
    /// Behind what is read already.
    Behind(usize),
}

/// A line in `range` that opens a block as `opening` does: the same marks, and a language.
pub(super) fn find_fence(text: &str, range: Range<usize>, opening: &str) -> Option<usize> {
    let marks = opening.len() - opening.trim_start_matches('`').len();
    let (fence, info) = opening.split_at(marks);
    let is_markdown = ["md", "markdown"].iter().any(|it| info.trim_start().starts_with(it));
    if marks == 0 || is_markdown {
        return None;
    }
    let code = &text[range.clone()];
    let feeds = memchr::memchr_iter(b'\n', code.as_bytes());
    let mut starts = std::iter::once(0).chain(feeds.map(|feed| feed + 1));
    let begins_block = |start: &usize| {
        code[*start..].strip_prefix(fence).is_some_and(|rest| {
            let language = rest.split('\n').next().unwrap_or_default().trim_start();
            language.starts_with(|c: char| c.is_ascii_alphabetic())
        })
    };
    starts.find(begins_block).map(|start| range.start + start)
}

/// The first line in `range` that begins with a heading or a fence.
pub(super) fn find_structure(text: &str, range: Range<usize>) -> Option<usize> {
    let mut offset = range.start;
    for line in text[range].split_inclusive('\n') {
        let is_heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        if is_heading || line.starts_with("```") {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}
