//! Chapters of cases: each part of a chapter is small made-up pages, perhaps with a `docwright.toml`, the
//! model they become as a few lines of text, and the findings where they matter.

pub(crate) mod describe;

use describe::describe;
use docwright::config::Config;
use docwright::diagnostic::render::short;
use docwright::doc_set::DocSet;
use docwright::emit::model_json;
use docwright::pipeline::{self, Compilation};

/// Checks every case of a chapter, and that the order in which files are found does not matter.
pub(crate) fn check_chapter(text: &str) {
    let failures: Vec<String> = cases(text).iter().filter_map(|case| failure(case)).collect();
    assert!(!cases(text).is_empty(), "a chapter has cases");
    assert!(failures.is_empty(), "{} cases fail\n\n{}", failures.len(), failures.join("\n"));
}

/// How a case reads, if it is not as the case says.
fn failure(case: &str) -> Option<String> {
    let name = case.lines().next().unwrap_or_default();
    let (pages, config) = (files(case, "md"), config(case));
    let (docs, compilation) = compile(pages.clone(), &config);
    let model = describe(&compilation.model);
    let mut failures = Vec::new();
    if model.trim_end() != block(case, "model").trim_end() {
        failures.push(model);
    }
    if case.contains("```diagnostics") {
        let found = findings(&docs, &compilation);
        if found != block(case, "diagnostics").trim_end() {
            failures.push(found);
        }
    }
    if case.contains("```base-url") {
        let found = &compilation.model.base_url;
        if found != block(case, "base-url").trim_end() {
            failures.push(found.clone());
        }
    }
    if case.contains("```docs") {
        let found = describe::describe_docs(&compilation.model);
        if found.trim_end() != block(case, "docs").trim_end() {
            failures.push(found);
        }
    }
    let (_, again) = compile(pages.into_iter().rev().collect(), &config);
    if model_json::emit_json(&again.model) != model_json::emit_json(&compilation.model) {
        failures.push("another model when the files are found in another order".to_owned());
    }
    (!failures.is_empty()).then(|| format!("## {name}\n{}\n", failures.join("\n")))
}

/// The findings, one a line.
pub(crate) fn findings(docs: &DocSet, compilation: &Compilation) -> String {
    let shown = compilation.diagnostics.iter().map(|it| short::render(&docs.sources, it));
    shown.collect::<Vec<_>>().join("\n")
}

/// The parts of a chapter: headings of level two that are not on a page.
pub(crate) fn cases(text: &str) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    let mut is_page = false;
    for line in text.lines() {
        if line.starts_with("````") {
            is_page = !is_page;
        }
        match (line.strip_prefix("## ").filter(|_| !is_page), cases.last_mut()) {
            (Some(name), _) => cases.push(format!("{name}\n")),
            (None, Some(case)) => {
                case.push_str(line);
                case.push('\n');
            }
            (None, None) => {}
        }
    }
    cases
}

/// What the `docwright.toml` of a case says.
pub(crate) fn config(case: &str) -> Config {
    let place = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files(case, "toml") {
        std::fs::write(place.path().join(path), text).expect("files can be written");
    }
    Config::default().of_docs(place.path()).expect("the file can be taken")
}

pub(crate) fn compile(pages: Vec<(String, String)>, config: &Config) -> (DocSet, Compilation) {
    let docs = DocSet::from_files(pages);
    let compilation = pipeline::compile(&docs, config);
    (docs, compilation)
}

/// The files of a case: blocks fenced with four backticks, their path after the language.
pub(crate) fn files(case: &str, language: &str) -> Vec<(String, String)> {
    let open = format!("````{language} ");
    let file = |rest: &str| {
        let (path, rest) = rest.split_once('\n').expect("a path");
        let (text, _) = rest.split_once("````").expect("an end");
        (path.trim().to_owned(), text.to_owned())
    };
    case.split(&open).skip(1).map(file).collect()
}

pub(crate) fn block<'t>(case: &'t str, language: &str) -> &'t str {
    let (_, rest) = case.split_once(&format!("```{language}\n")).expect("a block");
    rest.split_once("```").expect("an end").0
}
