//! Rules on where docs and the service's own description disagree. A description omits and offers too much: what
//! it does not have may be there, and what it has may not be meant for everybody.

mod against;
mod answers;
mod faulty_service_description;
mod member_absent_from_service;
mod pairs;
mod parameter_absent_from_service;
mod parameters;
mod property_absent_from_service;
mod proposals;
mod request_absent_from_service;
mod sent;
mod sent_along;
mod service_answer_mismatch;
mod service_base_mismatch;
mod service_body_mismatch;
mod service_case_mismatch;
mod service_key_mismatch;
mod service_kind_mismatch;
mod service_modifier_mismatch;
mod service_navigation_mismatch;
mod service_nullability_mismatch;
mod service_request_mismatch;
mod service_requirement_mismatch;
mod service_status_mismatch;
mod service_type_mismatch;
mod service_value_mismatch;
mod type_absent_from_service;
mod undocumented_service_member;
mod undocumented_service_operation;
mod undocumented_service_parameter;
mod undocumented_service_property;
mod undocumented_service_type;

use super::cx::{Check, RuleCx};
use crate::diagnostic::{Diagnostics, Rule};
use against::Against;
pub(crate) use proposals::{propose_bases, propose_operations, propose_types};

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &faulty_service_description::FAULTY_SERVICE_DESCRIPTION,
    &member_absent_from_service::MEMBER_ABSENT_FROM_SERVICE,
    &parameter_absent_from_service::PARAMETER_ABSENT_FROM_SERVICE,
    &property_absent_from_service::PROPERTY_ABSENT_FROM_SERVICE,
    &request_absent_from_service::REQUEST_ABSENT_FROM_SERVICE,
    &service_answer_mismatch::SERVICE_ANSWER_MISMATCH,
    &service_base_mismatch::SERVICE_BASE_MISMATCH,
    &service_body_mismatch::SERVICE_BODY_MISMATCH,
    &service_case_mismatch::SERVICE_CASE_MISMATCH,
    &service_key_mismatch::SERVICE_KEY_MISMATCH,
    &service_kind_mismatch::SERVICE_KIND_MISMATCH,
    &service_modifier_mismatch::SERVICE_MODIFIER_MISMATCH,
    &service_navigation_mismatch::SERVICE_NAVIGATION_MISMATCH,
    &service_nullability_mismatch::SERVICE_NULLABILITY_MISMATCH,
    &service_request_mismatch::SERVICE_REQUEST_MISMATCH,
    &service_requirement_mismatch::SERVICE_REQUIREMENT_MISMATCH,
    &service_status_mismatch::SERVICE_STATUS_MISMATCH,
    &service_type_mismatch::SERVICE_TYPE_MISMATCH,
    &service_value_mismatch::SERVICE_VALUE_MISMATCH,
    &type_absent_from_service::TYPE_ABSENT_FROM_SERVICE,
    &undocumented_service_member::UNDOCUMENTED_SERVICE_MEMBER,
    &undocumented_service_operation::UNDOCUMENTED_SERVICE_OPERATION,
    &undocumented_service_parameter::UNDOCUMENTED_SERVICE_PARAMETER,
    &undocumented_service_property::UNDOCUMENTED_SERVICE_PROPERTY,
    &undocumented_service_type::UNDOCUMENTED_SERVICE_TYPE,
];

/// All of them share one walk.
pub(super) const CHECKS: &[Check] = &[check];

/// What each of them looks at.
const EACH: &[fn(&Against<'_>, &mut Diagnostics)] = &[
    faulty_service_description::check,
    member_absent_from_service::check,
    parameter_absent_from_service::check,
    property_absent_from_service::check,
    request_absent_from_service::check,
    service_answer_mismatch::check,
    service_base_mismatch::check,
    service_body_mismatch::check,
    service_case_mismatch::check,
    service_key_mismatch::check,
    service_kind_mismatch::check,
    service_modifier_mismatch::check,
    service_navigation_mismatch::check,
    service_nullability_mismatch::check,
    service_request_mismatch::check,
    service_requirement_mismatch::check,
    service_status_mismatch::check,
    service_type_mismatch::check,
    service_value_mismatch::check,
    type_absent_from_service::check,
    undocumented_service_member::check,
    undocumented_service_operation::check,
    undocumented_service_parameter::check,
    undocumented_service_property::check,
    undocumented_service_type::check,
];

fn check(cx: &RuleCx<'_>, diagnostics: &mut Diagnostics) {
    if let Some(service) = cx.service {
        let against = Against::new(cx, service);
        EACH.iter().for_each(|check| check(&against, diagnostics));
    }
}
