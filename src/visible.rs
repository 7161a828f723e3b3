//! Text of strangers where people and programs read it: no character in it moves the cursor, turns a line around or
//! hides, and no line of it is a command to the program that runs us.
//!
//! The one place that decides which characters these are. Emitted Rust drops them, JSON escapes them, terminals get
//! [`SHOWN`] instead.

use std::fmt::Write;

/// What is shown in the place of a character that can't be.
const SHOWN: char = '\u{fffd}';

/// Whether a character does something to what stands around it, or can't be seen itself: control characters, bidirectional
/// marks, and what has no width. Tab and line feed are among them.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Text as one line of a terminal or a log may show it.
pub(crate) fn visible(text: &str) -> String {
    let is_kept = |_: usize, c: char| c == '\t';
    let mut shown: String = match is_plain(text, false) {
        true => text.to_owned(),
        false => replaced(text, is_kept).map(|(_, c)| c).collect(),
    };
    // Runners of continuous integration take a line that begins so for a command.
    let start = shown.len() - shown.trim_start().len();
    if shown[start..].starts_with("::") {
        shown.replace_range(start..=start, &SHOWN.to_string());
    }
    shown
}

/// Lines as an excerpt shows them, and where places of the text are in it.
#[cfg(feature = "cli")]
#[derive(Debug)]
pub(crate) struct Excerpt {
    /// The lines.
    pub(crate) text: String,
    /// Where the text goes on after a character of another length: there, and in what is shown.
    shifts: Vec<(usize, usize)>,
}

#[cfg(feature = "cli")]
impl Excerpt {
    /// The lines of a text.
    pub(crate) fn of(text: &str) -> Self {
        if is_plain(text, true) {
            return Self { text: text.to_owned(), shifts: Vec::new() };
        }
        let is_kept = |at: usize, c: char| match c {
            '\t' | '\n' => true,
            '\r' => text[at..].starts_with("\r\n"),
            _ => false,
        };
        let mut excerpt = Self { text: String::with_capacity(text.len()), shifts: Vec::new() };
        let mut lengths = text.chars().map(char::len_utf8);
        for (at, c) in replaced(text, is_kept) {
            excerpt.text.push(c);
            let length = lengths.next().unwrap_or_default();
            if length != c.len_utf8() {
                excerpt.shifts.push((at + length, excerpt.text.len()));
            }
        }
        excerpt
    }

    /// Where an offset of the text is in what is shown.
    pub(crate) fn place(&self, offset: usize) -> usize {
        let n_before = self.shifts.partition_point(|(from, _)| *from <= offset);
        let (from, to) = n_before.checked_sub(1).map_or((0, 0), |last| self.shifts[last]);
        let place = (to + (offset - from)).min(self.text.len());
        (0..=place).rev().find(|it| self.text.is_char_boundary(*it)).unwrap_or(0)
    }
}

/// Whether all of a text is shown as it is, as nearly every text is: ASCII that can be seen, tabs, line feeds where they
/// are kept, and no command.
fn is_plain(text: &str, keeps_lines: bool) -> bool {
    let bytes = text.as_bytes();
    let is_shown = |byte: u8| {
        let ends_line = (byte == b'\n') | (byte == b'\r');
        (b' '..=b'~').contains(&byte) | (byte == b'\t') | (keeps_lines & ends_line)
    };
    // Without leaving early, many bytes are looked at in one step.
    let are_shown = |some: &[u8]| some.iter().fold(true, |all, byte| all & is_shown(*byte));
    bytes.chunks(256).all(are_shown)
        && memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n'))
        && !memchr::memchr_iter(b'#', bytes).any(|at| begins_command(text, at))
}

/// The characters of a text with their offsets, each that can't be shown replaced unless it is kept.
fn replaced(
    text: &str,
    is_kept: impl Fn(usize, char) -> bool,
) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().map(move |(at, c)| {
        let is_hidden = is_unseen(c) && !is_kept(at, c);
        (at, if is_hidden || c == '#' && begins_command(text, at) { SHOWN } else { c })
    })
}

/// Whether the second `#` of `##[error]` or `##vso[…]` stands here: runners take such a command out of the middle of a line.
fn begins_command(text: &str, at: usize) -> bool {
    let Some(rest) = text[at..].strip_prefix('#').filter(|_| text[..at].ends_with('#')) else {
        return false;
    };
    rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
}

/// JSON whose strings hold the same, with nothing that can't be seen: `\u0085`.
pub(crate) fn json(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c != '\n' && is_unseen(c) || c == '#' && begins_command(text, at) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(escaped, "\\u{unit:04x}").expect("a string takes all text");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_cannot_move_the_cursor() {
        assert_eq!(visible("a\u{1b}[2Jb\u{202e}c\n"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}");
        assert_eq!(visible("a\tb"), "a\tb");
    }

    #[test]
    fn every_character_that_cannot_be_seen_is_shown() {
        let ranges = [
            0..=0x1f,
            0x7f..=0x9f,
            0x61c..=0x61c,
            0x200b..=0x200f,
            0x2028..=0x202e,
            0x2066..=0x2069,
            0xfeff..=0xfeff,
        ];
        for c in ranges.into_iter().flatten().filter_map(char::from_u32).filter(|c| *c != '\t') {
            assert_eq!(visible(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
            let escaped = json(&serde_json::to_string(&format!("a{c}b")).expect("text is JSON"));
            assert!(!escaped.contains(is_unseen), "{escaped:?}");
            let read: String = serde_json::from_str(&escaped).expect("it still is JSON");
            assert_eq!(read, format!("a{c}b"));
        }
        assert_eq!(json("\"\u{85}\u{e0041}\""), "\"\\u0085\\udb40\\udc41\"");
    }

    #[test]
    fn no_line_is_a_command_to_a_runner() {
        assert_eq!(visible("::error::x"), "\u{fffd}:error::x");
        assert_eq!(visible(" \t::error::x"), " \t\u{fffd}:error::x");
        assert_eq!(visible("a::b"), "a::b");
        assert_eq!(visible("a ##[error]x"), "a #\u{fffd}[error]x");
        assert_eq!(visible("###vso[x]y"), "##\u{fffd}vso[x]y");
        assert_eq!(visible("## [a] #[b]"), "## [a] #[b]");
        assert_eq!(json("\"##[error]x\""), "\"#\\u0023[error]x\"");
    }

    #[cfg(feature = "cli")]
    #[test]
    fn places_of_an_excerpt_are_those_of_its_text() {
        let text = "a\u{85}b\u{1b}c\r\nd\u{200b}é\te";
        let excerpt = Excerpt::of(text);
        assert_eq!(excerpt.text, "a\u{fffd}b\u{fffd}c\r\nd\u{fffd}é\te");
        for (at, c) in text.char_indices().filter(|(_, c)| !is_unseen(*c)) {
            assert!(excerpt.text[excerpt.place(at)..].starts_with(c), "{c:?}");
        }
        assert_eq!(excerpt.place(text.len()), excerpt.text.len());
    }
}
