//! Findings as SARIF 2.1.0, the format in which analysis results are exchanged: one document, a result
//! a line. What it holds: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>.

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Level, NoteKind, Rule};
use crate::source::{FileId, Span};
use crate::visible;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of the fingerprint; a new way to make it is a new name.
const FINGERPRINT: &str = "docwrightText/v1";
/// What may stand unescaped in a segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Renders everything.
pub fn render(report: &Report<'_>) -> String {
    let rules: Vec<(&str, &Rule)> = report
        .families
        .iter()
        .flat_map(|family| family.rules.iter().map(|rule| (family.name, *rule)))
        .collect();
    let index: BTreeMap<&str, usize> =
        rules.iter().enumerate().map(|(index, (_, rule))| (rule.name, index)).collect();
    let results = report.findings.iter().zip(report.fingerprints());
    let results: Vec<String> = results
        .map(|(finding, fingerprint)| {
            let index = index.get(finding.rule.name).copied();
            line(&sarif_result(report, finding, index, &fingerprint))
        })
        .collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "informationUri": env!("CARGO_PKG_REPOSITORY"),
        "rules": rules.iter().map(|(family, rule)| sarif_rule(family, rule)).collect::<Vec<_>>(),
    });
    visible::json(&format!(
        "{{\n\"$schema\": {},\n\"version\": \"2.1.0\",\n\"runs\": [{{\n\"tool\": {{\"driver\": {}}},\n\
         \"columnKind\": \"unicodeCodePoints\",\n\"invocations\": [{}],\n\"results\": [\n{}\n]\n}}]\n}}\n",
        line(&SCHEMA),
        line(&driver),
        line(&invocation(report)),
        results.join(",\n"),
    ))
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("values with text as names are JSON")
}

/// Whether the run was completed, and what is to be told besides results: a stale client is in no page.
fn invocation(report: &Report<'_>) -> Value {
    let mut invocation = json!({ "executionSuccessful": report.is_whole });
    if let Some(staleness) = report.client.as_ref().and_then(super::Client::staleness) {
        let message = json!({ "text": visible(&staleness) });
        invocation["toolExecutionNotifications"] =
            json!([{ "level": "error", "message": message }]);
    }
    invocation
}

fn sarif_rule(family: &str, rule: &Rule) -> Value {
    // Readers that know markdown show the explanation as it is written, its headings included.
    let help = json!({ "text": rule.explanation, "markdown": rule.explanation });
    let configuration = match rule.level {
        Level::Deny => json!({ "level": "error" }),
        Level::Warn => json!({ "level": "warning" }),
        Level::Allow => json!({ "level": "note", "enabled": false }),
    };
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": what_it_does(rule) },
        "help": help,
        "helpUri": super::help_uri(family, rule.name),
        "defaultConfiguration": configuration,
        "properties": { "tags": [family] },
    })
}

/// The words below the explanation's first heading.
fn what_it_does(rule: &Rule) -> String {
    let words = rule.explanation.split("\n## ").nth(1).and_then(|part| part.split_once('\n'));
    let words = words.map_or(rule.summary, |(_, words)| words);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sarif_result(
    report: &Report<'_>,
    finding: &Diagnostic,
    rule_index: Option<usize>,
    fingerprint: &str,
) -> Value {
    let others = finding.places.iter().skip(1);
    let related = finding.secondary.iter().chain(others).enumerate().map(|(index, label)| {
        let message = if label.text.is_empty() { "related" } else { &label.text };
        let mut place = sarif_location(report, label.span);
        place["id"] = json!(index + 1);
        place["message"] = json!({ "text": escape(&visible(message)) });
        place
    });
    let mut result = json!({
        "ruleId": finding.rule.name,
        "level": if finding.level == Level::Deny { "error" } else { "warning" },
        "message": { "text": message(finding) },
        "locations": [sarif_location(report, finding.primary.span)],
        "partialFingerprints": { FINGERPRINT: fingerprint },
    });
    if let Some(index) = rule_index {
        result["ruleIndex"] = json!(index);
    }
    if !finding.secondary.is_empty() || !finding.places.is_empty() {
        result["relatedLocations"] = related.collect();
    }
    if !finding.edits.is_empty() {
        result["fixes"] = json!([sarif_fix(report, finding)]);
    }
    result
}

/// The edits that mend it, by file.
fn sarif_fix(report: &Report<'_>, finding: &Diagnostic) -> Value {
    let mut files: BTreeMap<FileId, Vec<Value>> = BTreeMap::new();
    for edit in &finding.edits {
        files.entry(edit.span.file).or_default().push(json!({
            "deletedRegion": region(report, edit.span),
            "insertedContent": { "text": edit.replacement },
        }));
    }
    let changes = files.into_iter().map(|(file, replacements)| {
        json!({
            "artifactLocation": { "uri": uri(&report.path(file)) },
            "replacements": replacements,
        })
    });
    let help = finding.notes.iter().find(|note| note.kind == NoteKind::Help);
    let words = help.map_or(finding.rule.summary, |note| note.text.as_str());
    json!({
        "description": { "text": escape(&visible(words)) },
        "artifactChanges": changes.collect::<Vec<_>>(),
    })
}

/// What is wrong, then a line for each other place, which is a link to it, each reason and each edit.
fn message(finding: &Diagnostic) -> String {
    let mut lines = vec![escape(&visible(&(finding.stable_text() + &finding.n_places())))];
    for (index, label) in finding.secondary.iter().enumerate() {
        let text = if label.text.is_empty() { "related" } else { &label.text };
        lines.push(format!("[{}]({})", escape(&visible(text)), index + 1));
    }
    for note in &finding.notes {
        let kind = match note.kind {
            NoteKind::Note => "note",
            NoteKind::Help => "help",
        };
        lines.push(format!("{kind}: {}", escape(&visible(&note.text))));
    }
    lines.join("\n")
}

/// Brackets make links in messages.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn sarif_location(report: &Report<'_>, span: Span) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&report.path(span.file)) },
            "region": region(report, span),
        },
    })
}

fn region(report: &Report<'_>, span: Span) -> Value {
    let (start, end) = (report.sources.location(span), report.sources.end_location(span));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path as a URI: relative ones stay relative, to the root of the repository where a report is read.
fn uri(path: &str) -> String {
    let segments: Vec<String> =
        path.split('/').map(|part| utf8_percent_encode(part, SEGMENT).to_string()).collect();
    let path = segments.join("/");
    if path.starts_with('/') { format!("file://{path}") } else { path }
}

#[cfg(test)]
mod tests {
    use super::{escape, uri};

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("docs/a b#1.md"), "docs/a%20b%231.md");
        assert_eq!(uri("/docs/é.md"), "file:///docs/%C3%A9.md");
        assert_eq!(uri("../docs/a:b.md"), "../docs/a%3Ab.md");
    }

    #[test]
    fn brackets_are_no_links() {
        assert_eq!(escape("`a[0]` \\ b"), "`a\\[0\\]` \\\\ b");
    }
}
