//! Rules on names across pages. What lowering cannot decide it tells itself.

mod assumed_body;
pub(crate) mod duplicate_type;
mod inferred_type;
pub(crate) mod inheritance_cycle;
mod key_of_no_property;
mod link_text_mismatch;
mod misspelt_permission;
mod namespace_mismatch;
mod title_mismatch;
mod type_name_case;
pub(crate) mod unknown_type;
mod untyped_answer;

use super::cx::Check;
use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &assumed_body::ASSUMED_BODY,
    &duplicate_type::DUPLICATE_TYPE,
    &inferred_type::INFERRED_TYPE,
    &inheritance_cycle::INHERITANCE_CYCLE,
    &key_of_no_property::KEY_OF_NO_PROPERTY,
    &link_text_mismatch::LINK_TEXT_MISMATCH,
    &misspelt_permission::MISSPELT_PERMISSION,
    &namespace_mismatch::NAMESPACE_MISMATCH,
    &title_mismatch::TITLE_MISMATCH,
    &type_name_case::TYPE_NAME_CASE,
    &unknown_type::UNKNOWN_TYPE,
    &untyped_answer::UNTYPED_ANSWER,
];

/// What those look at that lowering does not tell.
pub(super) const CHECKS: &[Check] = &[
    assumed_body::check,
    inferred_type::check,
    key_of_no_property::check,
    link_text_mismatch::check,
    misspelt_permission::check,
    namespace_mismatch::check,
    title_mismatch::check,
    type_name_case::check,
    untyped_answer::check,
];
