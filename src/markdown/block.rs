//! Block structure: the parser's events in, headings and blocks out.

use super::context::Context;
use super::definitions::Definitions;
use super::html_table::Tables;
use super::inline::{Collector, parse_cell};
use super::marks::Marks;
use super::section::Flow;
use super::{
    Block, BlockKind, CodeBlock, Inline, Problem, ProblemKind, heading, html, include, loose_rows,
    markup, shortcode, table, terms,
};
use crate::doc_set::DocSet;
use crate::limits;
use crate::source::{FileId, Span};
use pulldown_cmark::{CodeBlockKind, Event, OffsetIter, Parser, Tag, TagEnd};
use std::ops::Range;

/// How often reading takes up again after something unclosed.
const MAX_RESUMES: usize = 16;

/// Parses a page from `start`, includes spliced in.
pub(super) fn parse(
    docs: &DocSet,
    file: FileId,
    start: usize,
    problems: &mut Vec<Problem>,
) -> Vec<Flow> {
    let mut reader = Reader {
        docs,
        including: vec![file],
        n_includes: 0,
        n_included: 0,
        tables: Tables::default(),
        read_to: 0,
        has_markup: false,
        problems,
    };
    reader.file(file, start)
}

/// Reads the blocks of one page.
pub(super) struct Reader<'a> {
    pub(super) docs: &'a DocSet,
    /// The file being read, below the files that include it.
    pub(super) including: Vec<FileId>,
    /// How many files were included so far.
    pub(super) n_includes: usize,
    /// How many bytes they have.
    pub(super) n_included: usize,
    /// The tables of HTML in the file being read.
    pub(super) tables: Tables,
    /// Up to where the file is read already.
    pub(super) read_to: usize,
    /// The file has markup of components: what is indented below it is no code.
    pub(super) has_markup: bool,
    pub(super) problems: &'a mut Vec<Problem>,
}

/// The parser's events, each with its place in the file.
pub(super) struct Events<'a> {
    parser: OffsetIter<'a>,
    /// Where the parser began.
    base: usize,
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        let (event, range) = self.parser.next()?;
        Some((event, self.base + range.start..self.base + range.end))
    }
}

impl<'a> Reader<'a> {
    /// Reads a file from `start`.
    pub(super) fn file(&mut self, file: FileId, start: usize) -> Vec<Flow> {
        let docs: &'a DocSet = self.docs;
        let text = docs.sources.file(file).text.as_str();
        let marks = Marks::of(text);
        let blanked = markup::blank(text, start, marks);
        let text = blanked.as_ref().map_or(text, |it| it.text.as_str());
        let parsed = shortcode::masked(text, marks);
        let outer = std::mem::replace(&mut self.tables, Tables::find(text));
        let outer_read_to = std::mem::take(&mut self.read_to);
        let outer_markup = std::mem::replace(&mut self.has_markup, blanked.is_some());
        let mut definitions = Definitions::default();
        let mut flow = Vec::new();
        let options = terms::options(text, marks);
        let mut base = start;
        for n_resumed in 0.. {
            let parser = Parser::new_ext(&parsed[base..], options);
            for (label, definition) in parser.reference_definitions().iter() {
                let at = base + definition.span.start..base + definition.span.end;
                definitions.add(label, &definition.dest, at);
            }
            let cx = Context { file, text, definitions: &definitions };
            let mut events = Events { parser: parser.into_offset_iter(), base };
            let resume = self.flow(&mut events, cx, &mut flow);
            match resume.filter(|&at| at > base && n_resumed < MAX_RESUMES) {
                Some(at) => base = at,
                None => break,
            }
        }
        if let Some(at) = definitions.beyond() {
            let kind = ProblemKind::Beyond(limits::REFERRED_BYTES);
            self.problems.push(Problem { kind, span: Span::new(file, at) });
        }
        (self.tables, self.read_to, self.has_markup) = (outer, outer_read_to, outer_markup);
        match blanked {
            Some(it) => markup::place(flow, file, it.pieces),
            None => flow,
        }
    }

