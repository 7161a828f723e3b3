//! Findings as JSON for other programs: one document, a finding a line. [`SCHEMA`] describes it.

use super::Report;
use crate::diagnostic::{Diagnostic, Label, NoteKind};
use crate::source::{SourceMap, Span};
use crate::visible;
use serde::Serialize;
use std::collections::BTreeMap;

/// The JSON schema (draft 2020-12) of what is rendered.
pub const SCHEMA: &str = include_str!("findings.schema.json");

/// Raised when a member changes its meaning or goes; new members may come without.
const VERSION: u32 = 1;

/// Renders everything.
pub fn render(report: &Report<'_>) -> String {
    let families: BTreeMap<&str, &str> = report
        .families
        .iter()
        .flat_map(|family| family.rules.iter().map(|rule| (rule.name, family.name)))
        .collect();
    let findings = report.findings.iter().zip(report.fingerprints());
    let findings = findings.map(|(finding, fingerprint)| {
        let family = families.get(finding.rule.name).copied().unwrap_or_default();
        line(&json_finding(report, finding, family, fingerprint))
    });
    let counts = report.counts().into_iter();
    let summary =
        counts.map(|((rule, level), count)| line(&Count { rule, level: level.as_str(), count }));
    let client = report.client.as_ref().map(|client| Client {
        folder: &client.folder,
        is_current: client.differences.is_empty(),
        differences: client
            .differences
            .iter()
            .map(|it| Difference { kind: it.kind, path: &it.path })
            .collect(),
        command: &client.command,
    });
    let not_told =
        NotTold { suppressed: report.n_suppressed, known: report.n_known, before: report.n_before };
    let members = [
        format!("\"version\": {VERSION}"),
        format!(
            "\"tool\": {}",
            line(&Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") })
        ),
        format!("\"docs\": {}", line(&report.root)),
        format!("\"findings\": {}", list(findings)),
        format!("\"summary\": {}", list(summary)),
        format!("\"notTold\": {}", line(&not_told)),
        format!("\"client\": {}", line(&client)),
        format!("\"accounting\": {}", accounting(report)),
    ];
    visible::json(&format!("{{\n  {}\n}}\n", members.join(",\n  ")))
}

/// An array, an item a line.
fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("\n    {item}")).collect();
    if items.is_empty() { "[]".to_owned() } else { format!("[{}\n  ]", items.join(",")) }
}

/// What was read, a member and a page a line.
fn accounting(report: &Report<'_>) -> String {
    let Some(serde_json::Value::Object(members)) = &report.accounting else {
        return "null".to_owned();
    };
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| match value {
            serde_json::Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|it| format!("\n      {it}")).collect();
                format!("\n    {}: [{}\n    ]", line(name), items.join(","))
            }
            value => format!("\n    {}: {value}", line(name)),
        })
        .collect();
    format!("{{{}\n  }}", members.join(","))
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain structs with text as names are JSON")
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Finding<'r> {
    rule: &'r str,
    family: &'r str,
    level: &'r str,
    message: &'r str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'r str,
    related: Vec<Related<'r>>,
    /// Every place of a mistake that is told once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<Related<'r>>,
    notes: Vec<&'r str>,
    help: Vec<&'r str>,
    edits: Vec<Edit<'r>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct Edit<'r> {
    #[serde(flatten)]
    place: Place,
    replacement: &'r str,
}

#[derive(Serialize)]
struct Related<'r> {
    #[serde(flatten)]
    place: Place,
    message: &'r str,
}

#[derive(Serialize)]
struct Place {
    file: String,
    bytes: Bytes,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Bytes {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Count<'r> {
    rule: &'r str,
    level: &'r str,
    count: usize,
}

#[derive(Serialize)]
struct NotTold {
    suppressed: usize,
    known: usize,
    before: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Client<'r> {
    folder: &'r str,
    is_current: bool,
    differences: Vec<Difference<'r>>,
    command: &'r str,
}

#[derive(Serialize)]
struct Difference<'r> {
    kind: &'r str,
    path: &'r str,
}

fn json_finding<'r>(
    report: &Report<'_>,
    finding: &'r Diagnostic,
    family: &'r str,
    fingerprint: String,
) -> Finding<'r> {
    let notes = |kind: NoteKind| {
        let notes = finding.notes.iter().filter(|note| note.kind == kind);
        notes.map(|note| note.text.as_str()).collect()
    };
    let related =
        |label: &'r Label| Related { place: json_place(report, label.span), message: &label.text };
    let edit = |edit: &'r crate::diagnostic::Edit| Edit {
        place: json_place(report, edit.span),
        replacement: &edit.replacement,
    };
    Finding {
        rule: finding.rule.name,
        family,
        level: finding.level.as_str(),
        message: &finding.headline,
        place: json_place(report, finding.primary.span),
        label: &finding.primary.text,
        related: finding.secondary.iter().map(related).collect(),
        places: finding.places.iter().map(related).collect(),
        notes: notes(NoteKind::Note),
        help: notes(NoteKind::Help),
        edits: finding.edits.iter().map(edit).collect(),
        fingerprint,
    }
}

fn json_place(report: &Report<'_>, span: Span) -> Place {
    let position = |locate: fn(&SourceMap, Span) -> crate::source::Location| {
        let location = locate(report.sources, span);
        Position { line: location.line, column: location.column }
    };
    Place {
        file: report.path(span.file),
        bytes: Bytes { start: span.start, end: span.end },
        start: position(SourceMap::location),
        end: position(SourceMap::end_location),
    }
}
