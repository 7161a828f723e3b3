//! Findings as commands to a GitHub Actions runner, which shows them beside the changed lines:
//! `::error file=…,line=…,col=…::message`.
//!
//! The runner takes a line apart at `::`, `,` and `=`, so what stands between is escaped as its own
//! toolkit does it: <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>.

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Level, NoteKind};

/// Renders everything, a command a line.
pub fn render(report: &Report<'_>) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        text.push_str(&command(report, finding));
        text.push('\n');
    }
    if let Some(staleness) = report.client.as_ref().and_then(super::Client::staleness) {
        text.push_str(&format!("::error title=docwright::{}\n", escape(&visible(&staleness))));
    }
    text
}

fn command(report: &Report<'_>, finding: &Diagnostic) -> String {
    let span = finding.primary.span;
    let (start, end) = (report.sources.location(span), report.sources.end_location(span));
    let kind = match finding.level {
        Level::Deny => "error",
        Level::Warn | Level::Allow => "warning",
    };
    let file = escape_property(&visible(&report.path(span.file)));
    let mut command = format!("::{kind} file={file},line={}", start.line);
    if start.line == end.line {
        command.push_str(&format!(
            ",col={},endLine={},endColumn={}",
            start.column, end.line, end.column
        ));
    } else {
        // Columns are only taken for a place within one line. A span that ends with a line's feed ends
        // in that line.
        let last = if end.column == 1 { end.line - 1 } else { end.line };
        command.push_str(&format!(",endLine={last}"));
    }
    let title = escape_property(&format!("{}[{}]", finding.level.as_str(), finding.rule.name));
    format!("{command},title={title}::{}", escape(&message(report, finding)))
}

/// What is wrong, then a line for each other place, reason and edit.
fn message(report: &Report<'_>, finding: &Diagnostic) -> String {
    let mut lines = vec![visible(&(finding.stable_text() + &finding.n_places()))];
    for label in &finding.secondary {
        let place = report.sources.location(label.span);
        let path = report.path(label.span.file);
        let place = format!("{path}:{}:{}", place.line, place.column);
        lines.push(visible(&match label.text.as_str() {
            "" => place,
            text => format!("{place}: {text}"),
        }));
    }
    for note in &finding.notes {
        let kind = match note.kind {
            NoteKind::Note => "note",
            NoteKind::Help => "help",
        };
        lines.push(visible(&format!("{kind}: {}", note.text)));
    }
    lines.join("\n")
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
