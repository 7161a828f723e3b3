//! JSON strings: borrowed where they have no escapes, which is nearly always.

use super::reader::Reader;
use super::scan::special;
use std::borrow::Cow;

impl<'a> Reader<'a> {
    /// Reads a string. Half of a surrogate pair alone, which no Rust string can hold, becomes `U+FFFD`.
    pub fn string(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let start = self.at.offset;
        let end = start + special(self.rest())?;
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at.offset = end + 1;
            return self.text.get(start..end).map(Cow::Borrowed);
        }
        self.escaped(end).map(Cow::Owned)
    }

    /// Reads a string whose first special byte is at `end`.
    fn escaped(&mut self, mut end: usize) -> Option<String> {
        let mut start = self.at.offset;
        let mut text = String::with_capacity(2 * (end - start) + 16);
        loop {
            text.push_str(self.text.get(start..end)?);
            self.at.offset = end;
            if self.skip(b'"') {
                return Some(text);
            }
            self.skip(b'\\').then_some(())?;
            text.push(self.escape()?);
            start = self.at.offset;
            end = start + special(self.rest())?;
        }
    }

    /// Passes what is behind a backslash.
    pub(super) fn pass_escape(&mut self) -> Option<()> {
        match self.rest().first()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at.offset += 1,
            b'u' => {
                self.at.offset += 1;
                self.hex()?;
            }
            _ => return None,
        }
        Some(())
    }

    fn escape(&mut self) -> Option<char> {
        let byte = *self.rest().first()?;
        let escaped = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at.offset += 1;
                return self.unicode();
            }
            _ => return None,
        };
        self.at.offset += 1;
        Some(escaped)
    }

    fn unicode(&mut self) -> Option<char> {
        let first = self.hex()?;
        let behind = self.at.offset;
        if let Some(c) = char::from_u32(u32::from(first)) {
            return Some(c);
        }
        if self.skip(b'\\')
            && self.skip(b'u')
            && let Some(second) = self.hex()
            && let Some(Ok(c)) = char::decode_utf16([first, second]).next()
        {
            return Some(c);
        }
        // What follows is read again, as itself.
        self.at.offset = behind;
        self.respelled();
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Option<u16> {
        let digits = self.rest().first_chunk::<4>()?;
        let mut number = 0;
        for digit in digits {
            number = number << 4 | char::from(*digit).to_digit(16)?;
        }
        self.at.offset += 4;
        u16::try_from(number).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Reader;

    fn string(json: &str) -> Option<String> {
        let mut reader = Reader::new(json);
        let string = reader.string().filter(|_| reader.is_at_end()).map(|it| it.into_owned());
        assert_eq!(Reader::problem(json).is_none(), string.is_some(), "{json}");
        string
    }

    #[test]
    fn strings_are_read_as_serde_json_reads_them() {
        let strings = [
            r#""""#,
            r#""a""#,
            r#" "é" "#,
            r#""\u00e9\n\/\\\"""#,
            r#""\ud83d\ude00x""#,
            r#""\ud83d\u00""#,
            r#""\u12g4""#,
            r#""\u+123""#,
            r#""\u12"#,
            r#""\u12é""#,
            r#""\x""#,
            "\"\n\"",
            "\"a long text and then\t\"",
            "\"\u{7f}\"",
            r#""a"#,
            "\"",
            "a",
            r#""\"#,
        ];
        for json in strings {
            assert_eq!(string(json), serde_json::from_str::<String>(json).ok(), "{json}");
        }
    }

    #[test]
    fn half_a_pair_alone_is_no_character() {
        for (json, text) in [
            (r#""cut \ud83d""#, "cut \u{fffd}"),
            (r#""\ude00x""#, "\u{fffd}x"),
            (r#""\ud83d\u0041""#, "\u{fffd}A"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
            (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
        ] {
            assert_eq!(string(json).as_deref(), Some(text), "{json}");
        }
    }
}
