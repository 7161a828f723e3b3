//! What reading a page had to repair, told as findings.

use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use crate::markdown::{Page, ProblemKind};
use crate::rules::page;

pub(super) fn report(docs: &DocSet, page: &Page, diagnostics: &mut Diagnostics) {
    for problem in &page.problems {
        let span = problem.span;
        diagnostics.report(match &problem.kind {
            ProblemKind::FrontMatterLine | ProblemKind::FrontMatterUnclosed => {
                page::malformed_front_matter::report(&problem.kind, span)
            }
            ProblemKind::FenceUnclosed | ProblemKind::CommentUnclosed | ProblemKind::TooDeep => {
                page::unclosed_block::report(&problem.kind, span)
            }
            ProblemKind::TableSeparator
            | ProblemKind::NoSeparator
            | ProblemKind::PartedTable
            | ProblemKind::SurplusCells
            | ProblemKind::WrappedRow => page::malformed_table::report(&problem.kind, span),
            ProblemKind::IncludeMissing { path } => {
                let is_outside = docs.resolve(span.file, path).is_none();
                page::missing_include::report(path, is_outside, span)
            }
            ProblemKind::IncludeCycle { path } => page::missing_include::cycle(path, span),
        });
    }
}
