//! A summary for a pull request, as markdown: how many findings there are of each rule, a line a rule, then the findings, most
//! severe first, of which the first are open and the rest is folded.

use super::{Report, visible};
use crate::diagnostic::{Diagnostic, Level};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Findings that need no click to be seen.
const OPEN: usize = 50;
/// Bytes after which findings are only counted: what is longer than 65,536 characters is refused as a comment.
const MOST_BYTES: usize = 50_000;

/// Renders everything.
pub fn render(report: &Report<'_>) -> String {
    let count = |level| report.findings.iter().filter(|it| it.level == level).count();
    let (n_denied, n_warned) = (count(Level::Deny), count(Level::Warn));
    let mut text = match (n_denied, n_warned) {
        (0, 0) => "## docwright: no findings\n".to_owned(),
        _ => format!("## docwright: {n_denied} at deny level, {n_warned} at warn level\n"),
    };
    if let Some(staleness) = report.client.as_ref().and_then(super::Client::staleness) {
        text.push_str(&format!("\n**{}**\n", escape(&staleness)));
    }
    if !report.findings.is_empty() {
        text.push_str(&rules(report));
        text.push_str(&findings(report));
    }
    let not_told = [
        (report.n_before, "there before"),
        (report.n_known, "known to the baseline"),
        (report.n_suppressed, "passed over by their pages"),
    ];
    let not_told: Vec<String> = not_told
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{count} {why}"))
        .collect();
    if !not_told.is_empty() {
        text.push_str(&format!("\nNot told: {}.\n", not_told.join(", ")));
    }
    text
}

/// A line a rule.
fn rules(report: &Report<'_>) -> String {
    let families: BTreeMap<&str, &str> = report
        .families
        .iter()
        .flat_map(|family| family.rules.iter().map(|rule| (rule.name, family.name)))
        .collect();
    let mut counts: Vec<_> = report.counts().into_iter().collect();
    counts.sort_by_key(|((rule, level), count)| (Reverse(*level), Reverse(*count), *rule));
    let mut text = "\n| level | rule | findings |\n|:--|:--|--:|\n".to_owned();
    for ((rule, level), count) in counts {
        let family = families.get(rule).copied().unwrap_or_default();
        let link = super::help_uri(family, rule);
        text.push_str(&format!("| {} | [`{rule}`]({link}) | {count} |\n", level.as_str()));
    }
    text
}

fn findings(report: &Report<'_>) -> String {
    let mut findings = report.findings.clone();
    // Those of a level stay in the order of their places.
    findings.sort_by_key(|finding| Reverse(finding.level));
    let (open, folded) = findings.split_at(findings.len().min(OPEN));
    let mut text = "\n".to_owned();
    let n_shown = write(report, open, &mut text);
    if n_shown == open.len() && !folded.is_empty() {
        text.push_str(&format!("\n<details>\n<summary>{} more</summary>\n\n", folded.len()));
        let n_folded = write(report, folded, &mut text);
        if n_folded < folded.len() {
            text.push_str(&format!("- and {} more\n", folded.len() - n_folded));
        }
        text.push_str("\n</details>\n");
    } else if n_shown < findings.len() {
        text.push_str(&format!("- and {} more\n", findings.len() - n_shown));
    }
    text
}

/// Writes a line a finding while there is room. Returns how many there was room for.
fn write(report: &Report<'_>, findings: &[&Diagnostic], text: &mut String) -> usize {
    for (index, finding) in findings.iter().enumerate() {
        let place = report.sources.location(finding.primary.span);
        let path = report.path(finding.primary.span.file);
        let place = format!("{path}:{}:{}", place.line, place.column);
        let line = format!(
            "- **{}** {} {} `{}`\n",
            finding.level.as_str(),
            code(&place),
            escape(&finding.stable_text()),
            finding.rule.name,
        );
        if text.len() + line.len() > MOST_BYTES {
            return index;
        }
        text.push_str(&line);
    }
    findings.len()
}

/// A sentence as markdown. What it quotes between backticks stays code; in the rest nothing is markup, whatever a page says.
fn escape(text: &str) -> String {
    let text = visible(text);
    let parts: Vec<&str> = text.split('`').collect();
    let mut escaped = String::new();
    for (index, part) in parts.iter().enumerate() {
        let is_code = index % 2 == 1 && index + 1 < parts.len();
        match (is_code, index % 2 == 1) {
            (true, _) => escaped.push_str(&code(part)),
            (false, true) => escaped.push_str(&format!("\\`{}", plain(part))),
            (false, false) => escaped.push_str(&plain(part)),
        }
    }
    escaped
}

fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            // Nobody is called by what a page says.
            '@' => plain.push_str("&#64;"),
            '\n' | '\r' => plain.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '#' | '!' => plain.extend(['\\', c]),
            c => plain.push(c),
        }
    }
    plain
}

/// A text as code, in which nothing is markup.
fn code(text: &str) -> String {
    let text = visible(text).replace(['\n', '\r'], " ");
    if text.trim().is_empty() {
        return format!("\\`{text}\\`");
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_pages_say_is_no_markup() {
        assert_eq!(escape("there is no page `a*b.md`"), "there is no page `a*b.md`");
        assert_eq!(escape("a <b> @c [d](e)"), "a &lt;b&gt; &#64;c \\[d\\](e)");
        assert_eq!(escape("`` and `<b>"), "\\`\\` and \\`&lt;b&gt;");
        assert_eq!(escape("`a` `<i>` x"), "`a` `<i>` x");
    }
}
