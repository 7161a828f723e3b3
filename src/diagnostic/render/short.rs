//! One line a finding: `file:line:column: level[rule]: headline`.

use super::{Report, visible};
use crate::diagnostic::Diagnostic;
use crate::source::{Location, SourceMap};

/// Renders everything, with paths as seen from where the report is read.
pub fn render_all(report: &Report<'_>) -> String {
    let lines = report.findings.iter().map(|finding| {
        let path = report.path(finding.primary.span.file);
        line(report.sources, finding, path) + "\n"
    });
    lines.collect()
}

/// Renders one finding, with its path as seen from the root of the docs.
pub fn render(sources: &SourceMap, finding: &Diagnostic) -> String {
    line(sources, finding, sources.file(finding.primary.span.file).path.clone())
}

fn line(sources: &SourceMap, finding: &Diagnostic, path: String) -> String {
    let location = Location { path, ..sources.location(finding.primary.span) };
    let level = finding.level.as_str();
    let (rule, places) = (finding.rule.name, finding.n_places());
    visible(&format!("{location}: {level}[{rule}]: {}{places}", finding.headline))
}
