//! Inline text: the parser's events in, runs with spans out.

use super::definitions::Definitions;
use super::{Inline, Run, RunKind};
use crate::source::{FileId, Span, Spanned};
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What is needed to place a run: the file, its text, and the page's definitions.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) definitions: &'a Definitions,
}

/// Gathers runs from a sequence of inline events.
#[derive(Debug, Default)]
pub(super) struct Collector {
    runs: Vec<Run>,
    n_strong: usize,
    /// The open link: destination, source range, index of its first run.
    link: Option<(String, Range<usize>, usize)>,
    /// `name` of an `<a name="…">`.
    pub(super) anchor: Option<String>,
}

impl Collector {
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Takes one inline event; `false` if it is a block's.
    pub(super) fn take(&mut self, event: &Event<'_>, range: Range<usize>, cx: Context<'_>) -> bool {
        match event {
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let kind = if self.n_strong > 0 { RunKind::Strong } else { RunKind::Text };
                self.push(kind, text, range, cx);
            }
            Event::Code(code) => {
                // Inside a table cell a pipe is escaped even within a code span.
                self.push(RunKind::Code, &code.replace("\\|", "|"), range, cx);
            }
            Event::InlineHtml(html) => {
                let tag = html.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
                if tag.split_whitespace().next() == Some("br") {
                    self.push(RunKind::Break, "\n", range, cx);
                } else {
                    if let Some(name) = anchor_name(html) {
                        self.anchor.get_or_insert(name);
                    }
                    self.push(RunKind::Html, html, range, cx);
                }
            }
            Event::SoftBreak => self.push(RunKind::Text, " ", range, cx),
            Event::HardBreak => self.push(RunKind::Break, "\n", range, cx),
            Event::FootnoteReference(text) => self.push(RunKind::Text, text, range, cx),
            Event::TaskListMarker(_) => {}
            Event::Start(Tag::Strong) => self.n_strong += 1,
            Event::End(TagEnd::Strong) => self.n_strong = self.n_strong.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                if self.link.is_none() {
                    self.link = Some((dest_url.to_string(), range, self.runs.len()));
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(cx),
            Event::Start(
                Tag::Emphasis | Tag::Strikethrough | Tag::Superscript | Tag::Subscript,
            )
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript,
            ) => {}
            Event::Start(_) | Event::End(_) | Event::Html(_) | Event::Rule => return false,
        }
        true
    }

    fn push(&mut self, kind: RunKind, text: &str, range: Range<usize>, cx: Context<'_>) {
        let span = Span::new(cx.file, range);
        let first_of_link =
            self.link.as_ref().is_some_and(|(_, _, first)| *first == self.runs.len());
        let is_mergeable = !matches!(kind, RunKind::Code | RunKind::Html);
        match self.runs.last_mut() {
            Some(last) if last.kind == kind && is_mergeable && !first_of_link => {
                last.text.push_str(text);
                last.span = last.span.to(span);
            }
            _ => self.runs.push(Run { kind, text: text.to_owned(), span }),
        }
    }

    fn close_link(&mut self, cx: Context<'_>) {
        let Some((destination, range, first)) = self.link.take() else { return };
        let text: String = self.runs.drain(first..).map(|run| run.text).collect();
        let source = cx.text.get(range.clone()).unwrap_or_default();
        // Nearly always the link ends with it.
        let last = source.strip_suffix(')').filter(|it| it.ends_with(&destination));
        let start = match last {
            _ if destination.is_empty() => None,
            Some(last) => Some(last.len() - destination.len()),
            None => source.rfind(&destination),
        };
        let at = match start {
            Some(start) => range.start + start..range.start + start + destination.len(),
            None => cx.definitions.place(&destination).unwrap_or(&range).clone(),
        };
        let target = Spanned::new(destination, Span::new(cx.file, at));
        let span = Span::new(cx.file, range);
        self.runs.push(Run { kind: RunKind::Link { target }, text: text.trim().to_owned(), span });
    }

    /// The text gathered so far; starts anew.
    pub(super) fn finish(&mut self) -> Inline {
        self.n_strong = 0;
        self.link = None;
        Inline { runs: std::mem::take(&mut self.runs) }
    }
}

fn anchor_name(html: &str) -> Option<String> {
    let rest = html.strip_prefix("<a")?;
    let value = rest.split_once("name=").or_else(|| rest.split_once("id="))?.1;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split(quote).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// Parses the text of one table cell, which stands at `range` of the page.
pub(super) fn parse_cell(range: Range<usize>, cx: Context<'_>) -> Inline {
    let text = &cx.text[range.clone()];
    if text.is_empty() {
        return Inline::default();
    }
    // Most cells are plain words, and starting the parser costs more than reading one.
    let is_mark = |byte| {
        matches!(byte, b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'\n' | b'\r' | b'\0')
    };
    if !text.bytes().any(is_mark) {
        let span = Span::new(cx.file, range);
        return Inline { runs: vec![Run { kind: RunKind::Text, text: text.to_owned(), span }] };
    }
    let lookup = |broken: BrokenLink<'_>| {
        let at = place_in(&range, broken.span.start)..place_in(&range, broken.span.end);
        let destination = cx.definitions.refer(&broken.reference, at)?;
        Some((CowStr::from(destination), CowStr::from("")))
    };
    let line = one_line(text);
    let mut collector = Collector::default();
    let parser = Parser::new_with_broken_link_callback(&line, Options::empty(), Some(lookup));
    for (event, part) in parser.into_offset_iter() {
        let place = place_in(&range, part.start)..place_in(&range, part.end);
        match &event {
            Event::Text(words) if part.start == 0 => {
                let words = words.strip_prefix(OPENING).unwrap_or(words);
                if !words.is_empty() {
                    collector.take(&Event::Text(CowStr::from(words)), place, cx);
                }
            }
            _ => {
                collector.take(&event, place, cx);
            }
        }
    }
    collector.finish()
}

/// The place in the page of a place in the line that a cell is parsed as.
fn place_in(cell: &Range<usize>, at: usize) -> usize {
    cell.start + at.saturating_sub(OPENING.len())
}

/// Stands before the words of a cell while they are parsed. As punctuation it leaves marks of emphasis what
/// they are.
const OPENING: &str = ".";

/// A cell's words as one line that begins no block: "# of rows", "- 1" and `[x]: y` are words too.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(OPENING.len() + text.len());
    line.push_str(OPENING);
    let mut parts = text.split_inclusive('\n').peekable();
    while let Some(part) = parts.next() {
        let words = part.trim_end_matches(['\n', '\r']);
        line.push_str(words);
        // A break stays one; other lines go on, whatever they begin with.
        let is_break = words.ends_with("  ") || words.ends_with('\\');
        let next = parts.peek().map_or("", |next| next.trim_start());
        let ending = &part[words.len()..];
        let stays = is_break || next.starts_with(char::is_alphabetic);
        line.extend(ending.chars().map(|c| if stays { c } else { ' ' }));
    }
    line
}
