//! `Edm.Binary` to bytes and back.

use super::texts::{Binary, Stream};
use base64::alphabet::{self, Alphabet};
use base64::engine::{DecodePaddingMode, Engine, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;

impl Binary {
    /// The bytes as base64 with padding, which services read whether they write base64 or base64url.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        STANDARD.encode(bytes).into()
    }

    /// The bytes; white space in it is passed over. `None` if the text is neither base64 nor base64url.
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

/// Lenient, as texts of services are: loose last bits, and padding that is missing, are no damage.
const fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config)
}

const STANDARD: GeneralPurpose = engine(&alphabet::STANDARD);
const URL_SAFE: GeneralPurpose = engine(&alphabet::URL_SAFE);

fn decode(text: &str) -> Option<Vec<u8>> {
    // Lines are broken in what came by mail.
    let text: Cow<'_, str> = match text.contains(|c: char| c.is_ascii_whitespace()) {
        true => text.split_ascii_whitespace().collect(),
        false => text.into(),
    };
    let engine = if text.contains(['-', '_']) { URL_SAFE } else { STANDARD };
    engine.decode(text.as_bytes()).ok()
}
