//! Rules on where docs, examples and model disagree.

pub(crate) mod conflicting_operation_types;
pub(crate) mod example_matches_no_line;
pub(crate) mod example_of_other_version;
pub(crate) mod example_type_mismatch;
mod examples;
pub(crate) mod required_but_absent;
pub(crate) mod undocumented_example_member;

pub(crate) use examples::check as check_examples;

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &conflicting_operation_types::CONFLICTING_OPERATION_TYPES,
    &example_matches_no_line::EXAMPLE_MATCHES_NO_LINE,
    &example_of_other_version::EXAMPLE_OF_OTHER_VERSION,
    &example_type_mismatch::EXAMPLE_TYPE_MISMATCH,
    &required_but_absent::REQUIRED_BUT_ABSENT,
    &undocumented_example_member::UNDOCUMENTED_EXAMPLE_MEMBER,
];
