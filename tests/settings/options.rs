//! What can be set has one name, as a key of `docwright.toml`, as a flag of `generate` and `check`, and as a method of
//! `Builder`.

use docwright::config::file;
use docwright::config::options::{OPTIONS, Place, Setting, Takes};
use std::collections::BTreeSet;
use std::process::Command;

/// Methods of `Builder` that are no options but what it does.
const NOT_OPTIONS: &[&str] = &["new", "watch_all", "fail_on_denied", "emit", "try_emit"];
/// Flags that are about one command or about what is shown, not about what is compiled.
const NOT_COMPILING: &[&str] = &[
    "against",
    "explain",
    "docs-only",
    "dry-run",
    "fix",
    "force",
    "format",
    "since",
    "write-baseline",
    "write-corrections",
    "quiet",
    "verbose",
    "color",
    "threads",
    "help",
];

/// The names of the options that can be set there.
fn names(place: Place) -> BTreeSet<String> {
    OPTIONS.iter().filter(|it| it.is_in(place)).map(|it| it.name.to_owned()).collect()
}

#[test]
fn every_option_is_a_key_as_its_example_shows() {
    for Setting { name, example, takes, .. } in OPTIONS {
        let is_read = file::parse("docwright.toml", &format!("{name} = {example}\n")).is_ok();
        assert_eq!(is_read, names(Place::File).contains(*name), "{name} = {example}");
        let is_list =
            matches!(takes, Takes::Texts | Takes::Ways(_) | Takes::Rules | Takes::Words(_));
        assert_eq!(example.starts_with('['), is_list, "{name} = {example}");
        let error = file::parse("docwright.toml", &format!("{name} = 1\n"));
        let error = error.expect_err("nothing is a number").to_string();
        assert!(error.starts_with("docwright.toml:1:"), "{error}");
    }
    assert!(OPTIONS.is_sorted_by_key(|it| it.name));
}

#[test]
fn every_option_is_a_builder_method() {
    let source = include_str!("../../src/build_script.rs");
    let methods = source.split("\n    pub fn ").skip(1).filter_map(|rest| rest.split('(').next());
    let methods = methods.filter(|name| !NOT_OPTIONS.contains(name));
    let methods: BTreeSet<String> = methods.map(|name| name.replace('_', "-")).collect();
    assert_eq!(methods, names(Place::Builder));
}

#[test]
fn every_option_is_a_flag() {
    for command in ["generate", "check"] {
        let help = Command::new(env!("CARGO_BIN_EXE_docwright")).args([command, "--help"]).output();
        let help = String::from_utf8(help.expect("the command runs").stdout).expect("help is text");
        let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
        let flags = lines.filter_map(|line| line.split("--").nth(1)?.split([' ', ',']).next());
        let flags = flags.filter(|flag| !NOT_COMPILING.contains(flag)).map(str::to_owned);
        // What comes without a flag: `[DOCS]`.
        let arguments = help.split_once("Arguments:").map_or("", |(_, rest)| rest).lines().nth(1);
        let argument = arguments.and_then(|it| it.trim().strip_prefix('[')?.strip_suffix(']'));
        let set: BTreeSet<String> = flags.chain(argument.map(str::to_lowercase)).collect();
        let known = OPTIONS.iter().map(|it| it.name.to_owned()).collect();
        assert_eq!(set, known, "flags of {command}");
    }
}
