//! Page text to doc attributes: one literal a line, wrapped, and safe against everything that rustdoc,
//! markdown and the compiler's own lexer might see in it.

use crate::model::Model;
use proc_macro2::TokenStream;
use quote::quote;

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
            self.paragraph(wrap(&units(&paragraph, escape)));
        }
        self
    }

    /// Adds a paragraph of ours. Text of a page goes into it through [`code`] only.
    pub(super) fn ours(mut self, text: &str) -> Self {
        self.paragraph(wrap(&units(text, str::to_owned)));
        self
    }

    /// Adds a list of ours. Text of a page goes into it through [`code`] and [`inline`] only.
    pub(super) fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        let mut lines = Vec::new();
        for item in items {
            let mark = std::iter::once("- ").chain(std::iter::repeat("  "));
            let wrapped = wrap(&units(&item, str::to_owned));
            lines.extend(mark.zip(wrapped).map(|(mark, line)| format!("{mark}{line}")));
        }
        self.paragraph(lines);
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

    /// The lines as outer doc attributes.
    pub(super) fn attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| match line.as_str() {
            "" => String::new(),
            line => format!(" {line}"),
        });
        quote!(#(#[doc = #lines])*)
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
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    match model.page_url(page).filter(|_| page.chars().all(is_plain)) {
        Some(url) => format!("[{}]({url})", code(page)),
        None => code(page),
    }
}

/// Text of a page as plain markdown on one line.
pub(super) fn inline(text: &str) -> String {
    units(&one_line(text), escape).join(" ")
}

/// Text on one line, without characters that have no place in source text: white space of any kind is a blank,
/// control and format characters (the compiler refuses bidirectional ones in comments) are dropped.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|&c| c.is_whitespace() || !is_invisible(c))
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control and format characters, none of which belongs into source text.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
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

/// The words of one line, what is not code escaped; a code span is one word, since a line break inside could
/// start a block.
fn units(line: &str, escape: fn(&str) -> String) -> Vec<String> {
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
    escaped
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.replace('\u{a0}', " "))
        .collect()
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
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        match line.is_empty() {
            true => line.push_str(&line_start(word)),
            false => {
                line.push(' ');
                line.push_str(word);
            }
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    lines
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
mod tests {
    use super::*;

    fn check(text: &str) -> String {
        Rustdoc::new().prose(Some(text)).lines().join("\n")
    }

    #[test]
    fn prose_is_kept_as_written() {
        insta::assert_snapshot!(
            check("The date in `yyyy-MM-dd` form. Supports $filter (eq, ne) on snake_case."),
            @"The date in `yyyy-MM-dd` form. Supports $filter (eq, ne) on snake_case."
        );
    }

    #[test]
    fn links_tags_emphasis_and_entities_are_text() {
        insta::assert_snapshot!(
            check("A [User] or Vec<String>, **TODO ** &nbsp; _x_ \\[ and \\d"),
            @r"A \[User\] or Vec\<String>, \*\*TODO \*\* \&nbsp; \_x\_ \\\[ and \d"
        );
    }

    #[test]
    fn urls_become_links_and_stop_before_the_full_stop() {
        insta::assert_snapshot!(
            check("See https://example.com/a_b?x=1. Not http:// alone."),
            @"See <https://example.com/a_b?x=1>. Not http:// alone."
        );
    }

    #[test]
    fn blocks_do_not_start() {
        insta::assert_snapshot!(check("# One\n\n- two\n\n3. three\n\n> four\n\n```\nfn main() {}\n```\n\n    five\n\n==="), @r"
        \# One

        \- two

        3\. three

        \> four

        `fn main() {}`

        five

        \===
        ");
    }

    #[test]
    fn an_open_backtick_is_text() {
        insta::assert_snapshot!(check("one ` two `` three"), @r"one \` two \`\` three");
    }

    #[test]
    fn characters_that_the_compiler_refuses_are_dropped() {
        assert_eq!(check("a\u{202e}b\u{2066}\rc\u{0}d\u{2028}e\u{feff}"), "ab cd e");
    }

    #[test]
    fn a_code_span_never_breaks() {
        let text = format!("{} `- not a list`", "word ".repeat(18));
        assert!(check(&text).ends_with("\n`- not a list`"));
    }

    #[test]
    fn code_takes_as_many_backticks_as_it_needs() {
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(code(""), "\"\"");
    }
}
