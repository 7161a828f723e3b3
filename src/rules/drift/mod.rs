//! Rules on where docs, examples and model disagree.

mod absent_from_json;
mod absent_from_table;
mod base_mismatch;
mod body_type_mismatch;
mod conflicting_actions;
mod conflicting_operation_statuses;
mod conflicting_operation_types;
pub(crate) mod docs_of_other_version;
mod duplicate_enum_member;
mod enum_listed_twice;
mod enum_member_case;
mod example_matches_no_line;
mod example_of_other_host;
mod example_of_other_version;
mod example_request_mismatch;
mod example_type_mismatch;
mod examples;
mod function_without_arguments;
mod misplaced_property;
mod property_case;
mod relationship_collection_mismatch;
mod representation_type_mismatch;
mod required_but_absent;
mod response_collection_mismatch;
mod response_status_mismatch;
mod response_type_mismatch;
mod segment_case;
mod undocumented_body_property;
mod undocumented_enum_member;
mod undocumented_example_member;
mod unrelated_alternatives;
mod value_list_mismatch;

use super::cx::Check;
use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &absent_from_json::ABSENT_FROM_JSON,
    &absent_from_table::ABSENT_FROM_TABLE,
    &base_mismatch::BASE_MISMATCH,
    &body_type_mismatch::BODY_TYPE_MISMATCH,
    &conflicting_actions::CONFLICTING_ACTIONS,
    &conflicting_operation_statuses::CONFLICTING_OPERATION_STATUSES,
    &conflicting_operation_types::CONFLICTING_OPERATION_TYPES,
    &docs_of_other_version::DOCS_OF_OTHER_VERSION,
    &duplicate_enum_member::DUPLICATE_ENUM_MEMBER,
    &enum_listed_twice::ENUM_LISTED_TWICE,
    &enum_member_case::ENUM_MEMBER_CASE,
    &example_matches_no_line::EXAMPLE_MATCHES_NO_LINE,
    &example_of_other_host::EXAMPLE_OF_OTHER_HOST,
    &example_of_other_version::EXAMPLE_OF_OTHER_VERSION,
    &example_request_mismatch::EXAMPLE_REQUEST_MISMATCH,
    &example_type_mismatch::EXAMPLE_TYPE_MISMATCH,
    &function_without_arguments::FUNCTION_WITHOUT_ARGUMENTS,
    &misplaced_property::MISPLACED_PROPERTY,
    &property_case::PROPERTY_CASE,
    &relationship_collection_mismatch::RELATIONSHIP_COLLECTION_MISMATCH,
    &representation_type_mismatch::REPRESENTATION_TYPE_MISMATCH,
    &required_but_absent::REQUIRED_BUT_ABSENT,
    &response_collection_mismatch::RESPONSE_COLLECTION_MISMATCH,
    &response_status_mismatch::RESPONSE_STATUS_MISMATCH,
    &response_type_mismatch::RESPONSE_TYPE_MISMATCH,
    &segment_case::SEGMENT_CASE,
    &undocumented_body_property::UNDOCUMENTED_BODY_PROPERTY,
    &undocumented_enum_member::UNDOCUMENTED_ENUM_MEMBER,
    &undocumented_example_member::UNDOCUMENTED_EXAMPLE_MEMBER,
    &unrelated_alternatives::UNRELATED_ALTERNATIVES,
    &value_list_mismatch::VALUE_LIST_MISMATCH,
];

/// What each of them looks at. Those on deviations of examples share one walk.
pub(super) const CHECKS: &[Check] = &[
    absent_from_json::check,
    absent_from_table::check,
    base_mismatch::check,
    body_type_mismatch::check,
    conflicting_actions::check,
    conflicting_operation_statuses::check,
    conflicting_operation_types::check,
    duplicate_enum_member::check,
    enum_listed_twice::check,
    example_matches_no_line::check,
    example_of_other_host::check,
    example_of_other_version::check,
    examples::check,
    function_without_arguments::check,
    misplaced_property::check,
    property_case::check,
    relationship_collection_mismatch::check,
    representation_type_mismatch::check,
    required_but_absent::check,
    response_collection_mismatch::check,
    response_status_mismatch::check,
    response_type_mismatch::check,
    segment_case::check,
    undocumented_body_property::check,
    unrelated_alternatives::check,
    value_list_mismatch::check,
];
