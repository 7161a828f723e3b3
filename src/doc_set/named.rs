//! Files that a user names.

use super::walk::{is_markdown, read_text};
use crate::limits::Limit;
use std::path::Path;

/// The text of a file that a user names, which is no page and may have so many bytes.
///
/// # Errors
///
/// Why it can't be read.
pub fn named_file(path: &Path, most: Limit) -> Result<String, String> {
    if !path.is_file() {
        return Err("it is no file".to_owned());
    }
    read_text(path, most)
        .map_err(|unread| unread.reason.trim_end_matches(" from here on").to_owned())
}

/// Whether a file is a page, by its name, and in no folder that is hidden below the docs.
pub fn is_page_name(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    !is_hidden && is_markdown(Path::new(path))
}
