//! The files that a dialect names: what it extends, and where it takes table headers from.

use crate::toml_file::{FileError, Named, TomlFile};

/// What a dialect can extend.
pub(super) const EXTENDS: &str =
    "`extends` is the name of a dialect, or a file: `\"graph\"`, `\"../base.toml\"`";

/// The file that a dialect wants table headers taken from, if it names one; relative to its own.
///
/// # Errors
///
/// If the text is no TOML, or the name is no text.
pub fn headers_from(path: &str, text: &str) -> Result<Option<Named>, FileError> {
    let toml = TomlFile::new(path, text);
    let table = toml.parse_settings()?;
    let Some(value) = table.get("headers-from") else { return Ok(None) };
    let wanted = "`headers-from` is a file: `\"config/table-header-config.json\"`";
    toml.way_of(value, ("file", "the dialect's own file"), wanted).map(Some)
}

/// The file that a dialect extends, if it says so with a name that ends as files do; relative to its own.
///
/// # Errors
///
/// If the text is no TOML, or the name is no text.
pub fn extends_file(path: &str, text: &str) -> Result<Option<Named>, FileError> {
    let toml = TomlFile::new(path, text);
    let table = toml.parse_settings()?;
    let Some(value) = table.get("extends") else { return Ok(None) };
    let named = toml.way_of(value, ("file", "the dialect's own file"), EXTENDS)?;
    Ok(Some(named).filter(|named| named.way.ends_with(".toml")))
}
