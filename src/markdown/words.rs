//! What inline text says, without its markup.

use super::{Inline, Run, RunKind};
use std::borrow::Cow;

/// The tags that lay text out; others, such as `<token>`, are words that look like tags.
const LAYOUT_TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "code",
    "div",
    "em",
    "font",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Those of them that stand on lines of their own.
const BLOCK_TAGS: &[&str] = &[
    "blockquote",
    "div",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

impl Inline {
    /// The words alone, white space folded.
    pub fn plain(&self) -> Cow<'_, str> {
        // Most cells and headings are that.
        if let [Run { kind: RunKind::Text, text, .. }] = self.runs.as_slice()
            && let words = text.trim()
            && is_folded(words)
        {
            return Cow::Borrowed(words);
        }
        let mut words = Words::of(&self.runs);
        self.runs.iter().for_each(|run| words.push(run.text_without_layout()));
        Cow::Owned(words.out)
    }

    /// Light markdown: code spans keep their backticks; links and emphasis are their words.
    pub fn markdown(&self) -> String {
        let mut words = Words::of(&self.runs);
        self.runs.iter().for_each(|run| words.push_markdown(run));
        words.out
    }

    /// As [`Self::markdown`], with a line feed where a break or a block of HTML ends a line.
    pub fn lines(&self) -> String {
        let mut words = Words::of(&self.runs);
        for run in &self.runs {
            if run.ends_line() {
                words.gap = Gap::Line;
            } else {
                words.push_markdown(run);
            }
        }
        words.out
    }

    /// Whether a paragraph may stand for a heading: it is one line that ends in a colon, or that is bold from end to
    /// end.
    pub fn is_label(&self) -> bool {
        let mut runs = self.runs.iter().filter(|it| !it.text.trim().is_empty()).peekable();
        let last = self.runs.iter().rev().find(|it| !it.text.trim().is_empty());
        let ends_in_colon = last.is_some_and(|it| it.text.trim_end().ends_with([':', '：']));
        let is_one_line = !self.runs.iter().any(|it| it.kind == RunKind::Break);
        let mut is_bold = runs.peek().is_some_and(|it| it.kind == RunKind::Strong);
        is_bold &= runs.all(|it| it.kind == RunKind::Strong || it.text.trim() == ":");
        is_one_line && (ends_in_colon || is_bold)
    }

    /// The words with which a paragraph stands for a heading: all of a label, or a first line that is bold from end
    /// to end.
    pub fn label(&self) -> Option<String> {
        if self.is_label() {
            return Some(self.plain().into_owned());
        }
        let mut bold = String::new();
        for run in &self.runs {
            match run.kind {
                RunKind::Strong => bold.push_str(&run.text),
                RunKind::Break if !bold.trim().is_empty() => return Some(bold),
                RunKind::Text if run.text.trim_matches([' ', ':', '：']).is_empty() => {}
                RunKind::Text => {
                    let rest = run.text.trim_start_matches([' ', ':', '：']);
                    let is_next = rest.starts_with('\n') && !bold.trim().is_empty();
                    return is_next.then_some(bold);
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether there are no words at all.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text_without_layout().trim().is_empty())
    }
}

impl Run {
    /// The text, or white space in place of a tag that lays out.
    fn text_without_layout(&self) -> &str {
        match self.kind {
            RunKind::Html if self.text.starts_with("<!--") => "",
            RunKind::Html if is_one_of(LAYOUT_TAGS, &self.text) => " ",
            _ if self.is_component() => " ",
            _ => &self.text,
        }
    }

    /// Whether the run is an element of MDX without words in it, such as a badge: `<Beta inline />`.
    pub fn is_component(&self) -> bool {
        let inner = self.text.strip_prefix('<').and_then(|it| it.strip_suffix("/>"));
        let inner = inner.filter(|_| self.kind == RunKind::Html);
        inner.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_uppercase()))
    }

    fn ends_line(&self) -> bool {
        match self.kind {
            RunKind::Break => true,
            RunKind::Html => is_one_of(BLOCK_TAGS, &self.text),
            _ => false,
        }
    }
}

/// Whether a tag has one of the names: `table` of `</table>`.
fn is_one_of(names: &[&str], tag: &str) -> bool {
    let inner = tag.trim_matches(['<', '>', '/']);
    let tag = inner.split_whitespace().next().unwrap_or_default();
    names.iter().any(|name| name.eq_ignore_ascii_case(tag))
}

/// Characters without a width, which part words where a line has to end.
const UNSEEN: [char; 3] = ['\u{200b}', '\u{feff}', '\u{ad}'];

/// Text whose white space is folded as it is written.
#[derive(Debug)]
struct Words {
    out: String,
    /// What parts the last word from the next.
    gap: Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Eq, Ord)]
enum Gap {
    None,
    Space,
    Line,
}

impl Words {
    /// Room for all that the runs say.
    fn of(runs: &[Run]) -> Self {
        let length = runs.iter().map(|run| run.text.len() + "``".len()).sum();
        Self { out: String::with_capacity(length), gap: Gap::None }
    }

    fn push_markdown(&mut self, run: &Run) {
        if run.kind == RunKind::Code {
            self.push("`");
            self.push(&run.text);
            self.push("`");
        } else {
            self.push(run.text_without_layout());
        }
    }

    fn push(&mut self, text: &str) {
        let words = text.trim();
        if text.starts_with(char::is_whitespace) {
            self.gap = self.gap.max(Gap::Space);
        }
        if words.is_empty() {
            return;
        }
        if is_folded(words) {
            self.push_folded(words);
        } else {
            for word in words.split_whitespace() {
                match word.contains(UNSEEN) {
                    true => self.push_folded(&word.replace(UNSEEN, "")),
                    false => self.push_folded(word),
                }
                self.gap = Gap::Space;
            }
        }
        let ends_apart = text.ends_with(char::is_whitespace);
        self.gap = if ends_apart { Gap::Space } else { Gap::None };
    }

    fn push_folded(&mut self, words: &str) {
        match self.gap {
            _ if self.out.is_empty() => {}
            Gap::None => {}
            Gap::Space => self.out.push(' '),
            Gap::Line => self.out.push('\n'),
        }
        self.out.push_str(words);
    }
}

/// Whether all white space of a trimmed text is single spaces. Most texts are so, and this is seen faster
/// than their words are; `false` also where it is not seen.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // Without leaving early, many bytes are looked at in one step.
    let is_plain = |all: bool, byte: &u8| all & (*byte >= b' ') & byte.is_ascii();
    bytes.iter().fold(true, is_plain)
        && pairs.fold(true, |all, (a, b)| all & ((*a != b' ') | (*b != b' ')))
}
