//! Inline text: the parser's events in, runs with spans out.

use super::context::Context;
use super::{Inline, Run, RunKind, tags};
use crate::source::{Span, Spanned};
use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Gathers runs from a sequence of inline events.
#[derive(Debug, Default)]
pub(super) struct Collector {
    runs: Vec<Run>,
    n_strong: usize,
    /// The open link: destination, source range, index of its first run.
    link: Option<(String, Range<usize>, usize)>,
    /// It is an `<a href="…">`.
    is_link_tag: bool,
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
                match code.contains('\\') {
                    true => self.push(RunKind::Code, &code.replace("\\|", "|"), range, cx),
                    false => self.push(RunKind::Code, code, range, cx),
                }
            }
            Event::InlineHtml(html) => {
                let tag = tags::begin(html, 0..html.len());
                let is =
                    |name: &str| tag.as_ref().is_some_and(|it| it.name.eq_ignore_ascii_case(name));
                let attribute = |name: &str| {
                    let tag = tag.as_ref().filter(|it| is("a") && !it.is_end)?;
                    Some(tag.attribute(name)?.0.trim()).filter(|it| !it.is_empty())
                };
                if let Some(name) = attribute("name").or_else(|| attribute("id")) {
                    self.anchor.get_or_insert_with(|| name.to_owned());
                }
                if is("br") {
                    self.push(RunKind::Break, "\n", range, cx);
                } else if let Some(target) = attribute("href").filter(|_| self.link.is_none()) {
                    self.link = Some((target.to_owned(), range, self.runs.len()));
                    self.is_link_tag = true;
                } else if self.is_link_tag && is("a") {
                    self.is_link_tag = false;
                    if let Some((_, link, _)) = &mut self.link {
                        link.end = range.end;
                    }
                    self.close_link(cx);
                } else {
                    self.push(RunKind::Html, html, range, cx);
                }
            }
            // Where a bold line ends counts: it may stand for a heading.
            Event::SoftBreak => {
                let text = if self.is_bold_line() { "\n" } else { " " };
                self.push(RunKind::Text, text, range, cx);
            }
            Event::HardBreak => self.push(RunKind::Break, "\n", range, cx),
            Event::FootnoteReference(text) => self.push(RunKind::Text, text, range, cx),
            Event::TaskListMarker(_) => {}
            Event::Start(Tag::Strong) => self.n_strong += 1,
            Event::End(TagEnd::Strong) => self.n_strong = self.n_strong.saturating_sub(1),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                // A link within a tag of one is the one that is meant.
                if self.link.is_none() || std::mem::take(&mut self.is_link_tag) {
                    self.link = Some((dest_url.trim_end().to_owned(), range, self.runs.len()));
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

    /// Whether all so far is bold, but perhaps a colon behind it.
    fn is_bold_line(&self) -> bool {
        let is_bold = |it: &Run| it.kind == RunKind::Strong || it.text.trim() == ":";
        self.n_strong == 0 && self.runs.iter().all(is_bold)
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
            _ => {
                // Most texts have no other run, which are large.
                if self.runs.is_empty() {
                    self.runs.reserve_exact(1);
                }
                self.runs.push(Run { kind, text: text.to_owned(), span });
            }
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
        self.is_link_tag = false;
        Inline { runs: std::mem::take(&mut self.runs) }
    }
}

/// Parses the text of one table cell, which stands at `range` of the page.
pub(super) fn parse_cell(range: Range<usize>, cx: Context<'_>) -> Inline {
    let text = &cx.text[range.clone()];
    if text.is_empty() {
        return Inline::default();
    }
    // Most cells are plain words, most of the others have one link, and starting the parser costs more than
    // reading either.
    if !has_mark(text.as_bytes()) {
        let span = Span::new(cx.file, range);
        return Inline { runs: vec![Run { kind: RunKind::Text, text: text.to_owned(), span }] };
    }
    one_link(&range, cx).unwrap_or_else(|| parse_marked(range, cx))
}

