//! The file of a baseline: its text to the findings that are known, and findings to its text.
//!
//! ```toml
//! version = 1
//!
//! ["api/lamp-get.md".dead-link]
//! "there is no page `resources/socket.md`" = 2
//! ```
//!
//! Sorted, a line a finding, so that a mended page takes its lines out and two changes merge.

use crate::diagnostic::{Baseline, BaselineEntry, Diagnostics, Known};
use crate::rules::page::beyond_limit;
use crate::source::{FileId, SourceMap, Span};
use crate::toml_file::{FileError, TomlFile, quote};
use crate::visible::visible;
use std::collections::BTreeMap;

/// How the file begins; one that begins otherwise is somebody else's.
pub const HEADER: &str = "# Findings that `docwright check` knows and does not tell";

/// Raised when files are to be read otherwise.
const VERSION: usize = 1;

/// Reads a baseline from the text of `file`.
///
/// # Errors
///
/// If it is no TOML, or not laid out as one.
pub fn parse(sources: &SourceMap, file: FileId, path: &str) -> Result<Baseline, FileError> {
    let text = &sources.file(file).text;
    let toml = TomlFile::new(path, text);
    let mut baseline = Baseline::default();
    let mut version = None;
    for (key, value) in &toml.parse()? {
        let wanted = "a page is a table of rules: `[\"api/page.md\".dead-link]`";
        if key.get_ref() == "version" {
            version = Some(toml.count_of(value, "`version` is a number")?);
            if version != Some(VERSION) {
                let wanted = format!("only version {VERSION} can be read; write the baseline anew");
                return Err(toml.error(value.span(), &wanted));
            }
            continue;
        }
        for (rule, texts) in toml.table_of(value, wanted)? {
            for (text, count) in toml.table_of(texts, wanted)? {
                let count = toml.count_of(count, "after each text stands how often it is found")?;
                let finding = Known {
                    path: key.get_ref().to_string(),
                    rule: rule.get_ref().to_string(),
                    text: text.get_ref().to_string(),
                };
                let span = Span::new(file, text.span());
                baseline.entries.push(BaselineEntry { finding, count, span });
            }
        }
    }
    match version {
        Some(_) => Ok(baseline),
        None => Err(toml.error(0..0, "it is no baseline: it has no `version`")),
    }
}

/// The text of a baseline that knows all of these findings; `command` writes it anew.
pub fn render(sources: &SourceMap, diagnostics: &Diagnostics, command: &str) -> String {
    let mut known: BTreeMap<Known, usize> = BTreeMap::new();
    let told = diagnostics.iter().filter(|it| !beyond_limit::is_of_findings(it));
    for finding in told.chain(diagnostics.untold()) {
        for (span, text) in finding.told() {
            *known.entry(Known::at(sources, finding.rule, span, text)).or_default() += 1;
        }
    }
    let command = visible(command);
    let mut text = format!("{HEADER}.\n# To write it anew: {command}\nversion = {VERSION}\n");
    let mut last = None;
    for (finding, count) in &known {
        let table = (&finding.path, &finding.rule);
        let mut line = String::new();
        if last.replace(table) != Some(table) {
            line = format!("\n[{}.{}]\n", quote(&finding.path), finding.rule);
        }
        line.push_str(&format!("{} = {count}\n", quote(&finding.text)));
        text.push_str(&line);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Level, Rule};
    use crate::source::SourceFile;

    static RULE: Rule =
        Rule { name: "dead-link", level: Level::Deny, summary: "", explanation: "" };

    fn baseline(text: &str) -> Result<Baseline, FileError> {
        let mut sources = SourceMap::default();
        let file = sources.add(SourceFile::new("known.toml", text));
        parse(&sources, file, "known.toml")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut sources = SourceMap::default();
        let hostile = "a \"b\" \\ c\n[x]\u{202e}\u{7f} é";
        let file = sources.add(SourceFile::new("api/a b.md", "text"));
        let mut found = Diagnostics::default();
        for (headline, label) in [(hostile, ""), ("no page", "x"), ("no page", "x"), ("b", "")] {
            let at = Span::new(file, 0..1);
            found.report(Diagnostic::new(&RULE, at, headline).label(label));
        }
        let text = render(&sources, &found, "docwright check\n--write-baseline x");
        assert!(!text.contains(['\u{202e}', '\u{7f}']), "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with('[')).count(), 1, "{text}");
        let read = baseline(&text).expect("it is a baseline");
        let read: Vec<(&str, usize)> =
            read.entries.iter().map(|it| (it.finding.text.as_str(), it.count)).collect();
        assert_eq!(read, [(hostile, 1), ("b", 1), ("no page: x", 2)]);
    }

    #[test]
    fn what_is_no_baseline_is_an_error_at_its_place() {
        for (text, told) in [
            ("", "1:1: it is no baseline"),
            ("version = 2", "1:11: only version 1 can be read"),
            ("version = 1\nx = 1", "2:5: a page is a table of rules"),
            ("version = 1\n[x]\ny = 1", "3:5: a page is a table of rules"),
            ("version = 1\n[x.y]\nz = 0", "3:5: after each text stands how often"),
            ("version = 1\n[x.y]\nz = 'a'", "3:5: after each text stands how often"),
            ("version = ", "1:11: "),
        ] {
            let found = baseline(text).expect_err(text).to_string();
            assert!(found.starts_with(&format!("known.toml:{told}")), "{found}");
        }
    }
}
