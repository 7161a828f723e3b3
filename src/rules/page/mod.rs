//! Rules on single pages, reported while they are read.

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[];
