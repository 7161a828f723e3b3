//! JSON text, written from left to right.

use crate::json::Value;

/// JSON text that grows.
#[derive(Debug, Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// Writes `null`.
    pub fn null(&mut self) {
        self.0.extend_from_slice(b"null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, value: bool) {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.serialize(|json| serde_json::to_writer(json, text));
    }

    /// Writes any value.
    pub fn value(&mut self, value: &Value) {
        self.serialize(|json| serde_json::to_writer(json, value));
    }

    /// A number is the caller's business: its text has to be one of JSON's.
    pub(crate) fn number(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
    }

    fn serialize(&mut self, write: impl FnOnce(&mut Vec<u8>) -> serde_json::Result<()>) {
        let before = self.0.len();
        if write(&mut self.0).is_err() {
            // Memory can be written to and these values have no maps with other keys than strings: it does not happen.
            self.0.truncate(before);
            self.null();
        }
    }

    pub(crate) fn open(&mut self, bracket: u8) {
        self.0.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: u8) {
        self.0.push(bracket);
    }

    /// Between two items, but not before the first.
    pub(crate) fn separate(&mut self) {
        if !matches!(self.0.last(), None | Some(b'[' | b'{')) {
            self.0.push(b',');
        }
    }

    pub(crate) fn name(&mut self, name: &str) {
        self.separate();
        self.string(name);
        self.0.push(b':');
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    pub(crate) fn into_vec(self) -> Vec<u8> {
        self.0
    }
}
