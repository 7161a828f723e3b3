//! What a page is about, by its content: its own word for it is wrong on one page in a hundred.

use crate::facts::{EnumFacts, OperationFacts, PageKind, TypeFacts};

pub(super) fn page_kind(
    types: &[TypeFacts],
    enums: &[EnumFacts],
    operation: Option<&OperationFacts>,
) -> PageKind {
    if operation.is_some() {
        PageKind::Operation
    } else if !types.is_empty() {
        PageKind::Resource
    } else if !enums.is_empty() {
        PageKind::Enum
    } else {
        PageKind::Conceptual
    }
}
