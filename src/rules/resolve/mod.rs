//! Rules on names across pages, reported while the model is built.

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[];
