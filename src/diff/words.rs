//! Names of the docs in sentences.

/// A name as code. A backtick in it would end that.
pub(super) fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}

/// Names as code, in a row.
pub(super) fn codes(names: &[String]) -> String {
    names.iter().map(|it| code(it)).collect::<Vec<_>>().join(", ")
}
