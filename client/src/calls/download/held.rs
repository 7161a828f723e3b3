//! The beginning of an answer that may be no bytes but an error, although its status says that all went well.

use crate::core::{disguised, is_json};
use crate::error::Error;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};

/// Errors are short: what is longer is none.
const MOST: usize = 64 << 10;

/// Bytes that have come and are looked at before any of them is given: JSON, which may be an error.
#[derive(Default)]
pub(super) struct Held(Vec<u8>);

impl Held {
    /// What has to be held of an answer with this head; `None` if nothing.
    pub(super) fn of(status: StatusCode, headers: &HeaderMap) -> Option<Self> {
        (status != StatusCode::PARTIAL_CONTENT && is_json(headers)).then(Self::default)
    }

    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// With another piece; or all of it, if it is no error.
    pub(super) fn with(mut self, piece: &[u8]) -> Result<Self, Bytes> {
        self.0.extend_from_slice(piece);
        let start = self.0.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.0).trim_ascii_start();
        let may_be_error = start.first().is_none_or(|it| matches!(it, b'{' | b'\xEF'));
        if may_be_error && self.0.len() <= MOST { Ok(self) } else { Err(self.0.into()) }
    }

    /// All of it at its end, or the error that it is.
    pub(super) fn end(self, status: StatusCode, headers: &HeaderMap) -> Result<Bytes, Error> {
        let bytes = Bytes::from(self.0);
        match disguised(status, &bytes) {
            Some(error) => Err(error.in_response(status, headers, &bytes)),
            None => Ok(bytes),
        }
    }
}
