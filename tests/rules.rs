//! Every rule's explanation, executed: its example fires exactly as it says, what to write instead is
//! silent, and every rule is listed under the name of its files.

use docwright::config::{Config, baseline};
use docwright::corrections;
use docwright::diagnostic::render::short;
use docwright::diagnostic::{Level, Rule};
use docwright::doc_set::DocSet;
use docwright::pipeline;
use docwright::source::SourceFile;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn examples_fire_as_they_say() {
    for rule in docwright::rules::rules() {
        let (fires, silent) = rule
            .explanation
            .split_once("## Write instead")
            .unwrap_or_else(|| panic!("{}: no part `Write instead`", rule.name));
        let expected = block(fires, "diagnostics");
        let found = run(rule, fires);
        assert_eq!(found, expected, "the example of {}", rule.name);
        let alone: Vec<String> = run(rule, silent)
            .lines()
            .filter(|line| line.contains(&format!("[{}]", rule.name)))
            .map(str::to_owned)
            .collect();
        assert!(alone.is_empty(), "what to write instead of {}: {alone:?}", rule.name);
    }
}

#[test]
fn silent_pages_are_silent_for_every_rule() {
    for rule in docwright::rules::rules() {
        let silent = rule.explanation.split_once("## Write instead").map_or("", |(_, it)| it);
        assert_eq!(run(rule, silent), "", "what to write instead of {}", rule.name);
    }
}

#[test]
fn every_rule_is_listed_under_its_file_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files = BTreeSet::new();
    for family in docwright::rules::FAMILIES {
        let family = family.name;
        for entry in std::fs::read_dir(root.join(family)).expect("families are folders").flatten() {
            let path = entry.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
            if path.extension().is_some_and(|it| it == "md") {
                assert!(path.with_extension("rs").exists(), "{stem} has no code");
                files.insert(stem);
            }
        }
    }
    let listed: BTreeSet<String> =
        docwright::rules::rules().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(files, listed);
}

/// Compiles the pages of a part of an explanation; the rule itself is raised so that rules allowed by
/// default can be seen.
fn run(rule: &'static Rule, part: &str) -> String {
    let pages = files(part, "md").into_iter().map(|(path, text)| match path.split_once(" as ") {
        Some((path, "latin-1")) => (path.to_owned(), text.chars().map(|it| it as u8).collect()),
        Some((_, encoding)) => panic!("no encoding {encoding}"),
        None => (path, text.into_bytes()),
    });
    let mut docs = DocSet::from_bytes(pages);
    let mut config = Config::default();
    for (path, text) in files(part, "toml") {
        if path == "docwright.toml" {
            let place = tempfile::tempdir().expect("a temporary folder");
            std::fs::write(place.path().join(path), text).expect("files can be written");
            config = config.of_docs(place.path()).expect("the file can be taken");
            continue;
        }
        let file = docs.sources.add(SourceFile::new(&*path, text));
        if path.contains("corrections") {
            let corrections = corrections::read(&docs.sources, file, &path);
            config.corrections = std::sync::Arc::new(corrections.expect("they are corrections"));
        } else {
            config.known = baseline::parse(&docs.sources, file, &path).expect("it is a baseline");
        }
    }
    for (path, text) in files(part, "xml").into_iter().chain(files(part, "yaml")) {
        let file = docs.sources.add(SourceFile::new(&*path, text));
        let text = &docs.sources.file(file).text;
        let service = docwright::service::read(text, file).expect("it is a description");
        config.service = Some(std::sync::Arc::new(service));
    }
    if rule.level == Level::Allow {
        config.levels.set(rule.name, Level::Warn);
    }
    let compilation = pipeline::compile(&docs, &config);
    let diagnostics = &compilation.diagnostics;
    let lines: Vec<String> =
        diagnostics.iter().map(|it| short::render(&docs.sources, it)).collect();
    lines.join("\n")
}

/// The files of a part: blocks fenced with four backticks, their path after the language. Pages are
/// `md`, settings, a baseline and corrections are `toml`, a service's description `xml` or
/// `yaml`.
fn files(part: &str, language: &str) -> Vec<(String, String)> {
    part.split(&format!("````{language} "))
        .skip(1)
        .filter_map(|rest| {
            let (path, rest) = rest.split_once('\n')?;
            let (text, _) = rest.split_once("````")?;
            Some((path.trim().to_owned(), text.to_owned()))
        })
        .collect()
}

/// The text of a block fenced with three backticks.
fn block(part: &str, name: &str) -> String {
    let open = format!("```{name}\n");
    let text = part.split_once(&open).map_or("", |(_, rest)| rest);
    text.split_once("```").map_or("", |(text, _)| text).trim().to_owned()
}
