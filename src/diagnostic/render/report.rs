//! All that a run of `check` has to say, for the formats that programs read.

use crate::diagnostic::{Diagnostic, Family, Level};
use crate::source::{FileId, SourceMap};
use std::collections::BTreeMap;

/// What a run found, in the order in which it is told.
#[derive(Debug)]
pub struct Report<'r> {
    /// The files that findings point into.
    pub sources: &'r SourceMap,
    /// The findings.
    pub findings: Vec<&'r Diagnostic>,
    /// How many more there are that their pages pass over.
    pub n_suppressed: usize,
    /// How many more there are that the baseline knows.
    pub n_known: usize,
    /// How many more there are that were there before a revision.
    pub n_before: usize,
    /// Every rule there is.
    pub families: &'r [Family],
    /// Every page was read.
    pub is_whole: bool,
    /// The folder of the docs, as seen from where the report is read; `/` as separator.
    pub root: String,
    /// The generated client, if it was compared.
    pub client: Option<Client>,
    /// What was read and what became of it, for formats that have room for it.
    pub accounting: Option<serde_json::Value>,
}

/// How the generated client stands to the docs.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its folder.
    pub folder: String,
    /// What to type to make it current.
    pub command: String,
    /// The files that are not what would be generated.
    pub differences: Vec<Difference>,
    /// None of its files is there.
    pub is_unwritten: bool,
}

/// A generated file that is not current.
#[derive(Clone, Debug)]
pub struct Difference {
    /// `changed`, `missing`, `surplus` or `interrupted`.
    pub kind: &'static str,
    /// Below the client's folder; empty for an interrupted run.
    pub path: String,
}

impl Client {
    /// What to tell when it is stale; `None` when it is current.
    pub fn staleness(&self) -> Option<String> {
        let Self { folder, command, .. } = self;
        if self.is_unwritten {
            return Some(format!(
                "`{folder}` is not written yet, run `{command}`; `--docs-only` looks at the docs alone"
            ));
        }
        (!self.differences.is_empty()).then(|| format!("`{folder}` is stale, run `{command}`"))
    }
}

impl Report<'_> {
    /// A file's path as seen from where the report is read.
    pub fn path(&self, file: FileId) -> String {
        let below = &self.sources.file(file).path;
        let mut parts: Vec<&str> = Vec::new();
        for part in self.root.split('/').chain(below.split('/')) {
            match part {
                "." => {}
                // Only the first part of an absolute path is empty.
                "" if !parts.is_empty() || self.root.is_empty() => {}
                ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// How many findings there are of each rule and level, in the order of rule names.
    pub fn counts(&self) -> BTreeMap<(&'static str, Level), usize> {
        let mut counts = BTreeMap::new();
        for finding in &self.findings {
            *counts.entry((finding.rule.name, finding.level)).or_default() += 1;
        }
        counts
    }

    /// The number that each finding is recognised by in other runs: its fingerprint, and which of those
    /// with the same it is.
    pub(super) fn fingerprints(&self) -> Vec<String> {
        let mut seen: BTreeMap<u64, usize> = BTreeMap::new();
        let fingerprint = |finding: &&Diagnostic| {
            let path = &self.sources.file(finding.primary.span.file).path;
            let fingerprint = finding.fingerprint(path);
            let nth = seen.entry(fingerprint).or_default();
            *nth += 1;
            format!("{fingerprint:016x}:{nth}")
        };
        self.findings.iter().map(fingerprint).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn paths_lead_from_the_reader_to_the_file() {
        let path = |root: &str, below: &str| {
            let mut sources = SourceMap::default();
            let file = sources.add(SourceFile::new(below, ""));
            let report = Report {
                sources: &sources,
                findings: Vec::new(),
                n_suppressed: 0,
                n_known: 0,
                n_before: 0,
                families: &[],
                is_whole: true,
                root: root.into(),
                client: None,
                accounting: None,
            };
            report.path(file)
        };
        assert_eq!(path("docs", "api/a.md"), "docs/api/a.md");
        assert_eq!(path("./docs/", "../base.toml"), "base.toml");
        assert_eq!(path("../docs", "../../base.toml"), "../../base.toml");
        assert_eq!(path("", "a.md"), "a.md");
        assert_eq!(path(".", "a.md"), "a.md");
        assert_eq!(path("/docs/", "../../a.md"), "/../a.md");
    }
}
