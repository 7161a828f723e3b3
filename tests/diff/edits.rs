//! The sample, and the edits of it that `edits.txt` lists.

use std::collections::BTreeMap;
use std::path::Path;

/// Pages by path.
pub(crate) type Pages = BTreeMap<String, String>;

/// One edit.
#[derive(Debug, Default)]
pub(crate) struct Edit {
    pub(crate) name: String,
    /// Page, text before, text after; a new page has none before.
    steps: Vec<(String, String, String)>,
    /// What is told of it, and of its reverse.
    pub(crate) told: Vec<String>,
    pub(crate) back: Vec<String>,
    /// A statement that uses what it changes, and what of the docs that needs.
    pub(crate) program: Option<(String, String)>,
    /// It can be made beside the others that say so.
    pub(crate) is_alone: bool,
}

impl Edit {
    pub(crate) fn apply(&self, pages: &Pages) -> Pages {
        let mut pages = pages.clone();
        for (page, before, after) in &self.steps {
            if before.is_empty() {
                pages.insert(page.clone(), after.clone());
                continue;
            }
            let text = pages.get_mut(page).unwrap_or_else(|| panic!("there is no page {page}"));
            assert!(text.contains(before.as_str()), "{}: {page} has no {before:?}", self.name);
            *text = text.replace(before.as_str(), after);
        }
        pages
    }
}

pub(crate) fn sample() -> Pages {
    pages_of(&super::root().join("docs-input"))
}

/// The pages of docs, by their way from there.
pub(crate) fn pages_of(root: &Path) -> Pages {
    let mut pages = Pages::new();
    for folder in ["api", "includes", "resources"] {
        let Ok(entries) = std::fs::read_dir(root.join(folder)) else { continue };
        for entry in entries {
            let entry = entry.expect("a page");
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if name.ends_with(".md") {
                pages.insert(name, std::fs::read_to_string(entry.path()).expect("a page"));
            }
        }
    }
    pages
}

pub(crate) fn edits() -> Vec<Edit> {
    parse(include_str!("edits.txt"))
}

/// Those of what README says.
pub(crate) fn policy() -> Vec<Edit> {
    parse(include_str!("policy.txt"))
}

fn parse(text: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let (mut page, mut is_new, mut before) = (String::new(), false, None);
    for line in text.lines().skip_while(|line| !line.starts_with("## ")) {
        let unescaped = |text: &str| text.replace("\\n", "\n");
        if let Some(name) = line.strip_prefix("## ") {
            edits.push(Edit { name: name.to_owned(), ..Edit::default() });
            continue;
        }
        let edit = edits.last_mut().expect("a heading comes first");
        if let Some(rest) = line.strip_prefix("told: ") {
            edit.told.push(rest.to_owned());
        } else if let Some(rest) = line.strip_prefix("back: ") {
            edit.back.push(rest.to_owned());
        } else if let Some(rest) = line.strip_prefix("rust: ") {
            let (select, program) = rest.split_once(" | ").expect("a selector stands before it");
            edit.program = Some((select.to_owned(), program.to_owned()));
        } else if line == "alone" {
            edit.is_alone = true;
        } else if let Some(rest) = line.strip_prefix("- ") {
            before = Some(unescaped(rest));
        } else if line == "+" || line.starts_with("+ ") {
            let after = unescaped(line.strip_prefix("+ ").unwrap_or_default());
            let before = before.take().filter(|_| !is_new).unwrap_or_default();
            edit.steps.push((page.clone(), before, after));
        } else if !line.is_empty() {
            is_new = line.starts_with("new ");
            page = line.trim_start_matches("new ").to_owned();
        }
    }
    edits
}
