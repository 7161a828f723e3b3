//! Rules on where docs, examples and model disagree.

mod absent_from_json;
mod absent_from_table;
mod abstract_without_type;
mod answer_without_body;
mod base_mismatch;
mod body_type_mismatch;
mod conflicting_actions;
mod conflicting_operation_statuses;
mod conflicting_operation_types;
mod delta_without_link;
pub(crate) mod docs_of_other_version;
mod duplicate_enum_member;
mod enum_listed_twice;
mod enum_member_case;
mod example_matches_no_line;
mod example_of_other_host;
mod example_of_other_version;
mod example_out_of_bounds;
mod example_request_mismatch;
mod example_segment_case;
mod example_type_mismatch;
mod example_value_format;
mod examples;
mod function_without_arguments;
mod header_case;
mod misplaced_property;
mod pages;
mod parameter_name_mismatch;
mod property_case;
mod query_names;
mod read_only_in_request;
mod relationship_collection_mismatch;
mod replaced_example_member;
mod representation_type_mismatch;
mod required_but_absent;
mod required_header_absent;
mod response_collection_mismatch;
mod response_status_mismatch;
mod response_type_mismatch;
mod segment_case;
mod shown;
mod shown_without_select;
mod undocumented_body_property;
mod undocumented_enum_member;
mod undocumented_example_member;
mod undocumented_query_option;
mod unknown_query_property;
mod unrelated_alternatives;
mod unrelated_example_context;
mod unrelated_example_type;
mod value_list_mismatch;
mod wrapped_answer;

use super::cx::Check;
use crate::diagnostic::Rule;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &absent_from_json::ABSENT_FROM_JSON,
    &absent_from_table::ABSENT_FROM_TABLE,
    &abstract_without_type::ABSTRACT_WITHOUT_TYPE,
    &answer_without_body::ANSWER_WITHOUT_BODY,
    &base_mismatch::BASE_MISMATCH,
    &body_type_mismatch::BODY_TYPE_MISMATCH,
    &conflicting_actions::CONFLICTING_ACTIONS,
    &conflicting_operation_statuses::CONFLICTING_OPERATION_STATUSES,
    &conflicting_operation_types::CONFLICTING_OPERATION_TYPES,
    &delta_without_link::DELTA_WITHOUT_LINK,
    &docs_of_other_version::DOCS_OF_OTHER_VERSION,
    &duplicate_enum_member::DUPLICATE_ENUM_MEMBER,
    &enum_listed_twice::ENUM_LISTED_TWICE,
    &enum_member_case::ENUM_MEMBER_CASE,
    &example_matches_no_line::EXAMPLE_MATCHES_NO_LINE,
    &example_of_other_host::EXAMPLE_OF_OTHER_HOST,
    &example_of_other_version::EXAMPLE_OF_OTHER_VERSION,
    &example_out_of_bounds::EXAMPLE_OUT_OF_BOUNDS,
    &example_request_mismatch::EXAMPLE_REQUEST_MISMATCH,
    &example_segment_case::EXAMPLE_SEGMENT_CASE,
    &example_type_mismatch::EXAMPLE_TYPE_MISMATCH,
    &example_value_format::EXAMPLE_VALUE_FORMAT,
    &function_without_arguments::FUNCTION_WITHOUT_ARGUMENTS,
    &header_case::HEADER_CASE,
    &misplaced_property::MISPLACED_PROPERTY,
    &parameter_name_mismatch::PARAMETER_NAME_MISMATCH,
    &property_case::PROPERTY_CASE,
    &read_only_in_request::READ_ONLY_IN_REQUEST,
    &relationship_collection_mismatch::RELATIONSHIP_COLLECTION_MISMATCH,
    &replaced_example_member::REPLACED_EXAMPLE_MEMBER,
    &representation_type_mismatch::REPRESENTATION_TYPE_MISMATCH,
    &required_but_absent::REQUIRED_BUT_ABSENT,
    &required_header_absent::REQUIRED_HEADER_ABSENT,
    &response_collection_mismatch::RESPONSE_COLLECTION_MISMATCH,
    &response_status_mismatch::RESPONSE_STATUS_MISMATCH,
    &response_type_mismatch::RESPONSE_TYPE_MISMATCH,
    &segment_case::SEGMENT_CASE,
    &shown_without_select::SHOWN_WITHOUT_SELECT,
    &undocumented_body_property::UNDOCUMENTED_BODY_PROPERTY,
    &undocumented_enum_member::UNDOCUMENTED_ENUM_MEMBER,
    &undocumented_example_member::UNDOCUMENTED_EXAMPLE_MEMBER,
    &undocumented_query_option::UNDOCUMENTED_QUERY_OPTION,
    &unknown_query_property::UNKNOWN_QUERY_PROPERTY,
    &unrelated_alternatives::UNRELATED_ALTERNATIVES,
    &unrelated_example_context::UNRELATED_EXAMPLE_CONTEXT,
    &unrelated_example_type::UNRELATED_EXAMPLE_TYPE,
    &value_list_mismatch::VALUE_LIST_MISMATCH,
    &wrapped_answer::WRAPPED_ANSWER,
];

/// What each of them looks at. Those on deviations of examples share one walk.
pub(super) const CHECKS: &[Check] = &[
    absent_from_json::check,
    absent_from_table::check,
    answer_without_body::check,
    base_mismatch::check,
    body_type_mismatch::check,
    conflicting_actions::check,
    conflicting_operation_statuses::check,
    conflicting_operation_types::check,
    delta_without_link::check,
    duplicate_enum_member::check,
    enum_listed_twice::check,
    example_matches_no_line::check,
    example_of_other_host::check,
    example_of_other_version::check,
    example_out_of_bounds::check,
    example_request_mismatch::check,
    example_segment_case::check,
    examples::check,
    function_without_arguments::check,
    header_case::check,
    misplaced_property::check,
    parameter_name_mismatch::check,
    property_case::check,
    read_only_in_request::check,
    relationship_collection_mismatch::check,
    representation_type_mismatch::check,
    required_but_absent::check,
    required_header_absent::check,
    response_collection_mismatch::check,
    response_status_mismatch::check,
    response_type_mismatch::check,
    segment_case::check,
    undocumented_body_property::check,
    undocumented_query_option::check,
    unknown_query_property::check,
    unrelated_alternatives::check,
    value_list_mismatch::check,
];