/// Whether some byte may be more than it looks. Without leaving early, many bytes are looked at in one step.
fn has_mark(text: &[u8]) -> bool {
    text.chunks(64).any(|some| some.iter().fold(false, |any, byte| any | is_mark(*byte)))
}

/// Whether a byte may be more than it looks.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'\n' | b'\r' | b'\0')
}

/// The text of a cell that is plain words around one plain link, as [`parse_marked`] would read it.
fn one_link(cell: &Range<usize>, cx: Context<'_>) -> Option<Inline> {
    let text = &cx.text[cell.clone()];
    let (before, rest) = text.split_once('[')?;
    let (words, rest) = rest.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    let is_plain = |text: &str| !text.bytes().any(|byte| is_mark(byte) || byte == b']');
    let is_of_target = |byte: u8| match byte {
        b'_' => true,
        b'(' | b']' | b'"' | b'\'' => false,
        byte => byte.is_ascii_graphic() && !is_mark(byte),
    };
    let is_image = before.ends_with('!');
    let is_link = !words.is_empty() && !target.is_empty() && target.bytes().all(is_of_target);
    if is_image || !is_link || ![before, words, after].into_iter().all(is_plain) {
        return None;
    }
    let end = cell.end - after.len();
    let target_end = end - ")".len();
    let span = |start: usize, end: usize| Span::new(cx.file, start..end);
    let target = Spanned::new(target.to_owned(), span(target_end - target.len(), target_end));
    let run = |kind, text: &str, span| Run { kind, text: text.to_owned(), span };
    let mut runs = Vec::with_capacity(3);
    let start = cell.start + before.len();
    if !before.is_empty() {
        runs.push(run(RunKind::Text, before, span(cell.start, start)));
    }
    runs.push(run(RunKind::Link { target }, words.trim(), span(start, end)));
    if !after.is_empty() {
        runs.push(run(RunKind::Text, after, span(end, cell.end)));
    }
    Some(Inline { runs })
}

/// The text of any cell.
fn parse_marked(range: Range<usize>, cx: Context<'_>) -> Inline {
    let text = &cx.text[range.clone()];
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::definitions::Definitions;
    use crate::source::FileId;

    #[test]
    fn a_plain_link_is_read_as_the_parser_reads_it() {
        let parts = ["", "Collection of ", "x!", "1. ", "a (b) ", "é: ", "# ", "\u{a0}", "a  b"];
        let words = ["x", " x y ", "é", "x!", "x(y)", "https://x.example", "+ 1"];
        let targets = ["x.md", "../a/b_c.md#d-e", "x-_y_.md?a=b;c", "#x", "http://x.example/~a:1"];
        let mut n_read = 0;
        for before in parts {
            for (words, target) in words.iter().flat_map(|it| targets.map(|target| (it, target))) {
                for after in parts {
                    let text = format!("{before}[{words}]({target}){after}");
                    let cell = 0..text.trim().len();
                    let text = text.trim();
                    let definitions = Definitions::default();
                    let cx = Context { file: FileId(0), text, definitions: &definitions };
                    let Some(read) = one_link(&cell, cx) else { continue };
                    assert_eq!(read, parse_marked(cell, cx), "{text}");
                    n_read += 1;
                }
            }
        }
        assert!(n_read > 1000, "{n_read}");
    }

    #[test]
    fn what_is_more_than_a_plain_link_is_left_to_the_parser() {
        let cells = [
            "![x](x.md)",
            "[x](x.md) [y](y.md)",
            "[x](<x.md>)",
            "[x](x.md \"title\")",
            "[x](x(1).md)",
            "[x]()",
            "[](x.md)",
            "[*x*](x.md)",
            "`[x](x.md)`",
            "[x](a&amp;b.md)",
            "[x](x.md",
            "[x]]](x.md)",
        ];
        for text in cells {
            let definitions = Definitions::default();
            let cx = Context { file: FileId(0), text, definitions: &definitions };
            assert_eq!(one_link(&(0..text.len()), cx), None, "{text}");
        }
    }
}
