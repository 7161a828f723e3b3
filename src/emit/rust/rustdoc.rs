//! Page text to doc attributes: one literal a line, wrapped, and safe against everything that rustdoc,
//! markdown and the compiler's own lexer might see in it.

use crate::model::Model;
use crate::visible::is_unseen;

/// Where lines are wrapped, indentation not counted.
const WIDTH: usize = 96;

/// How an example begins.
pub(super) const EXAMPLE: &str = "```no_run";

/// The doc comment of one item, built paragraph by paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Rustdoc {
    lines: Vec<String>,
}

impl Rustdoc {
    /// A doc comment without text.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds what a page says: prose in light markdown, blank lines between paragraphs.
    pub(super) fn prose(mut self, text: Option<&str>) -> Self {
        for paragraph in paragraphs(text.unwrap_or_default()) {
            self.paragraph(wrap(&units(&paragraph)));
        }
        self
    }

    /// Adds as many whole sentences of a page as fit into some lines, one at least, and tells whether that is all of it.
    pub(super) fn beginning(mut self, text: Option<&str>, n_lines: usize) -> (Self, bool) {
        let mut paragraphs = paragraphs(text.unwrap_or_default()).into_iter();
        let Some(first) = paragraphs.next() else { return (self, true) };
        let words = units(&first);
        let ends = (1..=words.len()).filter(|&n| n == words.len() || ends_sentence(&words[n - 1]));
        let fits = |&n: &usize| wrap(&words[..n]).len() <= n_lines;
        let n = ends.clone().take_while(fits).last().or_else(|| ends.clone().next());
        let n = n.unwrap_or(words.len());
        self.paragraph(wrap(&words[..n]));
        (self, n == words.len() && paragraphs.next().is_none())
    }

    /// Adds a paragraph of ours with a list right below it, a line an item. Text of a page goes into both through [`code`]
    /// and [`inline`] only.
    pub(super) fn ours_above(
        mut self,
        text: &str,
        items: impl IntoIterator<Item = String>,
    ) -> Self {
        let items = items.into_iter().map(|item| format!("- {}", own_units(&item).join(" ")));
        self.paragraph(wrap(&own_units(text)).into_iter().chain(items.map(line_end)).collect());
        self
    }

    /// Adds a paragraph of ours. Text of a page goes into it through [`code`] only.
    pub(super) fn ours(mut self, text: &str) -> Self {
        self.paragraph(wrap(&own_units(text)));
        self
    }

    /// Adds a list of ours. Text of a page goes into it through [`code`] and [`inline`] only.
    pub(super) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        let mut lines = Vec::new();
        for item in items {
            let mark = std::iter::once("- ").chain(std::iter::repeat("  "));
            let wrapped = wrap(&own_units(&item));
            lines.extend(mark.zip(wrapped).map(|(mark, line)| format!("{mark}{line}")));
        }
        self.paragraph(lines);
        self
    }

    /// Adds a line of ours, however long it is. Text of a page goes into it through [`code`] and [`inline`] only.
    pub(super) fn line(mut self, text: String) -> Self {
        self.paragraph(vec![text]);
        self
    }

    /// Adds a heading of ours.
    pub(super) fn heading(mut self, text: &str) -> Self {
        self.paragraph(vec![format!("# {text}")]);
        self
    }

    /// Adds an example of ours: Rust that compiles in a crate's docs, and is not run.
    pub(super) fn example(mut self, lines: Vec<String>) -> Self {
        let fence = |text: &str| vec![text.to_owned()];
        self.paragraph([fence(EXAMPLE), lines, fence("```")].concat());
        self
    }

    /// True if nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines, without `///`.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    fn paragraph(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }
}

/// Text of a page as a code span on one line, with as many backticks as it takes.
pub(super) fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    match (text.is_empty(), text.starts_with('`') || text.ends_with('`')) {
        (true, _) => "\"\"".to_owned(),
        (false, true) => format!("{fence} {text} {fence}"),
        (false, false) => format!("{fence}{text}{fence}"),
    }
}

/// A page of the doc set, as a link where it is published.
pub(super) fn page_link(model: &Model, page: &str) -> String {
    match link(model, page) {
        Some(url) => format!("[{}]({url})", code(page)),
        None => code(page),
    }
}

/// The same in one word, for where the page is the only one that there is.
pub(super) fn short_page_link(model: &Model, page: &str) -> String {
    link(model, page).map_or_else(|| code(page), |url| format!("[page]({url})"))
}

fn link(model: &Model, page: &str) -> Option<String> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./#".contains(c);
    model.page_url(page).filter(|url| page.chars().all(is_plain) && is_link(url))
}

/// Whether a URL can be what a link leads to: nothing in it ends the link, and it leads to the web.
fn is_link(url: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/?#:@!$&'*+,;=%".contains(c);
    (url.starts_with("https://") || url.starts_with("http://")) && url.chars().all(is_plain)
}

/// Text of a page as plain markdown on one line.
pub(super) fn inline(text: &str) -> String {
    units(&one_line(text)).join(" ")
}