    /// Reads top-level blocks. Returns where to go on if something unclosed swallowed the rest.
    fn flow(
        &mut self,
        events: &mut Events<'_>,
        cx: Context<'_>,
        flow: &mut Vec<Flow>,
    ) -> Option<usize> {
        let mut blocks = Vec::new();
        while let Some((event, range)) = events.next() {
            if range.start < self.read_to {
                self.rest(&event, range, events, cx, flow);
                continue;
            }
            if let Event::Start(Tag::Heading { level, .. }) = event {
                let mut collector = Collector::default();
                for (event, range) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::Heading(_))) {
                        break;
                    }
                    collector.take(&event, range, cx);
                }
                let anchor = collector.anchor.take();
                let span = trimmed(cx, range);
                flow.push(heading::read(level, &collector.finish(), anchor, span));
                continue;
            }
            let resume = self.block(event, range, events, cx, 0, &mut blocks);
            loose_rows::join(flow, &mut blocks, cx, self.problems);
            flow.extend(blocks.drain(..).map(Flow::Block));
            if resume.is_some() {
                return resume;
            }
        }
        None
    }

    /// Reads one block whose first event has been taken.
    fn block(
        &mut self,
        event: Event<'_>,
        range: Range<usize>,
        events: &mut Events<'_>,
        cx: Context<'_>,
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let span = trimmed(cx, range.clone());
        match event {
            Event::Start(Tag::Paragraph) => {
                let table = table::find(cx.text, span.range());
                let mut collector = Collector::default();
                for (event, range) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::Paragraph)) {
                        break;
                    }
                    if table.is_none() {
                        collector.take(&event, range, cx);
                    }
                }
                match table {
                    Some(found) => self.table(found, span.range(), cx, out),
                    None => self.text(collector.finish(), span.range(), cx, out),
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let mut content: Option<Range<usize>> = None;
                for (event, range) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::CodeBlock)) {
                        break;
                    }
                    content = Some(content.map_or(range.start, |it| it.start)..range.end);
                }
                if self.has_markup && matches!(kind, CodeBlockKind::Indented) {
                    out.extend(markup::indented(range, cx));
                    return None;
                }
                return self.code(&kind, range, content, cx, depth, out);
            }
            Event::Start(Tag::HtmlBlock) => {
                for (event, _) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::HtmlBlock)) {
                        break;
                    }
                }
                return self.html(range, cx, depth, out);
            }
            Event::Start(Tag::List(_)) => {
                let mut items = Vec::new();
                while let Some((event, range)) = events.next() {
                    match event {
                        Event::Start(Tag::Item) => {
                            items.push(self.children(events, range, cx, depth + 1));
                        }
                        _ => break,
                    }
                }
                out.push(Block { kind: BlockKind::List(items), span });
            }
            Event::Start(Tag::DefinitionList) => {
                let items = self.definitions(events, cx, depth + 1);
                out.push(Block { kind: BlockKind::List(items), span });
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let children = self.children(events, range, cx, depth + 1);
                out.push(Block { kind: BlockKind::Quote(children), span });
            }
            Event::Rule => out.push(Block { kind: BlockKind::Rule, span }),
            Event::Html(_) => out.push(Block { kind: BlockKind::Html, span }),
            Event::Start(_) => {
                let children = self.children(events, range, cx, depth + 1);
                out.push(Block { kind: BlockKind::Quote(children), span });
            }
            _ => {}
        }
        None
    }

    /// Reads the blocks of a list item or quote, up to its end. Tight items hold bare inline text.
    pub(super) fn children(
        &mut self,
        events: &mut Events<'_>,
        range: Range<usize>,
        cx: Context<'_>,
        depth: usize,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        if depth > limits::NESTING.most {
            let span = trimmed(cx, range);
            self.problems.push(Problem { kind: ProblemKind::Beyond(limits::NESTING), span });
            let mut n_open = 0usize;
            for (event, _) in events.by_ref() {
                match event {
                    Event::Start(_) => n_open += 1,
                    Event::End(_) if n_open == 0 => break,
                    Event::End(_) => n_open -= 1,
                    _ => {}
                }
            }
            blocks.push(Block { kind: BlockKind::Html, span });
            return blocks;
        }
        let mut collector = Collector::default();
        let mut place: Option<Range<usize>> = None;
        while let Some((event, range)) = events.next() {
            if collector.take(&event, range.clone(), cx) {
                place = Some(place.map_or(range.start, |it| it.start)..range.end);
                continue;
            }
            if let Some(place) = place.take() {
                let inline = collector.finish();
                self.paragraph(inline, trimmed(cx, place).range(), cx, &mut blocks);
            }
            if matches!(event, Event::End(_)) {
                break;
            }
            self.block(event, range, events, cx, depth, &mut blocks);
        }
        if let Some(place) = place.filter(|_| !collector.is_empty()) {
            self.paragraph(collector.finish(), trimmed(cx, place).range(), cx, &mut blocks);
        }
        blocks
    }

    /// Reads bare text of a tight list item, which may be a table.
    fn paragraph(
        &mut self,
        inline: Inline,
        range: Range<usize>,
        cx: Context<'_>,
        out: &mut Vec<Block>,
    ) {
        match table::find(cx.text, range.clone()) {
            Some(found) => self.table(found, range, cx, out),
            None => self.text(inline, range, cx, out),
        }
    }

    /// A paragraph of the parser that holds a table is up to three blocks: text, the table, and
    /// included blocks.
    fn table(
        &mut self,
        (header, separator): (Range<usize>, Range<usize>),
        range: Range<usize>,
        cx: Context<'_>,
        out: &mut Vec<Block>,
    ) {
        let before = cx.text[range.start..header.start].trim_end().len();
        if before > 0 {
            let place = range.start..range.start + before;
            self.text(parse_cell(place.clone(), cx), place, cx, out);
        }
        let whole = header.start..range.end;
        let span = Span::new(cx.file, whole.clone());
        let mut table = table::parse(header, separator, whole.clone(), cx, self.problems);
        let others = self.cell_includes(&mut table, whole, cx);
        out.push(Block { kind: BlockKind::Table(table), span });
        out.extend(others);
    }

    /// Running text and the blocks that it includes.
    fn text(&mut self, inline: Inline, range: Range<usize>, cx: Context<'_>, out: &mut Vec<Block>) {
        let source = &cx.text[range.clone()];
        let directives = include::find(source);
        let span = Span::new(cx.file, range.clone());
        let inline = match directives.is_empty() {
            true => Some(inline),
            false => include::without(range.clone(), &directives, cx),
        };
        if let Some(inline) = inline {
            out.push(Block { kind: BlockKind::Paragraph(inline), span });
        }
        for directive in directives {
            let place = range.start + directive.range.start..range.start + directive.range.end;
            self.include(&directive.path, Span::new(cx.file, place), out);
        }
    }

    fn code(
        &mut self,
        kind: &CodeBlockKind<'_>,
        range: Range<usize>,
        content: Option<Range<usize>>,
        cx: Context<'_>,
        depth: usize,
        out: &mut Vec<Block>,
    ) -> Option<usize> {
        let source = &cx.text[range.clone()];
        let mut content = content.unwrap_or_else(|| {
            let first_line = source.find('\n').map_or(range.end, |at| range.start + at + 1);
            first_line..first_line
        });
        let mut end = range.end;
        let mut resume = None;
        let language = match kind {
            CodeBlockKind::Indented => String::new(),
            CodeBlockKind::Fenced(info) => {
                let fence = if source.trim_start().starts_with('~') { "~~~" } else { "```" };
                let last = source.trim_end().rsplit('\n').next().unwrap_or_default();
                let is_closed = source.trim_end().contains('\n')
                    && last.trim_start_matches([' ', '\t', '>']).starts_with(fence);
                // A fence that would open another block shows that this one has no end.
                let swallows = html::find_fence(cx.text, content.clone(), source).is_some();
                if !is_closed || swallows {
                    let first_line = source.split('\n').next().unwrap_or_default();
                    let span = Span::new(cx.file, range.start..range.start + first_line.len());
                    let kind = if swallows {
                        ProblemKind::FenceParted
                    } else {
                        ProblemKind::FenceUnclosed
                    };
                    self.problems.push(Problem { kind, span });
                    if depth == 0 {
                        resume = html::find_structure(cx.text, content.clone());
                        end = resume.unwrap_or(end);
                        content.end = content.end.min(end).max(content.start);
                    }
                }
                info.split_whitespace().next().unwrap_or_default().to_lowercase()
            }
        };
        let code = CodeBlock { language, content: Span::new(cx.file, content) };
        out.push(Block { kind: BlockKind::Code(code), span: trimmed(cx, range.start..end) });
        resume
    }
}

fn trimmed(cx: Context<'_>, range: Range<usize>) -> Span {
    let length = cx.text[range.clone()].trim_end().len();
    Span::new(cx.file, range.start..range.start + length)
}
