//! Rules on where docs, examples and model disagree.

pub(crate) mod absent_from_json;
pub(crate) mod absent_from_table;
pub(crate) mod base_mismatch;
pub(crate) mod body_type_mismatch;
pub(crate) mod conflicting_operation_types;
pub(crate) mod docs_of_other_version;
pub(crate) mod duplicate_enum_member;
pub(crate) mod enum_listed_twice;
pub(crate) mod example_matches_no_line;
pub(crate) mod example_of_other_host;
pub(crate) mod example_of_other_version;
mod example_request_mismatch;
mod example_type_mismatch;
mod examples;
pub(crate) mod function_without_arguments;
pub(crate) mod misplaced_property;
pub(crate) mod property_case;
pub(crate) mod representation_type_mismatch;
pub(crate) mod required_but_absent;
pub(crate) mod response_collection_mismatch;
pub(crate) mod response_status_mismatch;
pub(crate) mod response_type_mismatch;
pub(crate) mod segment_case;
pub(crate) mod undocumented_body_property;
mod undocumented_enum_member;
mod undocumented_example_member;
pub(crate) mod value_list_mismatch;

pub(crate) use examples::check as check_examples;

use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &absent_from_json::ABSENT_FROM_JSON,
    &absent_from_table::ABSENT_FROM_TABLE,
    &base_mismatch::BASE_MISMATCH,
    &body_type_mismatch::BODY_TYPE_MISMATCH,
    &conflicting_operation_types::CONFLICTING_OPERATION_TYPES,
    &docs_of_other_version::DOCS_OF_OTHER_VERSION,
    &duplicate_enum_member::DUPLICATE_ENUM_MEMBER,
    &enum_listed_twice::ENUM_LISTED_TWICE,
    &example_matches_no_line::EXAMPLE_MATCHES_NO_LINE,
    &example_of_other_host::EXAMPLE_OF_OTHER_HOST,
    &example_of_other_version::EXAMPLE_OF_OTHER_VERSION,
    &example_request_mismatch::EXAMPLE_REQUEST_MISMATCH,
    &example_type_mismatch::EXAMPLE_TYPE_MISMATCH,
    &function_without_arguments::FUNCTION_WITHOUT_ARGUMENTS,
    &misplaced_property::MISPLACED_PROPERTY,
    &property_case::PROPERTY_CASE,
    &representation_type_mismatch::REPRESENTATION_TYPE_MISMATCH,
    &required_but_absent::REQUIRED_BUT_ABSENT,
    &response_collection_mismatch::RESPONSE_COLLECTION_MISMATCH,
    &response_status_mismatch::RESPONSE_STATUS_MISMATCH,
    &response_type_mismatch::RESPONSE_TYPE_MISMATCH,
    &segment_case::SEGMENT_CASE,
    &undocumented_body_property::UNDOCUMENTED_BODY_PROPERTY,
    &undocumented_enum_member::UNDOCUMENTED_ENUM_MEMBER,
    &undocumented_example_member::UNDOCUMENTED_EXAMPLE_MEMBER,
    &value_list_mismatch::VALUE_LIST_MISMATCH,
];
