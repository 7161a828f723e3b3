//! Text as a part of a URL, percent-encoded so that it stays in its place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a value keeps: RFC 3986's unreserved characters. Everything else could mean something to somebody.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What documented text keeps: all that may stand in a segment.
const LITERAL: &AsciiSet = &VALUE
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// What a query option keeps. `+`, `&`, `=` and `#` are encoded, a space is `%20`.
const QUERY: &AsciiSet = &VALUE
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'@');

/// A value in a segment of a path.
pub(crate) fn encode_value(text: &str) -> String {
    encode(text, VALUE)
}

/// Documented text in a segment of a path.
pub(crate) fn encode_literal(text: &str) -> String {
    encode(text, LITERAL)
}

/// The name or the value of a query option.
pub(crate) fn encode_query(text: &str) -> String {
    encode(text, QUERY)
}

fn encode(text: &str, keep: &'static AsciiSet) -> String {
    utf8_percent_encode(text, keep).to_string()
}
