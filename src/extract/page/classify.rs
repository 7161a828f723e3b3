//! What a page is about, by its content: its own word for it is wrong on one page in a hundred.

use crate::facts::{EnumFacts, OperationFacts, PageKind, TypeFacts};

pub(crate) fn page_kind(
    types: &[TypeFacts],
    enums: &[EnumFacts],
    operation: Option<&OperationFacts>,
) -> PageKind {
    if operation.is_some() {
        PageKind::Operation
    } else if types.iter().any(TypeFacts::is_sure) {
        PageKind::Resource
    } else if enums.iter().any(|it| !it.if_linked) {
        PageKind::Enum
    } else {
        PageKind::Conceptual
    }
}
