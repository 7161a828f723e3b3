//! JSON text, read once from left to right, straight into fields.
//!
//! Reading is optimistic: a typed read that meets something else gives `None`, the caller goes back to where the value began
//! and passes it as [`raw`](Reader::raw) text, which tells a value of another type from text that is no JSON at all.

use super::audit::Audit;
use super::mismatch::Mismatch;
use super::order::Orders;
use super::places::ODATA_LISTS;
use super::scan::special;

/// Deeper text is refused. The same as serde_json's limit, and no service comes near.
const MAX_DEPTH: u8 = 128;

/// A place in JSON text, and what was learned on the way there.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: Position,
    /// The text turned out not to be JSON; nothing more is read.
    pub(super) is_broken: bool,
    pub(super) is_respelled: bool,
    pub(super) mismatches: Vec<Mismatch>,
    pub(super) orders: Orders,
    /// Where the answers of a service have the items of a list.
    pub(crate) lists: &'static [&'static str],
    /// More than reading needs; only where somebody asks.
    pub(super) audit: Option<Box<Audit>>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    pub(super) offset: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: Position { offset: 0, depth: 0 },
            is_broken: false,
            is_respelled: false,
            mismatches: Vec::new(),
            orders: Orders::default(),
            lists: ODATA_LISTS,
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

    /// Stands at the beginning again.
    pub(crate) fn restart(&mut self) {
        self.at = Position { offset: 0, depth: 0 };
    }

    /// All of the text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Where in the text it stands, in bytes.
    pub(crate) fn offset(&self) -> usize {
        self.at.offset
    }

    pub(crate) fn rewind(&mut self, position: Position) {
        self.at = position;
    }

    /// The bytes from here on.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at.offset..).unwrap_or_default()
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
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
        self.rest().starts_with(word.as_bytes()).then(|| self.at.offset += word.len())
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

    pub(super) fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.text.as_bytes().get(self.at.offset) == Some(&byte);
        self.at.offset += usize::from(is_next);
        is_next
    }

    fn digits(&mut self) -> Option<()> {
        let n_digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at.offset += n_digits;
        (n_digits > 0).then_some(())
    }

    /// Reads any value, as its text. `None` means that the text is not JSON; the reader is then of no more use.
    pub fn raw(&mut self) -> Option<&'a str> {
        if self.is_broken {
            return None;
        }
        self.peek();
        let start = self.at.offset;
        if self.pass().is_none() {
            self.is_broken = true;
            return None;
        }
        let raw = self.text.get(start..self.at.offset);
        self.count_inside(start);
        raw
    }

    /// Passes a value without recursion: depth costs a bit.
    pub(super) fn pass(&mut self) -> Option<()> {
        let (mut n_open, mut objects) = (0, 0_u128);
        loop {
            match self.peek()? {
                b'"' => self.pass_string()?,
                bracket @ (b'{' | b'[') => {
                    self.open(bracket)?;
                    let is_object = bracket == b'{';
                    (n_open, objects) = (n_open + 1, objects << 1 | u128::from(is_object));
                    match (is_object, self.peek()?) {
                        (true, b'}') | (false, b']') => {}
                        (true, _) => {
                            self.pass_name()?;
                            continue;
                        }
                        (false, _) => continue,
                    }
                }
                b't' | b'f' => self.boolean().map(drop)?,
                b'n' => self.null()?,
                _ => self.number().map(drop)?,
            }
            loop {
                if n_open == 0 {
                    return Some(());
                }
                let is_object = objects & 1 == 1;
                match (is_object, self.peek()?) {
                    (true, b',') => {
                        self.at.offset += 1;
                        self.pass_name()?;
                        break;
                    }
                    (false, b',') => {
                        self.at.offset += 1;
                        break;
                    }
                    (true, b'}') | (false, b']') => {
                        self.at.offset += 1;
                        self.close();
                        (n_open, objects) = (n_open - 1, objects >> 1);
                    }
                    _ => return None,
                }
            }
        }
    }

    fn pass_name(&mut self) -> Option<()> {
        self.pass_string()?;
        self.expect(b':')
    }

    fn pass_string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            self.at.offset += special(self.rest())?;
            if self.skip(b'"') {
                return Some(());
            }
            self.skip(b'\\').then_some(())?;
            self.pass_escape()?;
        }
    }

    /// Why the text is not JSON, if it is not: in words, with the place.
    pub(crate) fn problem(text: &str) -> Option<String> {
        let mut reader = Reader::new(text);
        if reader.raw().is_some() && reader.is_at_end() {
            return None;
        }
        let what = match reader.at.depth > MAX_DEPTH {
            true => format!("more than {MAX_DEPTH} brackets are open"),
            false if reader.rest().is_empty() => "it ends too early".to_owned(),
            false => "this can't stand here".to_owned(),
        };
        let before = text.as_bytes().get(..reader.at.offset).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Some(format!("line {line}, column {column}: {what}"))
    }

    /// Says that the value just read would be written in another spelling.
    pub fn respelled(&mut self) {
        self.is_respelled = true;
    }

    pub(crate) fn take_respelled(&mut self) -> bool {
        std::mem::take(&mut self.is_respelled)
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::json::Value;

    fn number(json: &str) -> Option<&str> {
        let mut reader = Reader::new(json);
        reader.number().filter(|_| reader.is_at_end())
    }

    #[test]
    fn numbers_are_read_as_serde_json_reads_them() {
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
        assert_eq!(reader.raw(), Some(r#"{"a": [1]}"#));
        assert!(reader.take(b','));
        assert_eq!(reader.value(), Some(Value::from(5)));
        assert!(reader.take(b']') && reader.is_at_end());
        assert_eq!(reader.raw(), None);
        assert!(reader.is_broken);
    }

    #[test]
    fn the_deepest_text_and_one_bracket_more() {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = |n: usize| {
                let inner = if open == "[" { "" } else { "1" };
                format!("{}{inner}{}", open.repeat(n), close.repeat(n))
            };
            assert_eq!(Reader::problem(&deep(128)), None);
            let problem = Reader::problem(&deep(129)).expect("too deep");
            assert!(problem.ends_with("more than 128 brackets are open"), "{problem}");
        }
    }

    #[test]
    fn problems_name_their_place() {
        for (text, problem) in [
            ("{\n \"a\": x}", "line 2, column 7: this can't stand here"),
            ("[1,", "line 1, column 4: it ends too early"),
            ("{} {}", "line 1, column 4: this can't stand here"),
            ("\"\\x\"", "line 1, column 3: this can't stand here"),
        ] {
            assert_eq!(Reader::problem(text).as_deref(), Some(problem), "{text}");
        }
    }
}
