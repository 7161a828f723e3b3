//! JSON text, read once from left to right, straight into fields.
//!
//! Reading is optimistic: a typed read that meets something else gives `None`, the caller goes back to where the value began
//! and reads it as a [`Value`], which tells a value of another type from text that is no JSON at all.

use super::audit::{Audit, Noted, Taken};
use super::mismatch::{Mismatch, below};
use crate::json::Value;
use std::borrow::Cow;

/// Deeper text is refused. The same as serde_json's limit, and no service comes near.
const MAX_DEPTH: u8 = 128;

/// A place in JSON text, and what was learned on the way there.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: Position,
    /// The text turned out not to be JSON; nothing more is read.
    is_broken: bool,
    is_respelled: bool,
    mismatches: Vec<Mismatch>,
    /// More than reading needs; only where somebody asks.
    audit: Option<Box<Audit>>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    offset: usize,
    depth: u8,
}

/// How much a reader had learned at some point.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    n_mismatches: usize,
    pub(super) noted: Noted,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: Position { offset: 0, depth: 0 },
            is_broken: false,
            is_respelled: false,
            mismatches: Vec::new(),
            audit: None,
        }
    }

    /// A reader that also notes what tests want to know.
    pub(crate) fn auditing(text: &'a str) -> Self {
        Self { audit: Some(Box::default()), ..Self::new(text) }
    }

    pub(crate) fn position(&self) -> Position {
        self.at
    }

    /// Where in the text it stands, in bytes.
    pub(crate) fn offset(&self) -> usize {
        self.at.offset
    }

    pub(crate) fn rewind(&mut self, position: Position) {
        self.at = position;
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at.offset)?;
            match byte {
                b' ' | b'\n' | b'\r' | b'\t' => self.at.offset += 1,
                _ => return Some(byte),
            }
        }
    }

    /// Takes a byte if it is the next.
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at.offset += usize::from(is_next);
        is_next
    }

    pub(crate) fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// Enters an object or an array.
    pub(crate) fn open(&mut self, bracket: u8) -> Option<()> {
        self.expect(bracket)?;
        self.at.depth += 1;
        (self.at.depth <= MAX_DEPTH).then_some(())
    }

    pub(crate) fn close(&mut self) {
        self.at.depth = self.at.depth.saturating_sub(1);
    }

    /// Whether nothing but white space is left.
    pub(crate) fn is_at_end(&mut self) -> bool {
        self.peek().is_none()
    }

    /// What the next value is, in words.
    pub(crate) fn found(&mut self) -> &'static str {
        match self.peek() {
            Some(b'"') => "a string",
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "a number",
            _ => "no value",
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.peek()?;
        let rest = self.text.get(self.at.offset..)?;
        rest.starts_with(word).then(|| self.at.offset += word.len())
    }

    /// Reads `null`, if it is next.
    pub fn null(&mut self) -> Option<()> {
        self.word("null")
    }

    /// Reads a boolean.
    pub fn boolean(&mut self) -> Option<bool> {
        self.word("true").map(|()| true).or_else(|| self.word("false").map(|()| false))
    }

    /// Reads a number, as its text.
    pub fn number(&mut self) -> Option<&'a str> {
        self.peek()?;
        let start = self.at.offset;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at.offset)
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.text.as_bytes().get(self.at.offset) == Some(&byte);
        self.at.offset += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at.offset..)?;
        let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at.offset += n_digits;
        (n_digits > 0).then_some(())
    }

    /// Reads a string. Borrowed where it has no escapes, which is nearly always.
    pub fn string(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let mut owned = String::new();
        loop {
            let rest = self.text.get(self.at.offset..)?;
            let n_plain = rest.bytes().position(|it| matches!(it, b'"' | b'\\' | ..b' '))?;
            let (plain, rest) = rest.split_at_checked(n_plain)?;
            self.at.offset += n_plain + 1;
            match rest.as_bytes().first()? {
                b'"' if owned.is_empty() => return Some(Cow::Borrowed(plain)),
                b'"' => return Some(Cow::Owned(owned + plain)),
                b'\\' => {
                    owned += plain;
                    owned.push(self.escape()?);
                }
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at.offset)?;
        self.at.offset += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                match char::from_u32(first) {
                    Some(c) => c,
                    None if self.skip(b'\\') && self.skip(b'u') => {
                        let pair = [u16::try_from(first).ok()?, u16::try_from(self.hex()?).ok()?];
                        char::decode_utf16(pair).next()?.ok()?
                    }
                    None => return None,
                }
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at.offset..self.at.offset + 4)?;
        self.at.offset += 4;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_hex { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    /// Reads any value. `None` means that the text is not JSON; the reader is then of no more use.
    pub fn value(&mut self) -> Option<Value> {
        let rest = self.text.get(self.at.offset..).filter(|_| !self.is_broken);
        let value = rest.and_then(|rest| {
            let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
            let value = values.next()?.ok()?;
            self.at.offset += values.byte_offset();
            Some(value)
        });
        if let (Some(audit), Some(value)) = (&mut self.audit, &value) {
            audit.untyped(value);
        }
        self.is_broken |= value.is_none();
        value
    }

    /// Says that the value just read would be written in another spelling.
    pub fn respelled(&mut self) {
        self.is_respelled = true;
    }

    pub(crate) fn take_respelled(&mut self) -> bool {
        std::mem::take(&mut self.is_respelled)
    }

    pub(crate) fn into_mismatches(self) -> Vec<Mismatch> {
        self.mismatches
    }

    pub(crate) fn audit(&mut self) -> Option<&mut Audit> {
        self.audit.as_deref_mut()
    }

    pub(crate) fn into_audit(self) -> (Vec<Mismatch>, Audit) {
        (self.mismatches, self.audit.map(|it| *it).unwrap_or_default())
    }

    pub(crate) fn mark(&self) -> Mark {
        let noted = self.audit.as_ref().map_or(Noted::default(), |it| it.noted());
        Mark { n_mismatches: self.mismatches.len(), noted }
    }

    /// Notes that the value that begins here is not what was expected, unless something inside it (noted since `mark`) already
    /// explains that.
    pub(crate) fn note(&mut self, mark: Mark, expected: &'static str) {
        if self.mismatches.len() == mark.n_mismatches && !self.is_broken {
            let found = self.found();
            self.mismatches.push(Mismatch { path: String::new(), expected, found });
        }
    }

    /// Notes that a member is not as it has to be, and nothing else: what was noted below it last, or that it is missing.
    pub(crate) fn only_below(&mut self, member: &str, expected: &'static str) {
        let is_below = |path: &str| {
            path.strip_prefix(member)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let noted = self.mismatches.iter().rposition(|it| is_below(&it.path));
        let mismatch = match noted {
            Some(index) => self.mismatches.swap_remove(index),
            None => Mismatch { path: member.to_owned(), expected, found: "nothing" },
        };
        self.mismatches = vec![mismatch];
    }

    /// Stands at the beginning again.
    pub(crate) fn restart(&mut self) {
        self.at = Position { offset: 0, depth: 0 };
    }

    /// Takes back what was noted since `mark`.
    pub(crate) fn forget(&mut self, mark: Mark) {
        self.mismatches.truncate(mark.n_mismatches);
        if let Some(audit) = &mut self.audit {
            audit.forget(mark.noted);
        }
    }

    /// Counts a member that was read since `mark`; what is inside it is counted already.
    pub(super) fn count(&mut self, mark: Mark, taken: Taken) {
        let Some(audit) = self.audit() else { return };
        match taken {
            Taken::Typed => audit.tally.n_typed += 1,
            Taken::Kept => {}
            Taken::Control => {
                audit.tally = mark.noted.tally;
                return;
            }
        }
        audit.tally.n_members += 1;
    }

    /// Forgets the members counted since `mark`: they are read again.
    pub(super) fn recount(&mut self, mark: Mark) {
        if let Some(audit) = self.audit() {
            audit.tally = mark.noted.tally;
        }
    }

    /// Puts a step before the paths noted since `mark`: paths grow from the inside out, and only where there is one.
    pub(crate) fn within(&mut self, mark: Mark, step: impl Fn() -> String) {
        let mismatches = self.mismatches.iter_mut().skip(mark.n_mismatches).map(|it| &mut it.path);
        let audited = self.audit.iter_mut().flat_map(|it| it.paths_since(mark.noted));
        for path in mismatches.chain(audited) {
            *path = below(&step(), path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::json::Value;

    fn string(json: &str) -> Option<String> {
        let mut reader = Reader::new(json);
        reader.string().filter(|_| reader.is_at_end()).map(|it| it.into_owned())
    }

    fn number(json: &str) -> Option<&str> {
        let mut reader = Reader::new(json);
        reader.number().filter(|_| reader.is_at_end())
    }

    #[test]
    fn strings_and_numbers_are_read_as_serde_json_reads_them() {
        let strings = [
            r#""""#,
            r#""a""#,
            r#" "é" "#,
            r#""\u00e9\n\/\\\"""#,
            r#""\ud83d\ude00x""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ude00""#,
            r#""\ud83d\u0041""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\u12"#,
            r#""\x""#,
            "\"\n\"",
            "\"\u{7f}\"",
            r#""a"#,
            "\"",
            "a",
            r#""a" b"#,
            r#""\"#,
        ];
        for json in strings {
            assert_eq!(string(json), serde_json::from_str::<String>(json).ok(), "{json}");
        }
        let numbers = [
            "0", "-0", "12", "1.5", "1e5", "1E+5", "1.5e-3", "01", "-", "1.", ".5", "1e", "1e+",
            "+1", "--1", "1.e1", "0x1", " 7 ", "NaN", "", "-a",
        ];
        for json in numbers {
            assert_eq!(number(json).is_some(), serde_json::from_str::<f64>(json).is_ok(), "{json}");
        }
    }

    #[test]
    fn a_value_ends_where_it_ends() {
        let mut reader = Reader::new(r#" {"a": [1]} , 5]"#);
        assert!(reader.value().is_some_and(|it| it.is_object()));
        assert!(reader.take(b','));
        assert_eq!(reader.value(), Some(Value::from(5)));
        assert!(reader.take(b']') && reader.is_at_end());
        assert_eq!(reader.value(), None);
        assert!(reader.is_broken);
    }
}
