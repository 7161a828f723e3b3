//! One line a finding: `file:line:column: level[rule]: headline`.

use super::visible;
use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;

/// Renders one finding.
pub fn render(sources: &SourceMap, finding: &Diagnostic) -> String {
    let location = sources.location(finding.primary.span);
    let level = finding.level.as_str();
    let (rule, places) = (finding.rule.name, finding.n_places());
    visible(&format!("{location}: {level}[{rule}]: {}{places}", finding.headline))
}
