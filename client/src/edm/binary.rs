//! `Edm.Binary` to bytes and back.

use super::texts::{Binary, Stream};

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

impl Binary {
    /// The bytes as base64 with padding, which services read whether they write base64 or base64url.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        encode(bytes).into()
    }

    /// The bytes; `None` if the text is neither base64 nor base64url.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        decode(self.as_str())
    }
}

impl Stream {
    /// The bytes; `None` if the text is a link, or neither base64 nor base64url.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        decode(self.as_str())
    }
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|index| u32::from(chunk.get(index).copied().unwrap_or(0)));
        let bits = a << 16 | b << 8 | c;
        for index in 0..4 {
            let digit = STANDARD[(bits >> (18 - 6 * index) & 63) as usize];
            text.push(if index <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=').as_bytes();
    let n_padding = text.len() - digits.len();
    // Padding fills up to four, or is not there.
    if digits.len() % 4 == 1 || n_padding > 2 || (n_padding > 0 && !text.len().is_multiple_of(4)) {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    for chunk in digits.chunks(4) {
        let mut bits = 0;
        for index in 0..4 {
            bits = bits << 6 | chunk.get(index).map_or(Some(0), |digit| value(*digit))?;
        }
        let [_, a, b, c] = bits.to_be_bytes();
        bytes.extend(&[a, b, c][..chunk.len() - 1]);
        // Bits that belong to no byte are zero, so that a text means one thing.
        if [a, b, c][chunk.len() - 1..].iter().any(|rest| *rest != 0) {
            return None;
        }
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u32> {
    let standard = match digit {
        b'-' => b'+',
        b'_' => b'/',
        other => other,
    };
    STANDARD.iter().position(|it| *it == standard).and_then(|index| u32::try_from(index).ok())
}
