//! Two layouts of one module tree: a crate's files, or nested modules in one file for `include!`.
//! The modules' texts are the same in both.

use super::file::header;
use crate::emit::rust::rustdoc::{EXAMPLE, Rustdoc};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// One module's text, without the declarations of the modules in it.
#[derive(Debug)]
pub(crate) struct Source {
    /// Whether the module is part of the public API.
    pub(crate) public: bool,
    /// What the module says about itself.
    pub(crate) docs: Rustdoc,
    /// The pages it is made from.
    pub(crate) pages: Vec<String>,
    /// The formatted items.
    pub(crate) body: String,
}

/// The modules by path, the root under the empty path.
pub(crate) type Sources = BTreeMap<Vec<String>, Source>;

/// Lints that emitted code may set off, and why: what a path or a type is called is the docs' choice.
const ALLOWED: &[&str] = &[
    "clippy::enum_variant_names",
    "clippy::module_inception",
    "clippy::too_many_arguments",
    "clippy::wrong_self_convention",
];

/// A crate's files below `src/`.
pub(crate) fn crate_files(sources: &Sources) -> BTreeMap<String, String> {
    sources
        .par_iter()
        .map(|(path, source)| {
            let file = match (path.is_empty(), children(sources, path).next().is_some()) {
                (true, _) => "src/lib.rs".to_owned(),
                (false, true) => format!("src/{}/mod.rs", path.join("/")),
                (false, false) => format!("src/{}.rs", path.join("/")),
            };
            (file, module_file(sources, path, source))
        })
        .collect()
}

/// One file that holds everything, without inner attributes and inner docs.
pub(crate) fn include_file(sources: &Sources) -> String {
    let mut text = header(&[]);
    if let Some(root) = sources.get(&[][..]) {
        nest(sources, &[], root, 0, &mut text);
    }
    text
}

fn module_file(sources: &Sources, path: &[String], source: &Source) -> String {
    let mut text = header(&source.pages);
    for line in source.docs.lines() {
        line_of(&mut text, 0, "//!", line);
    }
    if path.is_empty() {
        let _ = writeln!(text, "\n#![deny(missing_docs)]");
        let _ = writeln!(text, "#![allow(\n    {},\n)]", ALLOWED.join(",\n    "));
    }
    text.push('\n');
    let mut declared = false;
    for (name, child) in children(sources, path) {
        let _ = writeln!(text, "{}mod {name};", if child.public { "pub " } else { "" });
        declared = true;
    }
    if declared && !source.body.is_empty() {
        text.push('\n');
    }
    text.push_str(&source.body);
    text
}

fn nest(sources: &Sources, path: &[String], source: &Source, depth: usize, text: &mut String) {
    for (name, child) in children(sources, path) {
        if !text.ends_with("{\n") {
            text.push('\n');
        }
        for line in child.docs.lines() {
            line_of(text, depth, "///", line);
        }
        if path.is_empty() {
            let _ = writeln!(text, "#[allow(\n    {},\n)]", ALLOWED.join(",\n    "));
        }
        let visibility = if child.public { "pub " } else { "" };
        let _ = writeln!(text, "{:depth$}{visibility}mod {name} {{", "", depth = depth * 4);
        let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
        nest(sources, &path, child, depth + 1, text);
        let _ = writeln!(text, "{:depth$}}}", "", depth = depth * 4);
    }
    if text.ends_with("}\n") && !source.body.is_empty() {
        text.push('\n');
    }
    for line in source.body.lines() {
        match line.is_empty() {
            true => text.push('\n'),
            false => {
                // Nobody knows what the crate is called that includes this, so its examples can't name it.
                // Text of a page that reads the same stands within a literal, never alone in a comment.
                let is_example = line.trim_start().strip_prefix("/// ") == Some(EXAMPLE);
                let line = match is_example {
                    true => line.replace(EXAMPLE, "```ignore"),
                    false => line.to_owned(),
                };
                let _ = writeln!(text, "{:depth$}{line}", "", depth = depth * 4);
            }
        }
    }
}

fn line_of(text: &mut String, depth: usize, mark: &str, line: &str) {
    let indent = " ".repeat(depth * 4);
    match line.is_empty() {
        true => text.push_str(&format!("{indent}{mark}\n")),
        false => text.push_str(&format!("{indent}{mark} {line}\n")),
    }
}

/// The modules directly below a path.
fn children<'s>(
    sources: &'s Sources,
    path: &'s [String],
) -> impl Iterator<Item = (&'s str, &'s Source)> {
    sources
        .range(path.to_vec()..)
        .skip(1)
        .take_while(move |(other, _)| other.starts_with(path))
        .filter(move |(other, _)| other.len() == path.len() + 1)
        .map(|(other, source)| (other[other.len() - 1].as_str(), source))
}
