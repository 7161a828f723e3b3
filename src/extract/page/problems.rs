//! What reading a page had to repair, told as findings.

use crate::diagnostic::Diagnostics;
use crate::doc_set::DocSet;
use crate::facts::MissingInclude;
use crate::markdown::{Page, ProblemKind};
use crate::rules::page;
use crate::source::Spanned;

pub(crate) fn report(docs: &DocSet, page: &Page, diagnostics: &mut Diagnostics) {
    for problem in &page.problems {
        let span = problem.span;
        diagnostics.report(match &problem.kind {
            ProblemKind::FrontMatterLine | ProblemKind::FrontMatterUnclosed => {
                page::malformed_front_matter::report(&problem.kind, span)
            }
            ProblemKind::FenceUnclosed
            | ProblemKind::FenceParted
            | ProblemKind::CommentUnclosed => page::unclosed_block::report(&problem.kind, span),
            ProblemKind::MissingBorder => {
                page::malformed_table::unbordered(docs.sources.text(span), span)
            }
            ProblemKind::TableSeparator
            | ProblemKind::NoSeparator
            | ProblemKind::PartedTable
            | ProblemKind::SurplusCells
            | ProblemKind::MissingCells
            | ProblemKind::PipeInCode
            | ProblemKind::HtmlRow
            | ProblemKind::WrappedRow => page::malformed_table::report(&problem.kind, span),
            // Told where all pages are known, since the cause of many is often one.
            ProblemKind::IncludeMissing { .. } => continue,
            ProblemKind::IncludeCycle { path } => page::missing_include::cycle(path, span),
            ProblemKind::Beyond(limit) => page::beyond_limit::report(*limit, span),
        });
    }
}

/// The page's includes whose file is not in the doc set.
pub(crate) fn missing_includes(docs: &DocSet, page: &Page) -> Vec<MissingInclude> {
    let missing = page.problems.iter().filter_map(|problem| match &problem.kind {
        ProblemKind::IncludeMissing { path } => Some(MissingInclude {
            written: Spanned::new(path.clone(), problem.span),
            path: docs.resolve_link(problem.span.file, path),
        }),
        _ => None,
    });
    missing.collect()
}
