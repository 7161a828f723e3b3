//! Rules on single pages, reported while they are read.

mod absent_sample_key;
pub(crate) mod absolute_request_line;
pub(crate) mod beyond_limit;
mod block_left_aside;
mod dead_anchor;
pub(crate) mod dead_link;
pub(crate) mod duplicate_row;
pub(crate) mod link_case;
pub(crate) mod malformed_annotation;
pub(crate) mod malformed_front_matter;
pub(crate) mod malformed_json;
pub(crate) mod malformed_request_line;
pub(crate) mod malformed_table;
pub(crate) mod misled_route;
pub(crate) mod missing_include;
pub(crate) mod misspelt_word;
pub(crate) mod operation_without_request_line;
pub(crate) mod pages_of_other_version;
mod repeated_description;
mod repeated_request_name;
mod response_of_no_request;
pub(crate) mod row_without_type;
mod secret_in_example;
mod title_method_mismatch;
pub(crate) mod unclosed_block;
pub(crate) mod unfinished_text;
pub(crate) mod unknown_annotation_key;
pub(crate) mod unknown_place;
pub(crate) mod unknown_required_word;
pub(crate) mod unquoted_command;
pub(crate) mod unread_block;
pub(crate) mod unread_page;
pub(crate) mod unread_row;
pub(crate) mod unreadable_page;
pub(crate) mod unreadable_permissions;
pub(crate) mod unreadable_request_line;

use super::cx::Check;
use crate::diagnostic::{Diagnostic, Rule};
use crate::json::{Problem, ProblemKind};

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &absent_sample_key::ABSENT_SAMPLE_KEY,
    &absolute_request_line::ABSOLUTE_REQUEST_LINE,
    &beyond_limit::BEYOND_LIMIT,
    &block_left_aside::BLOCK_LEFT_ASIDE,
    &dead_anchor::DEAD_ANCHOR,
    &dead_link::DEAD_LINK,
    &duplicate_row::DUPLICATE_ROW,
    &link_case::LINK_CASE,
    &malformed_annotation::MALFORMED_ANNOTATION,
    &malformed_front_matter::MALFORMED_FRONT_MATTER,
    &malformed_json::MALFORMED_JSON,
    &malformed_request_line::MALFORMED_REQUEST_LINE,
    &malformed_table::MALFORMED_TABLE,
    &misled_route::MISLED_ROUTE,
    &missing_include::MISSING_INCLUDE,
    &misspelt_word::MISSPELT_WORD,
    &operation_without_request_line::OPERATION_WITHOUT_REQUEST_LINE,
    &pages_of_other_version::PAGES_OF_OTHER_VERSION,
    &repeated_description::REPEATED_DESCRIPTION,
    &repeated_request_name::REPEATED_REQUEST_NAME,
    &response_of_no_request::RESPONSE_OF_NO_REQUEST,
    &row_without_type::ROW_WITHOUT_TYPE,
    &secret_in_example::SECRET_IN_EXAMPLE,
    &title_method_mismatch::TITLE_METHOD_MISMATCH,
    &unclosed_block::UNCLOSED_BLOCK,
    &unfinished_text::UNFINISHED_TEXT,
    &unknown_annotation_key::UNKNOWN_ANNOTATION_KEY,
    &unknown_place::UNKNOWN_PLACE,
    &unknown_required_word::UNKNOWN_REQUIRED_WORD,
    &unquoted_command::UNQUOTED_COMMAND,
    &unread_block::UNREAD_BLOCK,
    &unread_page::UNREAD_PAGE,
    &unread_row::UNREAD_ROW,
    &unreadable_page::UNREADABLE_PAGE,
    &unreadable_permissions::UNREADABLE_PERMISSIONS,
    &unreadable_request_line::UNREADABLE_REQUEST_LINE,
];

/// What those look at that need all pages; the others are told while a page is read.
pub(super) const CHECKS: &[Check] = &[
    absent_sample_key::check,
    block_left_aside::check,
    dead_anchor::check,
    missing_include::check,
    repeated_description::check,
    repeated_request_name::check,
    response_of_no_request::check,
    secret_in_example::check,
    title_method_mismatch::check,
    unread_block::check,
];

/// What a repair of JSON is called.
fn repair(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::TrailingComma => "a comma before a closing bracket",
        ProblemKind::MissingComma => "a comma is missing before this",
        ProblemKind::UnquotedName => "a name without quotes",
        ProblemKind::BareWord => "words without quotes",
        ProblemKind::Comment => "a comment",
        ProblemKind::ControlCharacter => "a line break or control character inside a string",
        ProblemKind::Ellipsis => "something left out",
        ProblemKind::OtherQuotes => "quotes that JSON does not know",
        ProblemKind::OtherWhiteSpace => "white space that JSON does not know",
        ProblemKind::BadEscape => "an escape that JSON does not know",
        ProblemKind::BadNumber => "a number that JSON does not accept",
        ProblemKind::DuplicateName => "a name listed twice",
        ProblemKind::TextAfterValue => "text after the value",
        ProblemKind::Unclosed => "never closed",
        ProblemKind::TooDeep | ProblemKind::TooMany => "larger than is read",
        ProblemKind::Unreadable => "not readable as JSON",
    }
}

/// A finding with the edit that mends JSON, where it is sure.
fn edited(finding: Diagnostic, problem: &Problem) -> Diagnostic {
    match problem.kind {
        ProblemKind::TrailingComma => finding.edit(problem.span, ""),
        _ => finding,
    }
}

/// A line of a page, short enough for a headline.
fn shorten(line: &str) -> String {
    const MOST: usize = 60;
    let mut text: String = line.chars().take(MOST).collect();
    if text.len() < line.len() {
        text.push('…');
    }
    text
}
