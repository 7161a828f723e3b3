//! Rules on what people write beside the docs: suppressions in pages, the baseline, corrections.

pub(crate) mod malformed_suppression;
pub(crate) mod needless_correction;
pub(crate) mod suppression_without_reason;
pub(crate) mod unknown_suppressed_rule;
pub(crate) mod unmatched_correction;
pub(crate) mod unused_baseline_entry;
pub(crate) mod unused_suppression;

use crate::diagnostic::{Baseline, Diagnostics, Levels, Rule, Suppression};
use crate::limits;
use crate::rules::page::beyond_limit;
use crate::source::SourceMap;

/// The rules of this family, in name order.
pub static RULES: &[&Rule] = &[
    &malformed_suppression::MALFORMED_SUPPRESSION,
    &needless_correction::NEEDLESS_CORRECTION,
    &suppression_without_reason::SUPPRESSION_WITHOUT_REASON,
    &unknown_suppressed_rule::UNKNOWN_SUPPRESSED_RULE,
    &unmatched_correction::UNMATCHED_CORRECTION,
    &unused_baseline_entry::UNUSED_BASELINE_ENTRY,
    &unused_suppression::UNUSED_SUPPRESSION,
];

/// Decides which of all findings are told, and at which level. Suppressions and entries of the baseline
/// that nothing needs are findings themselves.
pub fn settle(
    sources: &SourceMap,
    suppressions: &[Suppression],
    levels: &Levels,
    baseline: &Baseline,
    diagnostics: &mut Diagnostics,
) {
    for rule in diagnostics.suppress(suppressions) {
        diagnostics.report(unused_suppression::report(rule));
    }
    diagnostics.decide(sources, levels);
    let unused = diagnostics.subtract(sources, baseline);
    if !unused.is_empty() {
        for (entry, n_found) in unused {
            diagnostics.report(unused_baseline_entry::report(entry, n_found, &baseline.command));
        }
        diagnostics.decide(sources, levels);
    }
    let beyond = diagnostics.hold(limits::FINDINGS.most);
    if !beyond.is_empty() {
        let told = beyond.into_iter().map(|(span, n)| beyond_limit::findings(span, n));
        told.for_each(|it| diagnostics.report(it));
        diagnostics.decide(sources, levels);
    }
}
