//! JSON text, written from left to right.

use super::scan::special;
use crate::json::Value;
use std::fmt;
use std::io::Write;

/// JSON text that grows.
#[derive(Debug, Default)]
pub struct Writer {
    json: Vec<u8>,
    /// It is sent: without what only answers have.
    pub(super) is_body: bool,
}

impl Writer {
    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.json.reserve(text.len() + 2);
        self.json.push(b'"');
        let mut rest = text.as_bytes();
        while let Some((plain, [byte, after @ ..])) =
            special(rest).and_then(|place| rest.split_at_checked(place))
        {
            self.json.extend_from_slice(plain);
            self.escape(*byte);
            rest = after;
        }
        self.json.extend_from_slice(rest);
        self.json.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x0C => b'f',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            _ => {
                self.display(format_args!("\\u{byte:04x}"));
                return;
            }
        };
        self.json.extend_from_slice(&[b'\\', short]);
    }

    /// Writes any value.
    pub fn value(&mut self, value: &Value) {
        let before = self.json.len();
        if serde_json::to_writer(&mut self.json, value).is_err() {
            // Memory can be written to and these values have no maps with other keys than strings: it does not happen.
            self.json.truncate(before);
            self.null();
        }
    }

    /// What is JSON already is the caller's business.
    pub(crate) fn raw(&mut self, json: &str) {
        self.json.extend_from_slice(json.as_bytes());
    }

    /// The same of what is shown as JSON.
    pub(crate) fn display(&mut self, json: impl fmt::Display) {
        // Memory can be written to.
        let _ = write!(self.json, "{json}");
    }

    pub(crate) fn open(&mut self, bracket: u8) {
        self.json.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: u8) {
        self.json.push(bracket);
    }

    /// Between two items, but not before the first.
    pub(crate) fn separate(&mut self) {
        if !matches!(self.json.last(), None | Some(b'[' | b'{')) {
            self.json.push(b',');
        }
    }

    pub(crate) fn name(&mut self, name: &str) {
        self.separate();
        self.string(name);
        self.json.push(b':');
    }

    /// A name that may be known to be one that JSON has as it is.
    pub(crate) fn known_name(&mut self, name: &str, is_plain: bool) {
        if !is_plain {
            self.name(name);
            return;
        }
        self.separate();
        self.json.push(b'"');
        self.json.extend_from_slice(name.as_bytes());
        self.json.extend_from_slice(b"\":");
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.json
    }
}

#[cfg(test)]
mod tests {
    use super::Writer;

    #[test]
    fn strings_are_written_as_serde_json_writes_them() {
        for c in (0..=0x100).filter_map(char::from_u32).chain(['\u{2028}', '\u{fffd}', '😀']) {
            for text in
                [format!("{c}"), format!("{c}{c}a long text with {c} in it"), format!("x{c}")]
            {
                let mut json = Writer::default();
                json.string(&text);
                assert_eq!(
                    json.into_vec(),
                    serde_json::to_vec(&text).expect("a string"),
                    "{text:?}"
                );
            }
        }
    }
}
