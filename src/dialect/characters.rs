//! What texts of settings are made of that become parts of URLs.

use crate::visible::is_unseen;

/// Whether a character may stand in a URL of settings. None of them ends a link, a literal or a line, wherever the URL goes.
pub(super) fn is_url_char(c: char) -> bool {
    let is_delimiter = |c| "<>()[]{}`\"'\\^|".contains(c);
    !(c.is_whitespace() || is_unseen(c) || is_delimiter(c))
}
