//! What several rules ask about the pages of operations: which operations, what these answer, which rows of a body are the type's.

use crate::facts::{OperationFacts, PageFacts, PropertyClaim};
use crate::model::{ItemType, Operation, ResponseBody, TypeId, TypeRef};
use crate::rules::cx::RuleCx;
use crate::source::Span;
use std::collections::BTreeMap;

/// Operations by page, in the model's order.
pub(super) struct OperationsOfPages<'a>(BTreeMap<&'a str, Vec<&'a Operation>>);

impl<'a> OperationsOfPages<'a> {
    /// Those of all pages.
    pub(super) fn of(cx: &RuleCx<'a>) -> Self {
        let mut found: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
        for operation in &cx.model.operations {
            for page in &operation.pages {
                found.entry(page).or_default().push(operation);
            }
        }
        Self(found)
    }

    /// Those of one page.
    pub(super) fn of_page(&self, cx: &RuleCx<'a>, page: &PageFacts) -> &[&'a Operation] {
        self.0.get(cx.names().path(page)).map_or(&[], Vec::as_slice)
    }
}

/// The type of which an operation answers a value or several.
pub(super) fn answered(operation: &Operation) -> Option<TypeId> {
    match operation.response {
        ResponseBody::Type(TypeRef { item: ItemType::Named(id), .. }) => Some(id),
        ResponseBody::Type(_)
        | ResponseBody::None
        | ResponseBody::Stream
        | ResponseBody::Untyped => None,
    }
}

/// The rows of a body table that are about its type: not those below a heading that names another type.
pub(super) fn body_rows<'f>(
    cx: &RuleCx<'_>,
    page: &PageFacts,
    operation: &'f OperationFacts,
    id: TypeId,
) -> Vec<&'f PropertyClaim> {
    let body = &operation.body;
    let names = cx.names();
    let namespace = names.namespace(page);
    let own = cx.model.ty(id).name().name.as_str();
    let is_of_other = |heading: &str| {
        let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_'));
        let words = || heading.split(is_end).filter(|word| !word.is_empty());
        let is_type = |word: &str| {
            let found = cx.ledger.declared.by_written_name(&names, word, namespace);
            found.is_some_and(|other| other != id)
        };
        !words().any(|word| word.eq_ignore_ascii_case(own)) && words().any(is_type)
    };
    let others = body.headed.iter().filter(|(_, heading)| is_of_other(heading));
    let mut others: Vec<Span> = others.map(|(table, _)| *table).collect();
    others.sort_unstable();
    let is_inside = |row: Span| {
        let n_before = others.partition_point(|it| (it.file, it.start) <= (row.file, row.start));
        let last = n_before.checked_sub(1).map(|last| others[last]);
        last.is_some_and(|it| it.file == row.file && row.end <= it.end)
    };
    body.properties.iter().filter(|row| !is_inside(row.span)).collect()
}
