//! `unused-baseline-entry`: the baseline knows a finding that is no longer there.

use crate::diagnostic::{BaselineEntry, Diagnostic, Level, Rule};

pub(super) static UNUSED_BASELINE_ENTRY: Rule = Rule {
    name: "unused-baseline-entry",
    level: Level::Warn,
    summary: "the baseline knows a finding that is no longer there",
    explanation: include_str!("unused_baseline_entry.md"),
};

/// An entry, how often its finding is there, and what to type to write the baseline anew.
pub(crate) fn report(entry: &BaselineEntry, n_found: usize, command: &str) -> Diagnostic {
    let (rule, path) = (&entry.finding.rule, &entry.finding.path);
    let headline = match (n_found, entry.count) {
        (0, _) => format!("`{rule}` no longer finds this in `{path}`"),
        (n_found, count) => format!("`{rule}` finds this {n_found} of {count} times in `{path}`"),
    };
    Diagnostic::new(&UNUSED_BASELINE_ENTRY, entry.span, headline)
        .help(format!("write the baseline anew: `{command}`"))
}
