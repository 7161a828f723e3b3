//! Rules on names across pages, reported while the model is built.

pub(crate) mod duplicate_type;
pub(crate) mod inferred_type;
pub(crate) mod inheritance_cycle;
pub(crate) mod namespace_mismatch;
pub(crate) mod title_mismatch;
pub(crate) mod type_name_case;
pub(crate) mod unknown_type;

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &duplicate_type::DUPLICATE_TYPE,
    &inferred_type::INFERRED_TYPE,
    &inheritance_cycle::INHERITANCE_CYCLE,
    &namespace_mismatch::NAMESPACE_MISMATCH,
    &title_mismatch::TITLE_MISMATCH,
    &type_name_case::TYPE_NAME_CASE,
    &unknown_type::UNKNOWN_TYPE,
];
