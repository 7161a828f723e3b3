//! Findings as GitLab's code quality report: <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.

use super::Report;
use crate::diagnostic::{Diagnostic, Level};
use crate::visible;
use serde_json::{Value, json};

/// Renders everything: one array, a finding a line. Paths are as seen from the working directory, which is to be the root of
/// the repository.
pub fn render(report: &Report<'_>) -> String {
    let findings = report.findings.iter().zip(report.fingerprints());
    let mut items: Vec<Value> =
        findings.map(|(finding, fingerprint)| item(report, finding, &fingerprint)).collect();
    if let Some(client) = &report.client
        && let Some(staleness) = client.staleness()
    {
        let first = client.differences.first().map_or("", |it| it.path.as_str());
        items.push(json!({
            "description": staleness,
            "check_name": "stale-client",
            "fingerprint": "stale-client",
            "severity": "major",
            "location": { "path": format!("{}/{first}", client.folder), "lines": { "begin": 1 } },
        }));
    }
    let lines: Vec<String> = items.iter().map(|item| format!("\n  {item}")).collect();
    match lines.is_empty() {
        true => "[]\n".to_owned(),
        false => visible::json(&format!("[{}\n]\n", lines.join(","))),
    }
}

fn item(report: &Report<'_>, finding: &Diagnostic, fingerprint: &str) -> Value {
    let span = finding.primary.span;
    json!({
        "description": finding.stable_text(),
        "check_name": finding.rule.name,
        "fingerprint": fingerprint,
        "severity": if finding.level == Level::Deny { "major" } else { "minor" },
        "location": {
            "path": report.path(span.file),
            "lines": {
                "begin": report.sources.line(span),
                "end": report.sources.end_location(span).line,
            },
        },
    })
}
