//! Findings as JUnit XML, which build servers show beside tests: a suite a page, a case a finding. What fails the check is a
//! failure; what is only told is output of a case that passes.

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Level, NoteKind};
use crate::source::FileId;
use std::collections::BTreeMap;

/// Renders everything.
pub fn render(report: &Report<'_>) -> String {
    let mut pages: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for &finding in &report.findings {
        pages.entry(finding.primary.span.file).or_default().push(finding);
    }
    let mut suites = String::new();
    for (file, findings) in pages {
        let path = escape(&report.path(file));
        let cases: String = findings.iter().map(|finding| case(report, finding, &path)).collect();
        let n_denied = findings.iter().filter(|it| it.level == Level::Deny).count();
        suites.push_str(&suite(&path, findings.len(), n_denied, &cases));
    }
    let staleness = report.client.as_ref().map(super::Client::staleness);
    if let Some(staleness) = &staleness {
        let failure = staleness.as_ref().map(|it| format!("<failure message=\"{}\"/>", escape(it)));
        let failure = failure.unwrap_or_default();
        let case = format!(
            "<testcase name=\"client is current\" classname=\"docwright\">{failure}</testcase>\n"
        );
        suites.push_str(&suite("client", 1, usize::from(!failure.is_empty()), &case));
    }
    if suites.is_empty() {
        // Some readers take a report without a case for a run that broke.
        let case = "<testcase name=\"no findings\" classname=\"docwright\"/>\n";
        suites = suite(&escape(&report.root), 1, 0, case);
    }
    let n_cases = report.findings.len() + usize::from(staleness.is_some());
    let n_denied = report.findings.iter().filter(|it| it.level == Level::Deny).count()
        + usize::from(staleness.flatten().is_some());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"docwright\" tests=\"{}\" failures=\"{n_denied}\" errors=\"0\">\n\
         {suites}</testsuites>\n",
        n_cases.max(1),
    )
}

fn suite(name: &str, n_cases: usize, n_failures: usize, cases: &str) -> String {
    format!(
        "<testsuite name=\"{name}\" tests=\"{n_cases}\" failures=\"{n_failures}\" errors=\"0\">\n\
         {cases}</testsuite>\n"
    )
}

fn case(report: &Report<'_>, finding: &Diagnostic, path: &str) -> String {
    let place = report.sources.location(finding.primary.span);
    let rule = finding.rule.name;
    let (line, column) = (place.line, place.column);
    let mut lines = vec![finding.stable_text()];
    for label in &finding.secondary {
        let place = report.sources.location(label.span);
        let path = report.path(label.span.file);
        lines.push(format!("{path}:{}:{}: {}", place.line, place.column, label.text));
    }
    lines.extend(finding.notes.iter().map(|note| match note.kind {
        NoteKind::Note => format!("note: {}", note.text),
        NoteKind::Help => format!("help: {}", note.text),
    }));
    let text = lines.iter().map(|line| escape(line)).collect::<Vec<_>>().join("\n");
    let about = match finding.level {
        Level::Deny => format!(
            "<failure type=\"{rule}\" message=\"{}\">{path}:{line}:{column}: {text}</failure>",
            escape(&finding.headline)
        ),
        Level::Warn | Level::Allow => {
            format!("<system-out>{path}:{line}:{column}: warn[{rule}]: {text}</system-out>")
        }
    };
    format!(
        "<testcase name=\"{rule} {line}:{column}\" classname=\"{path}\" file=\"{path}\" \
         line=\"{line}\">{about}</testcase>\n"
    )
}

/// A text as XML has it, without what XML can't hold.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in visible(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
