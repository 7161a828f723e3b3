//! Which operation another section of a page documents that an example asks for.

use crate::facts::{PageFacts, RequestExample};
use crate::lower::operations::cx::method;
use crate::lower::operations::paths;
use crate::model::{Method, Operation};
use crate::naming::Cx;
use crate::source::FileId;
use crate::urls::own_segments;
use std::collections::BTreeMap;

/// The operations that sections of each page document, by what makes their paths one and their method.
pub(super) struct LinesOfPage(BTreeMap<(FileId, String, Method), usize>);

impl LinesOfPage {
    pub(super) fn of(operations: &[Operation]) -> Self {
        let mut found = BTreeMap::new();
        for (index, operation) in operations.iter().enumerate().filter(|(_, it)| !it.only_shown) {
            for line in &operation.lines {
                let identity = paths::identity(&operation.path.segments);
                found.entry((line.span.file, identity, operation.method)).or_insert(index);
            }
        }
        Self(found)
    }

    /// The operation that the request of a section asks for.
    pub(super) fn asked(
        &self,
        cx: &Cx<'_>,
        page: &PageFacts,
        request: &RequestExample,
    ) -> Option<usize> {
        page.section.as_ref()?;
        let segments = own_segments(&cx.dialect.service, &request.template).iter();
        let segments: Vec<_> =
            segments.map(|it| paths::bare_segment(cx, it)).collect::<Option<_>>()?;
        let wanted = method(request.method.value);
        paths::asked(&segments)
            .find_map(|identity| self.0.get(&(page.file, identity, wanted)).copied())
    }
}
