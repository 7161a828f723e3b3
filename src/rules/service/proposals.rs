//! Corrections that would make the docs say what the service says, each with both sides as its reason. What the service
//! describes and the docs can't name, such as a type without a page, is left out.

mod members;
mod operations;
mod said;
mod types;

use super::against::Against;
use crate::corrections::Corrections;
use crate::rules::cx::RuleCx;
use crate::service::Service;

/// Bases of types.
pub(crate) fn propose_bases(cx: &RuleCx<'_>, service: &Service) -> Corrections {
    let against = Against::new(cx, service);
    Corrections { types: types::bases(&against), ..Corrections::default() }
}

/// What else is to be said of types, of properties and of members.
pub(crate) fn propose_types(cx: &RuleCx<'_>, service: &Service) -> Corrections {
    let against = Against::new(cx, service);
    Corrections {
        types: types::of_types(&against),
        properties: types::of_properties(&against),
        enums: members::of_enums(&against),
        operations: Vec::new(),
    }
}

/// What operations answer and take.
pub(crate) fn propose_operations(cx: &RuleCx<'_>, service: &Service) -> Corrections {
    let against = Against::new(cx, service);
    Corrections { operations: operations::of_operations(&against), ..Corrections::default() }
}
