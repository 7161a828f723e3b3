//! The operations that each page documents, looked up once by the rules that compare the two.

use crate::facts::PageFacts;
use crate::model::Operation;
use crate::rules::cx::RuleCx;
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