/// Text on one line, without characters that have no place in source text: white space of any kind is a blank,
/// control and format characters (the compiler refuses bidirectional ones in comments) are dropped.
pub(super) fn one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }
    let visible: String = text
        .chars()
        .filter(|&c| c.is_whitespace() || !is_unseen(c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is on one line for sure: letters of ASCII with single blanks between, as nearly all text is.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    bytes.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !ends.contains(&Some(&b' '))
        && bytes.windows(2).all(|two| two != b"  ")
}

fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            paragraphs.push(std::mem::take(&mut paragraph));
        }
        paragraph.push_str(line);
        paragraph.push(' ');
    }
    paragraphs.push(paragraph);
    paragraphs.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
}

/// Whether a word of prose is the last one of its sentence, for all that can be seen from it.
fn ends_sentence(word: &str) -> bool {
    let bare = word.trim_end_matches([')', '"', '\'', '*']);
    let is_short = |word: &str| word.matches('.').count() > 1 || word.chars().count() < 4;
    bare.ends_with(['!', '?']) || (bare.ends_with('.') && !is_short(bare))
}

/// The words of one line, what is not code escaped; a code span is one word, since a line break inside could
/// start a block.
fn units(line: &str) -> Vec<String> {
    let mut escaped = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        escaped.push_str(&escape(&rest[..at]));
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let after = &rest[at + run..];
        match closing(after, run) {
            Some(end) => {
                // A no-break space keeps the span in one piece until the words are split.
                escaped.push_str(&code(&after[..end]).replace(' ', "\u{a0}"));
                rest = &after[end + run..];
            }
            None => {
                escaped.push_str(&"\\`".repeat(run));
                rest = after;
            }
        }
    }
    escaped.push_str(&escape(rest));
    split(&escaped)
}

/// The words of a line of ours, which is markdown already: what [`code`] and [`inline`] made of a page's text is not
/// read a second time.
fn own_units(line: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['`', '\\']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let run = rest.len() - rest.trim_start_matches('`').len();
        let length = match closing(&rest[run..], run) {
            // An escaped character.
            _ if run == 0 => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            Some(end) => run + end + run,
            None => run,
        };
        text.push_str(&rest[..length].replace(' ', "\u{a0}"));
        rest = &rest[length..];
    }
    text.push_str(rest);
    split(&text)
}

/// The words of a text in which a no-break space keeps a span in one piece.
fn split(text: &str) -> Vec<String> {
    let words = text.split(' ').filter(|word| !word.is_empty());
    match text.contains('\u{a0}') {
        true => words.map(|word| word.replace('\u{a0}', " ")).collect(),
        false => words.map(str::to_owned).collect(),
    }
}

/// Where the run of exactly `run` backticks begins that closes a code span.
fn closing(text: &str, run: usize) -> Option<usize> {
    let mut offset = 0;
    while let Some(at) = text[offset..].find('`') {
        let start = offset + at;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        offset = start + length;
    }
    None
}

fn escape(text: &str) -> String {
    let is_special = |c: char| matches!(c, '[' | ']' | '<' | '*' | '~' | '\\' | '_' | '&');
    if !text.contains(is_special) && !text.contains("://") {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut i = 0;
    while i < chars.len() {
        if let Some(length) = url(&chars[i..]) {
            escaped.push('<');
            escaped.extend(&chars[i..i + length]);
            escaped.push('>');
            i += length;
            continue;
        }
        let before = i.checked_sub(1).map(|i| chars[i]);
        let after = chars.get(i + 1).copied();
        let inside_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match chars[i] {
            '[' | ']' | '<' | '*' | '~' => true,
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '_' => !(inside_word(before) && inside_word(after)),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(chars[i]);
        i += 1;
    }
    escaped
}

/// The length of a bare URL at the start, without punctuation that ends the sentence.
fn url(chars: &[char]) -> Option<usize> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| scheme.chars().eq(chars.iter().copied().take(scheme.len())))?;
    let mut length = chars
        .iter()
        .take_while(|c| c.is_ascii_graphic() && !"<>`\\[]{}|^\"*".contains(**c))
        .count();
    while length > scheme.len() && ".,;:!?)'_".contains(chars[length - 1]) {
        length -= 1;
    }
    (length > scheme.len()).then_some(length)
}

fn wrap(words: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut width) = (String::new(), 0);
    for word in words {
        let n_chars = word.chars().count();
        if !line.is_empty() && width + 1 + n_chars > WIDTH {
            lines.push(line_end(std::mem::take(&mut line)));
        }
        if line.is_empty() {
            line = line_start(word);
            width = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            width += 1 + n_chars;
        }
    }
    lines.extend((!line.is_empty()).then(|| line_end(line)));
    lines
}

/// A line whose last backslash is one: at the end it would break the line that people see.
fn line_end(mut line: String) -> String {
    let n_last = line.len() - line.trim_end_matches('\\').len();
    if n_last % 2 == 1 {
        line.push('\\');
    }
    line
}

/// A word as the first of its line, where `#`, `-`, `1.` and others would start a block.
fn line_start(word: &str) -> String {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match word.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &word[..digits], &word[digits..]),
        Some(b'#' | b'-' | b'+' | b'=' | b'>' | b'|' | b':' | b'~') if digits == 0 => {
            format!("\\{word}")
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests;
