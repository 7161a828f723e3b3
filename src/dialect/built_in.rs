//! The dialects that come with docwright: files in TOML, compiled in and read once. A user's may extend them.

use super::Dialect;
use super::file::{self, Base};
use super::header_config::SideFile;
use crate::toml_file::FileError;
use std::sync::{Arc, LazyLock};

/// A dialect that comes with docwright.
#[derive(Clone, Debug)]
pub struct BuiltIn {
    /// The file that it is read from, for users to copy.
    pub text: &'static str,
    /// What it says.
    pub dialect: Arc<Dialect>,
}

/// Name and text of each; one may extend those before it.
const FILES: &[(&str, &str)] = &[
    ("graph.toml", include_str!("graph.toml")),
    ("graph-beta.toml", include_str!("graph-beta.toml")),
    ("graph-zh-cn.toml", include_str!("graph-zh-cn.toml")),
    ("onedrive.toml", include_str!("onedrive.toml")),
    ("business-central.toml", include_str!("business-central.toml")),
    ("rest.toml", include_str!("rest.toml")),
];

/// Every dialect that comes with docwright; the first is the default.
pub static BUILT_IN: LazyLock<Vec<BuiltIn>> = LazyLock::new(|| {
    let mut known: Vec<BuiltIn> = Vec::new();
    for (name, text) in FILES {
        let dialect =
            file::read(name, text, None, Base::Known(&dialects(&known))).unwrap_or_else(|error| {
                panic!("a dialect of ours can't be read: {error}");
            });
        known.push(BuiltIn { text, dialect: Arc::new(dialect) });
    }
    known
});

/// The dialect of a name.
pub fn built_in(name: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|it| it.dialect.name == name)
}

/// Reads a dialect; `headers` is the file that [`headers_from`](super::headers_from) names.
///
/// # Errors
///
/// If the text is no TOML, or says something that nobody reads or that can't be.
pub fn parse(path: &str, text: &str, headers: Option<SideFile<'_>>) -> Result<Dialect, FileError> {
    file::read(path, text, headers, Base::Known(&dialects(&BUILT_IN)))
}

/// The same of a file that extends another file, which [`extends_file`](super::extends_file) names: its dialect is `base`.
///
/// # Errors
///
/// As of [`parse`].
pub fn parse_on(
    path: &str,
    text: &str,
    headers: Option<SideFile<'_>>,
    base: &Dialect,
) -> Result<Dialect, FileError> {
    file::read(path, text, headers, Base::File(base))
}

/// The first of the dialects that come with docwright.
impl Default for &'static Dialect {
    fn default() -> Self {
        &BUILT_IN[0].dialect
    }
}

fn dialects(known: &[BuiltIn]) -> Vec<&Dialect> {
    known.iter().map(|it| &*it.dialect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_named_for_its_file_and_says_what_it_is_for() {
        for ((file, _), BuiltIn { dialect, .. }) in FILES.iter().zip(BUILT_IN.iter()) {
            assert_eq!(*file, format!("{}.toml", dialect.name));
            assert!(!dialect.summary.is_empty(), "{file}");
        }
        assert_eq!(FILES.len(), BUILT_IN.len());
    }
}
