//! Includes: `[!INCLUDE [title](path)]`, resolved inside the doc set and nowhere else.

use super::block::Reader;
use super::context::Context;
use super::inline::parse_cell;
use super::section::Flow;
use super::{Block, BlockKind, Inline, Problem, ProblemKind, Run, RunKind, Table, front_matter};
use crate::limits;
use crate::source::{FileId, Span};
use std::ops::Range;

/// One include directive.
#[derive(Debug, PartialEq)]
pub(super) struct Directive {
    /// The path as written.
    pub(super) path: String,
    /// The whole directive, relative to the text it was found in.
    pub(super) range: Range<usize>,
}

const MARK: &str = "[!include";

/// Every include directive of a text.
pub(super) fn find(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut offset = 0;
    let mut line_end = 0;
    while let Some(start) = find_mark(text, offset) {
        if start >= line_end {
            line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        }
        let line = &text[start..line_end];
        // What this mark lacks, those behind it in the line lack too.
        let path = line.find("](").and_then(|open| Some((open, line[open + 2..].find(')')?)));
        let Some((open, length)) = path else {
            offset = line_end;
            continue;
        };
        let path = line[open + 2..open + 2 + length].trim().to_owned();
        let after = open + 2 + length + 1;
        let end = start + after + usize::from(line[after..].starts_with(']'));
        found.push(Directive { path, range: start..end });
        offset = end;
    }
    found
}

fn find_mark(text: &str, from: usize) -> Option<usize> {
    memchr::memchr_iter(b'[', &text.as_bytes()[from..])
        .map(|offset| from + offset)
        .find(|&at| text.get(at..at + MARK.len()).is_some_and(|it| it.eq_ignore_ascii_case(MARK)))
}

impl Reader<'_> {
    /// Splices the words of included files into the cells of the table in a range that include them; answers what is no words.
    pub(super) fn cell_includes(
        &mut self,
        table: &mut Table,
        whole: Range<usize>,
        cx: Context<'_>,
    ) -> Vec<Block> {
        let mut others = Vec::new();
        // Nearly no table has any.
        if find_mark(&cx.text[..whole.end], whole.start).is_none() {
            return others;
        }
        let rows = table.rows.iter_mut().flat_map(|row| &mut row.cells);
        for cell in table.header.iter_mut().chain(rows) {
            let range = cell.span.range();
            let directives = find(&cx.text[range.clone()]);
            if directives.is_empty() {
                continue;
            }
            let mut runs = Vec::new();
            let mut offset = range.start;
            for directive in directives {
                let place = range.start + directive.range.start..range.start + directive.range.end;
                words(offset..place.start, cx, &mut runs);
                offset = place.end;
                let mut blocks = Vec::new();
                self.include(&directive.path, Span::new(cx.file, place), &mut blocks);
                let mut is_first = true;
                for block in blocks {
                    match block.kind {
                        BlockKind::Paragraph(inline) => {
                            if !std::mem::take(&mut is_first) {
                                runs.push(space(block.span));
                            }
                            runs.extend(inline.runs);
                        }
                        _ => others.push(block),
                    }
                }
            }
            words(offset..range.end, cx, &mut runs);
            cell.inline = Inline { runs };
        }
        others
    }

    /// Splices in the blocks of an included file. Its headings become paragraphs: an include is text
    /// inside a section and does not open sections of the including page.
    pub(super) fn include(&mut self, path: &str, span: Span, out: &mut Vec<Block>) {
        // Only files that were read can be found, so an include leads nowhere else.
        let target = self.docs.find(&self.docs.resolve_link(span.file, path));
        let Some(target) = target.filter(|it| !self.docs.is_unread(*it)) else {
            let kind = ProblemKind::IncludeMissing { path: path.to_owned() };
            self.problems.push(Problem { kind, span });
            out.push(Block { kind: BlockKind::MissingInclude, span });
            return;
        };
        let text = &self.docs.sources.file(target).text;
        if let Some(kind) = self.refusal(target, path, text.len()) {
            self.problems.push(Problem { kind, span });
            out.push(Block { kind: BlockKind::MissingInclude, span });
            return;
        }
        self.n_includes += 1;
        self.n_included += text.len();
        let (_, start) = front_matter::parse(text, target, self.problems);
        self.including.push(target);
        let flow = self.file(target, start);
        self.including.pop();
        out.extend(flow.into_iter().map(|item| match item {
            Flow::Block(block) => block,
            Flow::Heading(heading) => {
                let run =
                    Run { kind: RunKind::Strong, text: heading.text.clone(), span: heading.span };
                let kind = BlockKind::Paragraph(Inline { runs: vec![run] });
                Block { kind, span: heading.span }
            }
        }));
    }
}

impl Reader<'_> {
    /// Why a file that is there is not included.
    fn refusal(&self, target: FileId, path: &str, n_bytes: usize) -> Option<ProblemKind> {
        if self.including.contains(&target) {
            return Some(ProblemKind::IncludeCycle { path: path.to_owned() });
        }
        let held = [
            (limits::INCLUDE_DEPTH, self.including.len()),
            (limits::INCLUDES, self.n_includes + 1),
            (limits::INCLUDED_BYTES, self.n_included + n_bytes),
        ];
        let beyond = held.into_iter().find(|(limit, n)| *n > limit.most);
        beyond.map(|(limit, _)| ProblemKind::Beyond(limit))
    }
}

/// The words of a part of a cell, with the white space around them.
fn words(range: Range<usize>, cx: Context<'_>, runs: &mut Vec<Run>) {
    let text = &cx.text[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    for (place, is_words) in
        [(range.start..start, false), (start..end, true), (end..range.end, false)]
    {
        if is_words {
            runs.extend(parse_cell(place, cx).runs);
        } else if !place.is_empty() {
            runs.push(space(Span::new(cx.file, place)));
        }
    }
}

fn space(span: Span) -> Run {
    Run { kind: RunKind::Text, text: " ".to_owned(), span }
}

/// What a paragraph says around its include directives; `None` if there are no words.
pub(super) fn without(
    range: Range<usize>,
    directives: &[Directive],
    cx: Context<'_>,
) -> Option<Inline> {
    let starts = directives.iter().map(|it| range.start + it.range.end);
    let ends = directives.iter().map(|it| range.start + it.range.start);
    let parts = std::iter::once(range.start).chain(starts).zip(ends.chain([range.end]));
    let mut runs = Vec::new();
    for (start, end) in parts {
        if !cx.text[start..end].trim().is_empty() {
            runs.extend(parse_cell(start..end, cx).runs);
        }
    }
    (!runs.is_empty()).then_some(Inline { runs })
}
