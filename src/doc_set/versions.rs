//! Docs of several versions in one folder: which pages are of the version that is asked for.

use super::DocSet;
use crate::source::FileId;
use std::collections::BTreeSet;

/// The pages of a doc set by the version that they are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// Those that are read.
    pub own: Vec<FileId>,
    /// Those of another version, each with the folder that says so.
    pub others: Vec<(FileId, String)>,
}

impl DocSet {
    /// Parts the pages by version. A page is of another version if a folder above it is called like one, and pages
    /// of the own version are in a folder beside that.
    pub fn versions(&self, own: &str, others: &[String]) -> Versions {
        let mut found = Versions::default();
        let path = |file: FileId| self.sources.file(file).path.as_str();
        let is = |folder: &str, version: &str| folder.eq_ignore_ascii_case(version);
        let beside: BTreeSet<String> = self
            .pages
            .iter()
            .filter_map(|page| Some(split(path(*page), |it| !own.is_empty() && is(it, own))?.0))
            .map(str::to_lowercase)
            .collect();
        for page in &self.pages {
            let split = split(path(*page), |it| others.iter().any(|other| is(it, other)));
            match split.filter(|(before, _)| beside.contains(&before.to_lowercase())) {
                Some((before, folder)) => found.others.push((*page, format!("{before}{folder}"))),
                None => found.own.push(*page),
            }
        }
        found
    }
}

/// The first folder above a page that is one: what stands before it, and its name.
fn split(path: &str, is_one: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let mut start = 0;
    while let Some(length) = path[start..].find('/') {
        let folder = &path[start..start + length];
        if is_one(folder) {
            return Some((&path[..start], folder));
        }
        start += length + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: &str) {
        let docs = DocSet::from_files(paths.iter().map(|it| ((*it).to_owned(), String::new())));
        let versions = docs.versions("v2", &["v1".to_owned(), "Beta".to_owned()]);
        let found = versions
            .others
            .iter()
            .map(|(page, folder)| format!("{} in {folder}", docs.sources.file(*page).path));
        assert_eq!(found.collect::<Vec<_>>().join(", "), expected);
        assert_eq!(versions.own.len() + versions.others.len(), paths.len());
    }

    #[test]
    fn pages_beside_the_own_version() {
        check(&["v1/a.md", "v2/a.md", "v3/a.md", "a.md"], "v1/a.md in v1");
        check(&["x/v1/y/a.md", "x/V2/b.md"], "x/v1/y/a.md in x/v1");
        check(&["beta/a.md", "v2/v1/a.md"], "beta/a.md in beta");
    }

    #[test]
    fn a_version_alone_is_what_the_docs_are_of() {
        check(&["v1/a.md", "b.md"], "");
        check(&["x/v1/a.md", "y/v2/a.md"], "");
        check(&["v1.md", "v2/a.md"], "");
    }
}
