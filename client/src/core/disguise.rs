//! Errors whose status says that all went well.

use crate::codec::is_first_member;
use crate::error::{Error, is_annotation, is_error_name};
use http::StatusCode;

/// The error that the body of a success is, if it is one.
pub(crate) fn disguised(status: StatusCode, body: &[u8]) -> Option<Error> {
    let json = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    if json.trim_ascii_start().first() != Some(&b'{') {
        return None;
    }
    // Nearly all answers are told from an error by their first member that is no annotation.
    let text = std::str::from_utf8(json).ok()?;
    let may_be = is_first_member(text, is_annotation, is_error_name);
    may_be.then(|| Error::in_success(status, body)).flatten()
}
