//! Strings, numbers and words.

use super::reader::Reader;
use super::{ProblemKind, Value, ValueKind};

/// Quotes that word processors put in place of `"`, and the one that JavaScript allows.
pub(super) const OTHER_QUOTES: &[char] = &['\u{201c}', '\u{201d}', '\u{201e}', '\u{ff02}', '\''];

impl Reader<'_> {
    pub(super) fn name(&mut self) -> String {
        match self.peek() {
            Some('"') => self.string(),
            Some(quote) if OTHER_QUOTES.contains(&quote) => self.other_string(quote),
            _ => {
                let start = self.offset;
                let length = self
                    .rest()
                    .find([':', ',', '{', '}', '[', ']', '"', '\n'])
                    .unwrap_or(self.rest().len());
                let name = self.rest()[..length].trim_end().to_owned();
                self.offset += name.len();
                self.problem(ProblemKind::UnquotedName, start, self.offset);
                name
            }
        }
    }

    /// Reads a string in `"`. A raw line break is kept when the string goes on to a closing quote,
    /// so one missing quote costs at most the string it belongs to.
    pub(super) fn string(&mut self) -> String {
        let start = self.offset;
        self.offset += 1;
        let mut out = String::new();
        let mut plain = self.offset;
        // Nearly all of a string stands for itself.
        let is_more = |byte: u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
        while let Some(length) = self.rest().bytes().position(is_more) {
            self.offset += length;
            match self.rest().as_bytes().first() {
                Some(b'"') => {
                    out.push_str(&self.text[plain..self.offset]);
                    self.offset += 1;
                    return out;
                }
                Some(b'\\') => {
                    out.push_str(&self.text[plain..self.offset]);
                    self.escape(&mut out);
                    plain = self.offset;
                }
                _ => {
                    self.problem(ProblemKind::ControlCharacter, self.offset, self.offset + 1);
                    self.offset += 1;
                }
            }
        }
        self.offset = self.text.len();
        out.push_str(&self.text[plain..]);
        self.problem(ProblemKind::Unclosed, start, self.text.len());
        out
    }

    fn escape(&mut self, out: &mut String) {
        let start = self.offset;
        self.offset += 1;
        let Some(next) = self.peek() else {
            out.push('\\');
            return;
        };
        self.offset += next.len_utf8();
        match next {
            '"' | '\\' | '/' => out.push(next),
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'u' => match self.unicode_escape() {
                Some(unit) => out.push(unit),
                None => {
                    self.problem(ProblemKind::BadEscape, start, self.offset);
                    out.push_str(&self.text[start..self.offset]);
                }
            },
            _ => {
                self.problem(ProblemKind::BadEscape, start, self.offset);
                out.push_str(&self.text[start..self.offset]);
            }
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    fn unicode_escape(&mut self) -> Option<char> {
        let first = self.hex4()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        let rewind = self.offset;
        if self.rest().starts_with("\\u") {
            self.offset += 2;
            if let Some(second @ 0xdc00..0xe000) = self.hex4() {
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
        }
        self.offset = rewind;
        None
    }

    fn hex4(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.offset += 4;
        Some(value)
    }

    /// Reads a string in other quotes; it must end on its line, for such quotes are also apostrophes.
    pub(super) fn other_string(&mut self, quote: char) -> String {
        let start = self.offset;
        self.offset += quote.len_utf8();
        let line = self.rest().split('\n').next().unwrap_or_default();
        let close = line.find(|c: char| c == quote || (quote != '\'' && OTHER_QUOTES.contains(&c)));
        let length = close.unwrap_or(line.len());
        let text = line[..length].to_owned();
        self.offset += length;
        match close {
            Some(_) => {
                self.offset += self.peek().map_or(0, char::len_utf8);
                self.problem(ProblemKind::OtherQuotes, start, self.offset);
            }
            None => self.problem(ProblemKind::Unclosed, start, self.offset),
        }
        text
    }

    pub(super) fn number(&mut self) -> Value {
        let start = self.offset;
        let length = self
            .rest()
            .find(|c: char| matches!(c, ',' | '}' | ']' | ':' | '"') || c.is_whitespace())
            .unwrap_or(self.rest().len());
        self.offset += length;
        let text = self.text[start..self.offset].to_owned();
        if text.parse::<serde_json::Number>().is_ok() {
            return self.made(ValueKind::Number(text), start);
        }
        self.problem(ProblemKind::BadNumber, start, self.offset);
        self.made(ValueKind::String(text), start)
    }

    /// Reads `true`, `false`, `null`, or a run of words where a value belongs.
    pub(super) fn word(&mut self) -> Value {
        let start = self.offset;
        let length = self
            .rest()
            .find([',', '{', '}', '[', ']', '"', '\n', '\r'])
            .unwrap_or(self.rest().len());
        let words = &self.rest()[..length];
        // A comment begins behind a blank; in a URL the same signs stand behind a colon.
        let begins = [" //", "\t//", " /*", "\t/*"].iter().filter(|_| words.contains('/'));
        let comment = begins.filter_map(|it| words.find(it)).min();
        let word = words[..comment.unwrap_or(length)].trim_end();
        let kind = match word {
            "true" => ValueKind::Bool(true),
            "false" => ValueKind::Bool(false),
            "null" => ValueKind::Null,
            _ => ValueKind::String(word.to_owned()),
        };
        let length = word.len();
        self.offset += length;
        if length > 0 && matches!(kind, ValueKind::String(_)) {
            self.problem(ProblemKind::BareWord, start, self.offset);
        }
        self.made(kind, start)
    }
}
