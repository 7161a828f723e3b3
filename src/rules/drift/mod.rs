//! Rules on where docs, examples and model disagree.

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[];
