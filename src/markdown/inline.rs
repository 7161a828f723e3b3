//! Inline text: the parser's events in, runs with spans out.

use super::{Inline, Run, RunKind};
use crate::source::{FileId, Span, Spanned};
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// The page's link reference definitions: label in lower case → destination and its place.
pub(super) type Definitions = BTreeMap<String, (String, Range<usize>)>;

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
            None => cx
                .definitions
                .values()
                .find(|(defined, _)| *defined == destination)
                .map_or_else(|| range.clone(), |(_, at)| at.clone()),
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
    let may_be_block = text.starts_with(|c: char| c.is_ascii_digit() || "#>+-=~".contains(c));
    let is_mark = |byte| {
        matches!(byte, b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'\n' | b'\r' | b'\0')
    };
    if !may_be_block && !text.bytes().any(is_mark) {
        let span = Span::new(cx.file, range);
        return Inline { runs: vec![Run { kind: RunKind::Text, text: text.to_owned(), span }] };
    }
    let lookup = |broken: BrokenLink<'_>| {
        let (destination, _) = cx.definitions.get(&broken.reference.to_lowercase())?;
        Some((CowStr::from(destination.clone()), CowStr::from("")))
    };
    let mut collector = Collector::default();
    let parser = Parser::new_with_broken_link_callback(text, Options::empty(), Some(lookup));
    let mut skipped_to = 0;
    for (event, part) in parser.into_offset_iter() {
        let place = range.start + part.start..range.start + part.end;
        // A cell that looks like a list, heading or HTML block is still one line of words: its
        // marks are kept as text, for instance in "- 1" or "# of rows".
        let is_block = !collector.take(&event, place, cx);
        if is_block {
            keep_marks(&event, part, text, range.start, &mut skipped_to, &mut collector, cx);
        } else {
            skipped_to = skipped_to.max(part.end);
        }
    }
    collector.finish()
}

fn keep_marks(
    event: &Event<'_>,
    part: Range<usize>,
    text: &str,
    base: usize,
    skipped_to: &mut usize,
    collector: &mut Collector,
    cx: Context<'_>,
) {
    let marks = match event {
        Event::Html(_) => {
            for tag in split_tags(&text[part.clone()]) {
                let range = part.start + tag.start..part.start + tag.end;
                let place = base + range.start..base + range.end;
                let source = CowStr::from(&text[range]);
                let event = if source.starts_with('<') {
                    Event::InlineHtml(source)
                } else {
                    Event::Text(source)
                };
                collector.take(&event, place, cx);
            }
            return;
        }
        Event::Rule => part.clone(),
        Event::Start(Tag::Item) => {
            let mark = text[part.start..part.end].find(char::is_whitespace);
            part.start..mark.map_or(part.end, |length| part.start + length + 1)
        }
        Event::Start(Tag::Heading { .. } | Tag::BlockQuote(_)) => {
            let length = text[part.start..].find(|c| !matches!(c, '#' | '>')).unwrap_or(0);
            part.start..part.start + length
        }
        _ => return,
    };
    if marks.start >= *skipped_to && !marks.is_empty() {
        *skipped_to = marks.end;
        let place = base + marks.start..base + marks.end;
        collector.take(&Event::Text(CowStr::from(&text[marks])), place, cx);
    }
}

/// Splits raw HTML into tags and the text between them.
fn split_tags(html: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut offset = 0;
    while offset < html.len() {
        let rest = &html[offset..];
        let length = if rest.starts_with('<') {
            rest.find('>').map_or(rest.len(), |end| end + 1)
        } else {
            rest.find('<').unwrap_or(rest.len())
        };
        parts.push(offset..offset + length);
        offset += length;
    }
    parts
}
