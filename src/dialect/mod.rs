//! Dialects: how one publisher's docs spell things, as plain data without functions.

use crate::edm::Primitive;

/// How one publisher's docs spell things. Plain data.
#[derive(Debug)]
pub struct Dialect {
    /// The name users choose it by.
    pub name: &'static str,
    /// The namespace of pages without a namespace line.
    pub default_namespace: &'static str,
    /// Type spellings, in lower case, and the primitive they mean.
    pub primitives: &'static [(&'static str, Primitive)],
}

/// Every built-in dialect.
pub static DIALECTS: &[&Dialect] = &[];
