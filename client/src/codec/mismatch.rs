//! Where JSON is not of the documented type, by the path from the root.

/// A documented member whose JSON type is not the documented one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Where, from the root: `value[3].from.emailAddress`; empty for the root itself.
    pub(crate) path: String,
    /// What the docs say, in words.
    pub(crate) expected: &'static str,
    /// What was read, in words.
    pub(crate) found: &'static str,
}

/// A path below a step: `a.b`, `a[0]`.
pub(crate) fn below(step: &str, path: &str) -> String {
    let dot = if path.is_empty() || path.starts_with('[') || step.is_empty() { "" } else { "." };
    format!("{step}{dot}{path}")
}
